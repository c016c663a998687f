import type { CardEntityRecord } from "../core/records.ts";
import type { Json } from "../core/values.ts";
import type { Call } from "./endpoint.ts";
import { dialectOf } from "../cards/dialect.ts";
import { countElements, walk } from "../cards/rules.ts";
import { LIMITS } from "../cards/limits.ts";
import { validateCard } from "../cards/validate.ts";
import { isObject } from "../core/values.ts";
import { messageById, replaceCard } from "../model/messages.ts";
import { cardRefused } from "./card-content.ts";
import { refused } from "./codes.ts";

const LIFE_MS = 14 * 86_400_000;
/** Streaming switches itself off (feishu.md 3.9). */
const STREAM_MS = 600_000;
const UUIDS_KEPT = 200;

/** A living entity of this app. @throws Refused 200740, 300311, 200750, 200810 */
export const entityFor = (call: Call): CardEntityRecord => {
  const entity = call.platform.tables.cardEntities.get(call.params["card_id"] ?? "");
  if (entity === undefined) throw refused(200740);
  if (entity.appId !== call.app.appId) throw refused(300311);
  if (call.platform.clock.now() - entity.createdAt > LIFE_MS) throw refused(200750);
  if ((call.platform.cardLocks.get(entity.sentMessageId ?? "") ?? 0) > 0) throw refused(200810);
  if (!call.services.limits.entityAllows(entity.cardId)) throw refused(230020);
  return entity;
};

/** Refuses what no entity may hold. @throws Refused 200860, 300302, 300303, 300305, 230099 */
export const checkEntity = (card: Json): void => {
  if (Object.keys(card).length === 0) throw refused(300307);
  if (dialectOf(card) !== "2.0") throw refused(300303);
  if (Buffer.byteLength(JSON.stringify(card)) > LIMITS.bytes) throw refused(200860);
  if (isObject(card["config"]) && card["config"]["update_multi"] === false) throw refused(300302);
  if (countElements(card) > LIMITS.elements) throw refused(300305);
  const [problem] = validateCard(card);
  if (problem?.code === 300301) throw refused(300301);
  if (problem !== undefined) throw cardRefused(problem);
};

/** One step of an entity: `sequence` rises strictly, a repeated `uuid` does nothing again (feishu.md 3.9). */
export const step = (
  call: Call,
  entity: CardEntityRecord,
  order: { sequence: number; uuid?: string | undefined },
  change: (card: Json) => Json,
): void => {
  if (order.uuid !== undefined && entity.uuids.includes(order.uuid)) return;
  if (order.sequence <= entity.sequence) throw refused(300317);
  const json = change(structuredClone(entity.json));
  checkEntity(json);
  const streaming = isStreaming(json);
  const { streamingSince: _since, ...rest } = entity;
  call.platform.tables.cardEntities.put(entity.cardId, {
    ...rest,
    json,
    sequence: order.sequence,
    uuids: [...entity.uuids, ...(order.uuid === undefined ? [] : [order.uuid])].slice(-UUIDS_KEPT),
    ...(streaming ? { streamingSince: entity.streamingSince ?? call.platform.clock.now() } : {}),
  });
  const message = messageById(call.platform, entity.sentMessageId ?? "");
  if (message?.card !== undefined && message.recalledAt === undefined) replaceCard(call.platform, message, json);
};

export const isStreaming = (card: Json): boolean =>
  isObject(card["config"]) && card["config"]["streaming_mode"] === true;

/** @throws Refused 300309 when off, 200850 when it has run out */
export const checkStreaming = (call: Call, entity: CardEntityRecord): void => {
  if (!isStreaming(entity.json)) throw refused(300309);
  if (call.platform.clock.now() - (entity.streamingSince ?? 0) > STREAM_MS) throw refused(200850);
};

/** The element with this id inside a card. @throws Refused 300313 */
export const elementOf = (card: Json, id: string): Json => {
  for (const { node } of walk(card["body"], "ROOT -> body")) if (node["element_id"] === id) return node;
  throw refused(300313);
};

/** The list an element stands in, and where. @throws Refused 300313 */
export const placeOf = (card: Json, id: string): { list: Json[]; index: number } => {
  for (const { node } of walk(card, "ROOT")) {
    for (const key of ["elements", "columns"]) {
      const list = node[key];
      if (!Array.isArray(list)) continue;
      const index = (list as Json[]).findIndex((one) => one["element_id"] === id);
      if (index >= 0) return { list: list as Json[], index };
    }
  }
  throw refused(300313);
};
