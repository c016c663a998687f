import * as z from "zod";
import type { Json } from "../core/values.ts";
import type { Call } from "./endpoint.ts";
import { isObject } from "../core/values.ts";
import { dialectOf } from "../cards/dialect.ts";
import { checkEntity, checkStreaming, elementOf, entityFor, isStreaming, placeOf, step } from "./cardkit-entity.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { messageFor } from "./targets.ts";

const SCOPES = ["cardkit:card:write"];
const CARD = "/open-apis/cardkit/v1/cards/:card_id";
const INT32_MAX = 2 ** 31 - 1;

const order = z.looseObject({
  uuid: z.string().max(64).optional(),
  sequence: z.number().int().min(0).max(INT32_MAX),
});

const parse = (text: string): Json => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) return parsed;
  } catch {
    // said below
  }
  throw refused(100030);
};

const parseList = (text: string): Json[] => {
  try {
    const parsed: unknown = JSON.parse(text);
    const list = Array.isArray(parsed) ? parsed : [parsed];
    if (list.every(isObject)) return list;
  } catch {
    // said below
  }
  throw refused(100030);
};

/** Lays `patch` over `target`, objects into objects; null takes a property away. */
const merge = (target: Json, patch: Json): void => {
  for (const [key, value] of Object.entries(patch)) {
    // JSON may carry this name, and assigning it would reach every object of the process.
    if (key === "__proto__") continue;
    const before = target[key];
    if (value === null) delete target[key];
    else if (isObject(value) && isObject(before)) merge(before, value);
    else target[key] = value;
  }
};

const add = (card: Json, type: string, target: string | undefined, elements: Json[]): void => {
  if (type === "append") {
    const holder = target === undefined || target === "" ? card["body"] : elementOf(card, target);
    if (!isObject(holder)) throw refused(300314);
    holder["elements"] = [...(Array.isArray(holder["elements"]) ? (holder["elements"] as Json[]) : []), ...elements];
    return;
  }
  const { list, index } = placeOf(card, target ?? "");
  list.splice(type === "insert_before" ? index : index + 1, 0, ...elements);
};

const replace = (card: Json, id: string, element: Json): void => {
  const { list, index } = placeOf(card, id);
  list[index] = element;
};

const patchElement = (card: Json, id: string, patch: Json): void => {
  const element = elementOf(card, id);
  if (patch["tag"] !== undefined && patch["tag"] !== element["tag"]) throw refused(300312);
  merge(element, patch);
};

const remove = (card: Json, id: string): void => {
  const { list, index } = placeOf(card, id);
  list.splice(index, 1);
};

const action = z.discriminatedUnion("action", [
  z.looseObject({
    action: z.literal("partial_update_setting"),
    params: z.looseObject({ settings: z.looseObject({}) }),
  }),
  z.looseObject({
    action: z.literal("add_elements"),
    params: z.looseObject({
      type: z.enum(["insert_before", "insert_after", "append"]),
      target_element_id: z.string().optional(),
      elements: z.array(z.record(z.string(), z.unknown())),
    }),
  }),
  z.looseObject({ action: z.literal("delete_elements"), params: z.looseObject({ element_ids: z.array(z.string()) }) }),
  z.looseObject({
    action: z.literal("partial_update_element"),
    params: z.looseObject({ element_id: z.string(), partial_element: z.record(z.string(), z.unknown()) }),
  }),
  z.looseObject({
    action: z.literal("update_element"),
    params: z.looseObject({ element_id: z.string(), element: z.record(z.string(), z.unknown()) }),
  }),
]);

const apply = (card: Json, one: z.infer<typeof action>): void => {
  switch (one.action) {
    case "partial_update_setting":
      return merge(card, one.params.settings);
    case "add_elements":
      return add(card, one.params.type, one.params.target_element_id, one.params.elements);
    case "delete_elements":
      return one.params.element_ids.forEach((id) => remove(card, id));
    case "partial_update_element":
      return patchElement(card, one.params.element_id, one.params.partial_element);
    case "update_element":
      return replace(card, one.params.element_id, one.params.element);
  }
};

