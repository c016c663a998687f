import { expect, onTestFinished, test, vi } from "vitest";
import { codeOf, start } from "./support/start.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const card = (content: string) => ({ schema: "2.0", body: { elements: [{ tag: "markdown", content }] } });
const OLD = { config: { update_multi: true }, elements: [{ tag: "div", text: { tag: "plain_text", content: "旧" } }] };
const BUTTON = { tag: "button", value: { a: 1 } };

const withCard = async (json: object = card("一"), change: Parameters<typeof start>[0] = {}) => {
  const started = await start(change);
  started.control.enter("ou_li");
  const sent = await started.client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: "ou_li", msg_type: "interactive", content: JSON.stringify(json) },
  });
  await started.sandbox.idle();
  const messageId = sent.data?.message_id ?? "";
  return {
    ...started,
    messageId,
    click: (action: Record<string, unknown> = BUTTON) => started.control.click({ as: "ou_li", messageId, action }),
    shown: () => started.control.messages("ou_li").messages.find((one) => one.messageId === messageId),
    update: (token: string, next: unknown) =>
      codeOf(
        started.client.request({
          method: "POST",
          url: "/open-apis/interactive/v1/card/update",
          data: { token, card: next },
        }),
      ),
  };
};

const answers: [name: string, answer: object, result: object][] = [
  ["{} only acknowledges", { body: {} }, { ok: true, cardUpdated: false }],
  ["an empty body does so, too", { raw: "" }, { ok: true, cardUpdated: false }],
  ["status 500", { status: 500 }, { ok: false, code: 200671 }],
  ["a redirect", { status: 302 }, { ok: false, code: 200671 }],
  ["no JSON", { raw: "OK" }, { ok: false, code: 200672 }],
  ["a list", { body: [] }, { ok: false, code: 200672 }],
  ["an unknown field", { body: { toasts: {} } }, { ok: false, code: 200672 }],
  ["a toast of no known type", { body: { toast: { type: "happy", content: "x" } } }, { ok: false, code: 200672 }],
  [
    "card data as a string",
    { body: { card: { type: "raw", data: JSON.stringify(card("二")) } } },
    { ok: false, code: 200672 },
  ],
  ["a card without type", { body: { card: { data: card("二") } } }, { ok: false, code: 200672 }],
  [
    "a broken card",
    { body: { card: { type: "raw", data: { schema: "2.0", body: { elements: [{ tag: "note" }] } } } } },
    { ok: false, code: 200673 },
  ],
  [
    "an unknown template",
    { body: { card: { type: "template", data: { template_id: "AAqx" } } } },
    { ok: false, code: 200673 },
  ],
  ["a 1.0 card for a 2.0 one", { body: { card: { type: "raw", data: OLD } } }, { ok: false, code: 200830 }],
  ["a connection closed at once", { destroy: true }, { ok: false, code: 200342 }],
];

test.each(answers)("%s", async (_name, answer, result) => {
  const { bot, click, shown, control } = await withCard();
  bot.answer(() => answer);
  expect(await click()).toMatchObject(result);
  expect(shown()).toMatchObject({ content: card("一"), cardVersion: 1 });
  // A callback is never tried again.
  await control.advance(10 * DAY);
  expect(bot.of("card.action.trigger")).toHaveLength(1);
});

test("a 2.0 card for a 1.0 one is refused, a 1.0 card is taken", async () => {
  const { bot, click } = await withCard(OLD);
  bot.answer(() => ({ body: { card: { type: "raw", data: card("二") } } }));
  expect(await click()).toMatchObject({ ok: false, code: 200673 });
  bot.answer(() => ({ body: { card: { type: "raw", data: OLD } } }));
  expect(await click()).toMatchObject({ ok: true, cardUpdated: true });
});

test("an answer after the limit is 200341, without address 200340, a name that does not resolve 200343", async () => {
  const { bot, click, sandbox } = await withCard(card("一"), { answerTimeoutMs: 60 });
  bot.answer(() => ({ delayMs: 200 }));
  expect(await click()).toMatchObject({ ok: false, code: 200341 });
  sandbox.setEventsUrl(null);
  expect(await click()).toMatchObject({ ok: false, code: 200340 });
  sandbox.setEventsUrl("http://bot.invalid/");
  expect([200343, 200341]).toContain((await click()).code);
});

test("a field without name is 200530 and reaches nobody; a card of 15 days is dead", async () => {
  const { bot, click, control } = await withCard();
  expect(await click({ tag: "button", name: "s", form_value: { "": "x" } })).toMatchObject({ code: 200530 });
  await control.advance(15 * DAY);
  expect(await click()).toMatchObject({ ok: false, code: 200080 });
  expect(bot.of("card.action.trigger")).toHaveLength(0);
});

test("a person who does not see the card cannot click it", async () => {
  const { control, messageId } = await withCard();
  await expect(control.click({ as: "ou_wang", messageId, action: BUTTON })).rejects.toThrow(/does not see/);
});

