import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as lark from "@larksuiteoapi/node-sdk";
import { encryptEvent, signEvent, signOldCallback } from "../../src/sandbox/delivery/crypto.ts";
import { decrypt } from "./support/bot.ts";
import { start } from "./support/start.ts";
import { BOT } from "./support/town.ts";

const IV = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
const KEY = "ticketbot-demo-encrypt-key";
const TIME = "1700000000";
const NONCE = "nonce-0001";
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("vectors of the fact sheet", () => {
  test("V1: the platform's own published value", () => {
    const iv = Buffer.from("3f7ef0f9564898d80f10ed5106127a46", "hex");
    expect(encryptEvent("test key", "hello world", iv)).toBe("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=");
  });

  test("V2: a challenge", () => {
    const plain = '{"challenge":"c0ffee-1234","token":"vt-demo","type":"url_verification"}';
    const value = encryptEvent(KEY, plain, IV);
    expect(value).toBe(
      "AAECAwQFBgcICQoLDA0OD5P/cqnbojHFPEj9jd5WH9en7P//3L0zw/3BzTB5J/OXFD/r4aARHarJ/SMVgJVvEGXch6CcwENfN4laa83gbluQp5qgTWLSuzpuSvdtPLs/",
    );
    expect(signEvent(TIME, NONCE, KEY, `{"encrypt":"${value}"}`)).toBe(
      "d7e61a6363962d93cde5159a5b93968005214229cf51fed4584c2789b04cd70a",
    );
  });

  test("V3 and V5: a message event, and the same with a space under its own signature", () => {
    const plain = readFileSync(new URL("support/v3.txt", import.meta.url), "utf8").trimEnd();
    expect(Buffer.byteLength(plain)).toBe(458);
    const body = `{"encrypt":"${encryptEvent(KEY, plain, IV)}"}`;
    expect(body).toHaveLength(654);
    expect(signEvent(TIME, NONCE, KEY, body)).toBe("6ffcfff0c9b8f73bc9814e9c0754660dacb52da7f8ee765a70feb08387dfbb62");
    const spaced = body.replace(":", ": ");
    expect(signEvent(TIME, NONCE, KEY, spaced)).not.toBe(signEvent(TIME, NONCE, KEY, body));
    expect(decrypt(KEY, (JSON.parse(spaced) as { encrypt: string }).encrypt)).toBe(plain);
  });

  test("V4: the old card callback signs with the verification token", () => {
    const body =
      '{"open_id":"ou_alice","open_message_id":"om_0001","tenant_key":"tk_demo","token":"c-demo","action":{"value":{"k":"v"},"tag":"button"}}';
    expect(signOldCallback(TIME, NONCE, "vt-demo", body)).toBe("1fb953a518e909187e6667f4a75699d986fcf08b");
  });
});

test("the official SDK's dispatcher accepts a delivered event, and refuses it when bodies are spaced", async () => {
  for (const spacedBodies of [false, true]) {
    const { bot, control, sandbox } = await start({ spacedBodies });
    const got: string[] = [];
    const dispatcher = new lark.EventDispatcher({
      encryptKey: BOT.encryptKey ?? "",
      verificationToken: BOT.verificationToken,
      loggerLevel: lark.LoggerLevel.error,
      logger: { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} },
    }).register({
      "im.message.receive_v1": (data) => {
        got.push(data.message.content);
      },
    });
    control.say("ou_wang", "@bot 你好", "oc_staff");
    await sandbox.idle();
    const [pushed] = bot.of("im.message.receive_v1");
    expect(pushed?.raw.includes('": "')).toBe(spacedBodies);
    const headers = pushed?.headers;
    await dispatcher.invoke(Object.assign(Object.create({ headers }) as object, JSON.parse(pushed?.raw ?? "{}")));
    expect(got).toEqual(spacedBodies ? [] : ['{"text":"@_user_1 你好"}']);
  }
});