/** Changes a copy of the entity's card within one step. */
const change = (call: Call, body: z.infer<typeof order>, edit: (card: Json) => void): { data: unknown } => {
  step(call, entityFor(call), body, (card) => {
    edit(card);
    return card;
  });
  return { data: {} };
};

export const cardkitEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/cardkit/v1/cards",
    family: "cardkit",
    scopes: SCOPES,
    body: z.looseObject({ type: z.enum(["card_json", "template"]), data: z.string() }),
    handle: ({ platform, app, body }) => {
      if (body.type === "template") throw refused(200740);
      const json = parse(body.data);
      checkEntity(json);
      const cardId = platform.ids.next("", 19);
      const createdAt = platform.clock.now();
      platform.tables.cardEntities.put(cardId, {
        cardId,
        appId: app.appId,
        json,
        sequence: 0,
        uuids: [],
        createdAt,
        ...(isStreaming(json) ? { streamingSince: createdAt } : {}),
      });
      return { data: { card_id: cardId } };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/cardkit/v1/cards/id_convert",
    family: "cardkit",
    scopes: SCOPES,
    body: z.looseObject({ message_id: z.string() }),
    handle: ({ platform, app, body }) => {
      const cardId = messageFor(platform, app, body.message_id).card?.cardId;
      if (cardId === undefined) throw refused(200740);
      return { data: { card_id: cardId } };
    },
  }),
  endpoint({
    method: "PUT",
    path: CARD,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({ card: z.looseObject({ type: z.literal("card_json"), data: z.string() }) }),
    handle: (call) => {
      const json = parse(call.body.card.data);
      if (dialectOf(json) !== "2.0") throw refused(300303);
      step(call, entityFor(call), call.body, () => json);
      return { data: {} };
    },
  }),
  endpoint({
    method: "PATCH",
    path: `${CARD}/settings`,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({ settings: z.string() }),
    handle: (call) => change(call, call.body, (card) => merge(card, parse(call.body.settings))),
  }),
  endpoint({
    method: "POST",
    path: `${CARD}/batch_update`,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({ actions: z.string() }),
    handle: (call) => {
      const actions = z.array(action).safeParse(parseList(call.body.actions));
      if (!actions.success) throw refused(300314);
      return change(call, call.body, (card) => actions.data.forEach((one) => apply(card, one)));
    },
  }),
  endpoint({
    method: "POST",
    path: `${CARD}/elements`,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({
      type: z.enum(["insert_before", "insert_after", "append"]),
      target_element_id: z.string().optional(),
      elements: z.string(),
    }),
    handle: (call) => {
      const { type, target_element_id: target, elements } = call.body;
      return change(call, call.body, (card) => add(card, type, target, parseList(elements)));
    },
  }),
  endpoint({
    method: "PUT",
    path: `${CARD}/elements/:element_id`,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({ element: z.string() }),
    handle: (call) =>
      change(call, call.body, (card) => replace(card, call.params["element_id"] ?? "", parse(call.body.element))),
  }),
  endpoint({
    method: "PATCH",
    path: `${CARD}/elements/:element_id`,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({ partial_element: z.string() }),
    handle: (call) =>
      change(call, call.body, (card) =>
        patchElement(card, call.params["element_id"] ?? "", parse(call.body.partial_element)),
      ),
  }),
  endpoint({
    method: "DELETE",
    path: `${CARD}/elements/:element_id`,
    family: "cardkit",
    scopes: SCOPES,
    body: order,
    handle: (call) => change(call, call.body, (card) => remove(card, call.params["element_id"] ?? "")),
  }),
  endpoint({
    method: "PUT",
    path: `${CARD}/elements/:element_id/content`,
    family: "cardkit",
    scopes: SCOPES,
    body: order.extend({ content: z.string().min(1).max(100_000) }),
    handle: (call) => {
      const entity = entityFor(call);
      checkStreaming(call, entity);
      step(call, entity, call.body, (card) => {
        const element = elementOf(card, call.params["element_id"] ?? "");
        const holder = element["tag"] === "div" && isObject(element["text"]) ? element["text"] : element;
        if (typeof holder["content"] !== "string") throw refused(300310);
        holder["content"] = call.body.content;
        return card;
      });
      return { data: {} };
    },
  }),
];
