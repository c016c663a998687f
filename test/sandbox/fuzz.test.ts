import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ENDPOINTS } from "../../src/sandbox/api/index.ts";
import { start } from "./support/start.ts";
import { BOT } from "./support/town.ts";

/** Ids that exist, so that random calls get past the first look-up. */
const seeds = async () => {
  const started = await start({ rateLimits: false });
  const { control, client, sandbox } = started;
  const said = control.say("ou_li", "@bot 话", "oc_firm");
  const card = { schema: "2.0", body: { elements: [{ tag: "markdown", element_id: "e1", content: "x" }] } };
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "chat_id" },
    data: { receive_id: "oc_firm", msg_type: "interactive", content: JSON.stringify(card) },
  });
  const entity = await client.cardkit.v1.card.create({ data: { type: "card_json", data: JSON.stringify(card) } });
  const answer = await fetch(`${sandbox.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: "POST",
    body: JSON.stringify({ app_id: BOT.appId, app_secret: BOT.appSecret }),
  });
  const { tenant_access_token: token } = (await answer.json()) as { tenant_access_token: string };
  const known = [
    said.messageId,
    sent.data?.message_id ?? "",
    entity.data?.card_id ?? "",
    "oc_firm",
    "ou_li",
    "on_li",
    "u_li",
    "e1",
    "od_1",
    "open_id",
    "chat_id",
    "text",
    "interactive",
    "bascnAbCdEf1234",
    "tblAbCd1234",
    JSON.stringify(card),
    JSON.stringify({ text: "话" }),
  ];
  return { ...started, token, known };
};

const KEYS = [
  "receive_id",
  "msg_type",
  "content",
  "uuid",
  "reply_in_thread",
  "message_id",
  "message_id_list",
  "reaction_type",
  "emoji_type",
  "user_id_list",
  "id_list",
  "card",
  "token",
  "type",
  "data",
  "sequence",
  "elements",
  "element",
  "actions",
  "settings",
  "partial_element",
  "follow_ups",
  "name",
  "owner_id",
  "mobiles",
  "emails",
  "user_ids",
  "open_ids",
  "summary",
  "due",
  "members",
  "task",
  "update_fields",
  "fields",
  "records",
  "record_ids",
  "speech",
  "config",
  "chat_id",
  "open_id",
  "AppID",
  "app_id",
  "app_secret",
  "menu_tree",
  "chat_top_notice",
  "__proto__",
  "constructor",
];
const QUERY = [
  "receive_id_type",
  "user_id_type",
  "member_id_type",
  "container_id_type",
  "container_id",
  "page_size",
  "page_token",
  "type",
  "department_id",
  "chat_id",
  "uuid",
];

test("no call, however wrong, is answered with a 5xx or without an envelope", async () => {
  const { sandbox, token, known } = await seeds();
  const word = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 20 }));
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  const body = fc.oneof(fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 6 }), value);
  const call = fc.record({
    endpoint: fc.constantFrom(...ENDPOINTS),
    params: fc.array(word, { minLength: 4, maxLength: 4 }),
    query: fc.dictionary(fc.constantFrom(...QUERY), word, { maxKeys: 4 }),
    body,
  });
  await fc.assert(
    fc.asyncProperty(call, async ({ endpoint, params, query, body }) => {
      let index = 0;
      const path = endpoint.path.replaceAll(/:\w+/g, () => encodeURIComponent(params[index++] || "x"));
      const response = await fetch(`${sandbox.url}${path}?${new URLSearchParams(query).toString()}`, {
        method: endpoint.method,
        headers: { authorization: `Bearer ${token}` },
        ...(endpoint.method === "GET" ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.status).toBeLessThan(500);
      const answer = (await response.json()) as { code?: unknown; msg?: unknown };
      expect(answer).toMatchObject({ code: expect.any(Number), msg: expect.any(String) });
    }),
    { numRuns: 1500 },
  );
});