describe("retries", () => {
  test("follow 15 s, 5 min, 1 h, 6 h on the sandbox clock, re-signed each time, and end after the fourth", async () => {
    const { bot, control, sandbox } = await start();
    bot.answer(() => ({ status: 500 }));
    control.say("ou_wang", "@bot 有人吗", "oc_staff");
    await sandbox.idle();
    const counts = [bot.received.length];
    for (const wait of [14 * SECOND, SECOND, 5 * MINUTE, HOUR, 6 * HOUR, 48 * HOUR]) {
      await control.advance(wait);
      await sandbox.idle();
      counts.push(bot.received.length);
    }
    expect(counts).toEqual([1, 1, 2, 3, 4, 5, 5]);
    expect(new Set(bot.received.map((got) => got.body["header"].event_id)).size).toBe(1);
    expect(new Set(bot.received.map((got) => got.headers["x-lark-request-timestamp"])).size).toBe(5);
    expect(control.state().delivery).toMatchObject({ pending: 0, lastError: "status 500" });
  });

  test("come sooner under a time scale", async () => {
    const { bot, control, sandbox } = await start({ retryTimeScale: 15 });
    let calls = 0;
    bot.answer(() => ({ status: (calls += 1) === 1 ? 503 : 200 }));
    control.say("ou_wang", "@bot 在吗", "oc_staff");
    await sandbox.idle();
    await control.advance(SECOND);
    await sandbox.idle();
    expect(bot.received).toHaveLength(2);
    expect(control.state().delivery.pending).toBe(0);
  });

  test("an answer after the limit counts as none", async () => {
    const { bot, control, sandbox } = await start({ answerTimeoutMs: 50 });
    bot.answer(() => ({ delayMs: 150 }));
    control.say("ou_wang", "@bot 慢", "oc_staff");
    await sandbox.idle();
    expect(control.wire().at(-1)).toMatchObject({ kind: "event", status: 0, error: "no answer in time" });
    expect(control.state().delivery.pending).toBe(1);
  });

  test("a redirect is an error, and an event without any receiver waits", async () => {
    const { bot, control, sandbox } = await start();
    bot.answer(() => ({ status: 302 }));
    control.say("ou_wang", "@bot 去哪", "oc_staff");
    await sandbox.idle();
    expect(control.wire().at(-1)).toMatchObject({ status: 302, error: "status 302" });
    sandbox.setEventsUrl(null);
    control.say("ou_wang", "@bot 没人", "oc_staff");
    await sandbox.idle();
    expect(control.wire().at(-1)?.error).toMatch(/no receiver/);
    bot.answer(() => ({}));
    sandbox.setEventsUrl(bot.url);
    await sandbox.idle();
    // What found nobody goes out at once; what failed waits for its retry.
    expect(bot.received.at(-1)?.body["event"].message.content).toContain("没人");
    expect(control.state().delivery.pending).toBe(1);
    await control.advance(15 * SECOND);
    await sandbox.idle();
    expect(control.state().delivery.pending).toBe(0);
  });
});

