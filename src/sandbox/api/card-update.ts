import { dialectOf } from "../cards/dialect.ts";
import { asText, isObject } from "../core/values.ts";
import { messageById, replaceCard } from "../model/messages.ts";
import { validateCard } from "../cards/validate.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";

const LIFE_MS = 1_800_000;
const USES = 2;
/** Bytes after conversion. */
const CONVERTED_MAX = 100 * 1024;
const DAY_MS = 86_400_000;

/** Delayed update by the token of a click: 30 minutes, twice, only after the answer (feishu.md 1.5). */
export const cardUpdateEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/interactive/v1/card/update",
    family: "legacy",
    scopes: ["im:message", "im:message:send_as_bot", "im:message:update"],
    handle: ({ platform, app, body }) => {
      const request = isObject(body) ? body : {};
      const token = asText(request["token"]);
      if (!/^c-[0-9a-f]+$/.test(token)) throw refused(300020);
      const known = platform.tables.cardTokens.get(token);
      if (known === undefined) throw refused(300020);
      if (known.appId !== app.appId) throw refused(200310);
      if (platform.clock.now() - known.issuedAt > LIFE_MS) throw refused(300030);
      if (known.uses >= USES) throw refused(300040);
      // Before the answer the client still waits: such an update would be overwritten by it.
      if (!known.answered) throw refused(11310);
      const { card } = request;
      if (!isObject(card)) throw refused(100030);
      const message = messageById(platform, known.messageId);
      if (message?.card === undefined || message.recalledAt !== undefined) throw refused(200000);
      if (platform.clock.now() - message.createTime > 14 * DAY_MS) throw refused(230031);
      const { open_ids: openIds, ...json } = card;
      const config = json["config"] as { update_multi?: unknown } | undefined;
      const exclusive = message.card.dialect === "1.0" && config?.update_multi !== true;
      if (exclusive && openIds === undefined) throw refused(300090);
      if (openIds !== undefined && !Array.isArray(openIds)) throw refused(200320);
      if (dialectOf(json) !== message.card.dialect) throw refused(11311);
      if (Buffer.byteLength(JSON.stringify(json)) > CONVERTED_MAX) throw refused(100000);
      const problem = validateCard(json)[0];
      if (problem !== undefined) throw refused(11311, `${problem.code} ${problem.message} ${problem.path}`);
      platform.tables.cardTokens.put(token, { ...known, uses: known.uses + 1 });
      replaceCard(platform, message, json);
      return { top: {} };
    },
  }),
];
