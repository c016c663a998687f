import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { start } from "./support/start.ts";
import { BOT } from "./support/town.ts";

const CARD = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "第一版" }] } };
const NEXT = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "第二版" }] } };

test("a first message opens the chat with a v1 event, then arrives encrypted and signed over its raw bytes", async () => {
  const { sandbox, bot, control } = await start();
  const { chatId, messageId } = control.say("ou_li", "空调坏了");
  await sandbox.idle();

  expect(bot.received.map((got) => got.body["header"]?.event_type ?? got.body["event"].type)).toEqual([
    "p2p_chat_create",
    "im.message.receive_v1",
  ]);
  expect(bot.received[0]?.body).toMatchObject({
    type: "event_callback",
    token: "vt-1",
    event: { type: "p2p_chat_create", chat_id: chatId, user: { open_id: "ou_li", name: "李厂长" } },
  });
  const got = bot.received[1];
  expect(got?.body).toMatchObject({
    schema: "2.0",
    header: { token: "vt-1", app_id: BOT.appId, tenant_key: "tk_town", create_time: expect.stringMatching(/^\d{13}$/) },
    event: {
      sender: { sender_id: { open_id: "ou_li", union_id: "on_li" }, sender_type: "user", tenant_key: "tk_town" },
      message: { message_id: messageId, chat_id: chatId, chat_type: "p2p", content: '{"text":"空调坏了"}' },
    },
  });
  const timestamp = String(got?.headers["x-lark-request-timestamp"]);
  const nonce = String(got?.headers["x-lark-request-nonce"]);
  expect(got?.headers["x-lark-signature"]).toBe(
    createHash("sha256").update(`${timestamp}${nonce}${BOT.encryptKey}${got?.raw}`).digest("hex"),
  );
});

test("the bot answers with a card, a click updates it, and both readers see one message", async () => {
  const { bot, client, control, sandbox } = await start();
  const { messageId } = control.say("ou_li", "你好");
  const reply = await client.im.v1.message.reply({
    path: { message_id: messageId },
    data: { msg_type: "interactive", content: JSON.stringify(CARD) },
  });
  const cardId = reply.data?.message_id ?? "";
  await sandbox.idle();
  bot.answer(() => ({ body: { toast: { type: "success", content: "好" }, card: { type: "raw", data: NEXT } } }));
  const result = await control.click({ as: "ou_li", messageId: cardId, action: { tag: "button", value: { a: 1 } } });

  expect(result).toMatchObject({ ok: true, cardUpdated: true, toast: { type: "success", content: "好" } });
  const [callback] = bot.of("card.action.trigger");
  expect(callback?.body["header"].create_time).toMatch(/^\d{16}$/);
  expect(callback?.body["event"]).toMatchObject({
    operator: { open_id: "ou_li" },
    token: expect.stringMatching(/^c-/),
    context: { open_message_id: cardId },
  });
  const { messages } = control.messages("ou_li");
  expect(messages.map((one) => one.messageId)).toEqual([messageId, cardId]);
  expect(messages[1]).toMatchObject({ from: "bot", content: NEXT, cardVersion: 2, parentId: messageId });
});