describe("faults of delivery", () => {
  const texts = (bot: Awaited<ReturnType<typeof start>>["bot"]) =>
    bot.of("im.message.receive_v1").map((got) => ({
      event: got.body["header"].event_id as string,
      message: got.body["event"].message.message_id as string,
      time: got.body["event"].message.create_time as string,
      content: got.body["event"].message.content as string,
    }));

  test.each([
    ["duplicateSameEvent", 1, 1],
    ["duplicateNewEvent", 2, 1],
    ["duplicateNewMessage", 2, 2],
  ] as const)("%s: two pushes with %i event ids and %i message ids, then none", async (fault, events, messages) => {
    const { bot, control, sandbox } = await start();
    control.setFaults({ [fault]: 1 });
    control.say("ou_wang", "@bot 一次", "oc_staff");
    await sandbox.idle();
    const got = texts(bot);
    expect(got).toHaveLength(2);
    expect(new Set(got.map((one) => one.event)).size).toBe(events);
    expect(new Set(got.map((one) => one.message)).size).toBe(messages);
    expect(new Set(got.map((one) => `${one.time} ${one.content}`)).size).toBe(1);
    expect(control.faults()[fault]).toBe(0);
    control.say("ou_wang", "@bot 第二次", "oc_staff");
    await sandbox.idle();
    expect(texts(bot)).toHaveLength(3);
  });

  test("a bot can answer to the second id of a doubled message", async () => {
    const { bot, control, sandbox, client } = await start();
    control.setFaults({ duplicateNewMessage: 1 });
    const { messageId } = control.say("ou_wang", "@bot 一次", "oc_staff");
    await sandbox.idle();
    const other = texts(bot).find((one) => one.message !== messageId)?.message ?? "";
    const reply = await client.im.v1.message.reply({
      path: { message_id: other },
      data: { msg_type: "text", content: '{"text":"好"}' },
    });
    expect(reply.data?.parent_id).toBe(messageId);
  });

  test("reorder lets the next message overtake", async () => {
    const { bot, control, sandbox } = await start();
    control.setFaults({ reorder: 1 });
    control.say("ou_wang", "@bot 先", "oc_staff");
    control.say("ou_wang", "@bot 后", "oc_staff");
    await sandbox.idle();
    expect(texts(bot).map((one) => one.content)).toEqual(['{"text":"@_user_1 后"}', '{"text":"@_user_1 先"}']);
  });

  test("delay holds until the clock is there; a dropped answer and a refused connection are retried", async () => {
    const { bot, control, sandbox } = await start();
    control.setFaults({ delayMs: 10 * SECOND });
    control.say("ou_wang", "@bot 晚到", "oc_staff");
    await sandbox.idle();
    expect(bot.received).toHaveLength(0);
    control.setFaults({ delayMs: 0, dropAnswer: 1 });
    await control.advance(10 * SECOND);
    await sandbox.idle();
    expect(bot.received).toHaveLength(1);
    expect(control.state().delivery.pending).toBe(1);
    control.setFaults({ connectionRefused: 1 });
    await control.advance(15 * SECOND);
    await sandbox.idle();
    expect(bot.received).toHaveLength(1);
    await control.advance(5 * MINUTE);
    await sandbox.idle();
    expect(bot.received).toHaveLength(2);
    expect(control.state().delivery.pending).toBe(0);
  });

  test("below 1 a fault is a probability of the given source", async () => {
    const dice = [0.4, 0.6, 0.4];
    let rolls = 0;
    const { bot, control, sandbox } = await start({ random: () => dice[rolls++ % 3] ?? 0 });
    control.setFaults({ connectionRefused: 0.5 });
    control.say("ou_wang", "@bot 运气", "oc_staff");
    await sandbox.idle();
    expect(bot.received).toHaveLength(0);
    await control.advance(15 * SECOND);
    await sandbox.idle();
    expect(bot.received).toHaveLength(1);
    expect(control.faults().connectionRefused).toBe(0.5);
  });

  test("a message taken back before the push arrives with empty content", async () => {
    const { bot, control, sandbox } = await start();
    control.setFaults({ delayMs: SECOND });
    const { messageId } = control.say("ou_wang", "@bot 说错了", "oc_staff");
    control.setFaults({ delayMs: 0 });
    control.recall("ou_wang", messageId);
    await control.advance(SECOND);
    await sandbox.idle();
    expect(texts(bot)).toMatchObject([{ message: messageId, content: "" }]);
    expect(bot.of("im.message.recalled_v1")[0]?.body["event"]).toMatchObject({
      message_id: messageId,
      recall_type: "message_owner",
    });
  });
});

describe("the console's handshake", () => {
  test("is encrypted, unsigned, and wants the challenge back", async () => {
    const { bot, control } = await start();
    expect(await control.verifyUrl()).toEqual({ ok: true });
    const [asked] = bot.received;
    expect(asked?.body).toMatchObject({ type: "url_verification", token: "vt-1" });
    expect(asked?.headers["x-lark-signature"]).toBeUndefined();
    expect(asked?.raw).toMatch(/^\{"encrypt":/);
  });

  test("fails at an address where nobody listens", async () => {
    const { sandbox, control } = await start();
    sandbox.setEventsUrl("http://127.0.0.1:9/none");
    expect(await control.verifyUrl()).toMatchObject({ ok: false });
  });
});
