import type { Endpoint } from "./endpoint.ts";
import { botEndpoints } from "./bot.ts";
import { changeEndpoints } from "./messages-change.ts";
import { readEndpoints } from "./messages-read.ts";
import { sendEndpoints } from "./messages-send.ts";
import { tokenEndpoints } from "./tokens.ts";

/** Every endpoint of the open platform the local Feishu knows. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...tokenEndpoints,
  ...sendEndpoints,
  ...changeEndpoints,
  ...readEndpoints,
  ...botEndpoints,
];