test("while a click waits the card is locked for PATCH and the delayed update; afterwards both work", async () => {
  const { bot, client, click, messageId, update, shown } = await withCard();
  const during: number[] = [];
  const patch = () =>
    codeOf(
      client.im.v1.message.patch({ path: { message_id: messageId }, data: { content: JSON.stringify(card("补")) } }),
    );
  let token = "";
  bot.answer(async (got) => {
    token = got.body["event"].token;
    const patched = await patch();
    expect(patched.msg).toMatch(/ErrCode: 11310; ErrMsg: card action is lock/);
    during.push(patched.code, (await update(token, card("早"))).code);
    return { body: {} };
  });
  expect(await click()).toMatchObject({ ok: true });
  expect(during).toEqual([230099, 11310]);
  expect((await patch()).code).toBe(0);
  expect((await update(token, card("晚"))).code).toBe(0);
  expect(shown()).toMatchObject({ content: card("晚"), cardVersion: 3 });
});

test("the update token: twice, half an hour, this app, this dialect", async () => {
  const { bot, click, update, control } = await withCard();
  bot.answer(() => ({ body: {} }));
  await click();
  const token = bot.of("card.action.trigger")[0]?.body["event"].token as string;
  expect((await update("nonsense", card("x"))).code).toBe(300020);
  expect((await update(token, "x")).code).toBe(100030);
  expect((await update(token, OLD)).code).toBe(11311);
  expect((await update(token, { schema: "2.0", body: { elements: [{ tag: "note" }] } })).code).toBe(11311);
  expect((await update(token, { ...card("x"), open_ids: "ou_li" })).code).toBe(200320);
  expect((await update(token, card("x".repeat(101 * 1024)))).code).toBe(100000);
  expect((await update(token, card("二"))).code).toBe(0);
  expect((await update(token, card("三"))).code).toBe(0);
  expect((await update(token, card("四"))).code).toBe(300040);
  await click();
  const later = bot.of("card.action.trigger")[1]?.body["event"].token as string;
  await control.advance(31 * MINUTE);
  expect((await update(later, card("五"))).code).toBe(300030);
});

test("the update token of a recalled card, of another app, of an exclusive card", async () => {
  const { SECOND } = await import("./support/town.ts");
  const { sdkClient } = await import("./support/start.ts");
  const shared = await withCard();
  await shared.click();
  const token = shared.bot.of("card.action.trigger")[0]?.body["event"].token as string;
  const request = { method: "POST", url: "/open-apis/interactive/v1/card/update", data: { token, card: card("x") } };
  expect((await codeOf(sdkClient(shared.sandbox.url, SECOND).request(request))).code).toBe(200310);
  await shared.client.im.v1.message.delete({ path: { message_id: shared.messageId } });
  expect((await shared.update(token, card("x"))).code).toBe(200000);
  const exclusive = await withCard({ elements: [] });
  await exclusive.click();
  const other = exclusive.bot.of("card.action.trigger")[0]?.body["event"].token as string;
  expect((await exclusive.update(other, { elements: [] })).code).toBe(300090);
  expect((await exclusive.update(other, { elements: [], open_ids: ["ou_li"] })).code).toBe(0);
});

test("the operator has ids and no name; user_id only with its scope", async () => {
  const { BOT } = await import("./support/town.ts");
  const { bot, click } = await withCard(card("一"), { apps: [{ ...BOT, scopes: ["im:message"] }] });
  await click();
  expect(bot.of("card.action.trigger")[0]?.body["event"].operator).toEqual({
    tenant_key: "tk_town",
    open_id: "ou_li",
    union_id: "on_li",
  });
});

test("a leftover card address gets the old, flat callback beside the new one, and the SDK's card handler accepts it", async () => {
  const { BOT } = await import("./support/town.ts");
  const { startBot } = await import("./support/bot.ts");
  const lark = await import("@larksuiteoapi/node-sdk");
  const old = await startBot(undefined);
  onTestFinished(() => old.close());
  const { bot, click } = await withCard(card("一"), { oldCallbackUrl: old.url });
  await click();
  await vi.waitFor(() => expect(old.received).toHaveLength(1));
  const [got] = old.received;
  expect(got?.body).toMatchObject({ open_id: "ou_li", action: BUTTON });
  expect(got?.body["header"]).toBeUndefined();
  expect(bot.of("card.action.trigger")).toHaveLength(1);
  const handled: unknown[] = [];
  const handler = new lark.CardActionHandler(
    { verificationToken: BOT.verificationToken, encryptKey: BOT.encryptKey ?? "" },
    (data: { action: unknown }) => {
      handled.push(data.action);
      return {};
    },
  );
  await handler.invoke(Object.assign(Object.create({ headers: got?.headers }) as object, JSON.parse(got?.raw ?? "{}")));
  expect(handled).toEqual([BUTTON]);
});
