import * as lark from "@larksuiteoapi/node-sdk";
import * as fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { decodeFrame, encodeFrame } from "../../src/sandbox/delivery/frame.ts";
import { start } from "./support/start.ts";
import { BOT } from "./support/town.ts";

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} };
const card = (content: string) => ({ schema: "2.0", body: { elements: [{ tag: "markdown", content }] } });

/** The official SDK's unmodified WSClient with a dispatcher that writes down what it hears. */
const connect = async (sandbox: Sandbox, heard: string[] = [], secret = BOT.appSecret) => {
  const states: string[] = [];
  const client = new lark.WSClient({
    appId: BOT.appId,
    appSecret: secret,
    domain: sandbox.url,
    logger: quiet,
    onReady: () => states.push("ready"),
    onReconnected: () => states.push("reconnected"),
    onError: (error) => states.push(error.message),
  });
  onTestFinished(() => client.close({ force: true }));
  const eventDispatcher = new lark.EventDispatcher({ logger: quiet }).register({
    "im.message.receive_v1": (data) => {
      if (data.message.content.includes("失败") && heard.push("threw") < 2) throw new Error("handler failed");
      heard.push(data.message.content);
    },
    "card.action.trigger": (data: { action: { value: unknown }; operator: { open_id: string } }) => {
      heard.push(`${data.operator.open_id} ${JSON.stringify(data.action.value)}`);
      return { toast: { type: "success", content: "收到" }, card: { type: "raw", data: card("二") } };
    },
  });
  const before = sandbox.longConnections.connected(BOT.appId);
  await client.start({ eventDispatcher });
  await vi.waitFor(() => expect(states).not.toEqual([]));
  if (states[0] === "ready") {
    await vi.waitFor(() => expect(sandbox.longConnections.connected(BOT.appId)).toBe(before + 1));
  }
  return { client, heard, states };
};

test("events arrive, also in many pieces; card callbacks are answered with toast and card", async () => {
  const { sandbox, control, client } = await start({ eventsUrl: null });
  const { heard } = await connect(sandbox);
  expect(sandbox.longConnections.connected(BOT.appId)).toBe(1);
  control.say("ou_wang", "@bot 你好 🙂", "oc_staff");
  const long = "长".repeat(60_000);
  control.say("ou_wang", long, "oc_staff");
  await sandbox.idle();
  expect(heard).toEqual(['{"text":"@_user_1 你好 🙂"}', JSON.stringify({ text: long })]);
  expect(control.state().delivery).toMatchObject({ pending: 0, target: "long connection" });

  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "chat_id" },
    data: { receive_id: "oc_staff", msg_type: "interactive", content: JSON.stringify(card("一")) },
  });
  const messageId = sent.data?.message_id ?? "";
  const result = await control.click({ as: "ou_zhao", messageId, action: { tag: "button", value: { a: 1 } } });
  expect(result).toMatchObject({ ok: true, cardUpdated: true, toast: { content: "收到" } });
  expect(heard.at(-1)).toBe('ou_zhao {"a":1}');
  expect(control.messages("ou_zhao", "oc_staff").messages.at(-1)?.content).toEqual(card("二"));
});

test("of several clients one random one gets each event", async () => {
  let roll = 0;
  const { sandbox, control } = await start({ eventsUrl: null, random: () => (roll += 0.34) % 1 });
  const clients = [await connect(sandbox), await connect(sandbox), await connect(sandbox)];
  for (let count = 0; count < 12; count += 1) control.say("ou_wang", `@bot ${count}`, "oc_staff");
  await sandbox.idle();
  const counts = clients.map((one) => one.heard.length);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(12);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(new Set(clients.flatMap((one) => one.heard)).size).toBe(12);
});

test("a cut client comes back and gets what waited", async () => {
  const { sandbox, control } = await start({
    eventsUrl: null,
    longConnection: { reconnectInterval: 0.02, reconnectNonce: 0.1 },
  });
  const { heard, states } = await connect(sandbox);
  sandbox.longConnections.cut(BOT.appId);
  expect(sandbox.longConnections.connected(BOT.appId)).toBe(0);
  control.say("ou_wang", "@bot 断线时", "oc_staff");
  await sandbox.idle();
  await vi.waitFor(() => expect(states).toContain("reconnected"));
  await vi.waitFor(() => expect(heard).not.toEqual([]));
  expect(heard).toEqual(['{"text":"@_user_1 断线时"}']);
});

test("a handler that throws is tried again on the schedule", async () => {
  const { sandbox, control } = await start({ eventsUrl: null });
  const { heard } = await connect(sandbox);
  control.say("ou_wang", "@bot 失败", "oc_staff");
  await sandbox.idle();
  expect(control.wire().at(-1)).toMatchObject({ status: 500, error: "status 500" });
  await control.advance(15_000);
  await sandbox.idle();
  expect(heard).toEqual(["threw", "threw", '{"text":"@_user_1 失败"}']);
});

test("a wrong secret is told at the endpoint and ends the attempt", async () => {
  const { sandbox } = await start({ eventsUrl: null });
  const { states } = await connect(sandbox, [], "wrong");
  expect(states).toEqual([expect.stringContaining("1000040345")]);
  const socket = new WebSocket(`${sandbox.url.replace("http", "ws")}/ws/v2?ticket=invented`);
  const closed = await new Promise<string>((resolve) => {
    socket.addEventListener("open", () => resolve("open"));
    socket.addEventListener("error", () => resolve("refused"));
  });
  expect(closed).toBe("refused");
});

test("frames survive the way there and back; nonsense is refused, never misread into a loop", () => {
  const frames = fc.record({
    seqId: fc.nat(),
    logId: fc.maxSafeNat(),
    service: fc.nat(),
    method: fc.constantFrom(0, 1),
    headers: fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }),
    payload: fc.uint8Array(),
  });
  fc.assert(
    fc.property(frames, (frame) => {
      const back = decodeFrame(encodeFrame(frame));
      expect({ ...back, payload: [...back.payload] }).toEqual({ ...frame, payload: [...frame.payload] });
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeFrame(bytes);
      } catch (error) {
        expect((error as Error).message).toMatch(/cut off|not known/);
      }
    }),
  );
});
