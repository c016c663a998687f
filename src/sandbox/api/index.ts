import { chatEndpoints } from "./chats.ts";
import { chatExtraEndpoints } from "./chat-extras.ts";
import { memberEndpoints } from "./chat-members.ts";
import { contactEndpoints } from "./contact.ts";
import { departmentEndpoints } from "./departments.ts";
import { fileEndpoints } from "./files.ts";
import { resourceEndpoints } from "./message-resources.ts";
import { extraEndpoints } from "./message-extras.ts";
import { pinEndpoints } from "./pins.ts";
import { cardUpdateEndpoints } from "./card-update.ts";
import { ephemeralEndpoints } from "./ephemeral.ts";
import { batchEndpoints } from "./batch.ts";
import { taskEndpoints } from "./tasks.ts";
import { bitableEndpoints } from "./bitable.ts";
import { bitableTableEndpoints } from "./bitable-tables.ts";
import { speechEndpoints } from "./speech.ts";
import { cardkitEndpoints } from "./cardkit.ts";
import { feedEndpoints } from "./feed.ts";
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
  ...extraEndpoints,
  ...resourceEndpoints,
  ...fileEndpoints,
  ...pinEndpoints,
  ...cardUpdateEndpoints,
  ...chatEndpoints,
  ...memberEndpoints,
  ...chatExtraEndpoints,
  ...contactEndpoints,
  ...departmentEndpoints,
  ...ephemeralEndpoints,
  ...batchEndpoints,
  ...taskEndpoints,
  ...bitableTableEndpoints,
  ...bitableEndpoints,
  ...speechEndpoints,
  ...cardkitEndpoints,
  ...feedEndpoints,
  ...botEndpoints,
];
