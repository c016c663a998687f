import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCAL_APP } from "../../src/local/app.ts";
import { encryptEvent, signEvent } from "../../src/sandbox/delivery/crypto.ts";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice;
beforeAll(async () => {
  office = await openWorkerOffice();
});
afterAll(() => office?.close());

const { appId, encryptKey, verificationToken } = LOCAL_APP;

const message = (token: string = verificationToken, app: string = appId): object => ({
  schema: "2.0",
  header: {
    event_id: randomBytes(16).toString("hex"),
    event_type: "im.message.receive_v1",
    create_time: String(office.sandbox.now()),
    token,
    app_id: app,
    tenant_key: "tk_yunxi",
  },
  event: {
    sender: { sender_id: { open_id: "ou_demo_e01" }, sender_type: "user", tenant_key: "tk_yunxi" },
    message: {
      message_id: `om_${randomBytes(16).toString("hex")}`,
      create_time: String(office.sandbox.now()),
      chat_id: "oc_somewhere",
      chat_type: "p2p",
      message_type: "text",
      content: JSON.stringify({ text: "路灯坏了" }),
    },
  },
});

interface Signed {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** As the platform sends it; what a test changes is what is wrong with it. */
function signed(payload: object, change: { readonly key?: string; readonly agoMs?: number } = {}): Signed {
  const body = JSON.stringify({ encrypt: encryptEvent(encryptKey, JSON.stringify(payload), randomBytes(16)) });
  const timestamp = String(Math.floor((office.sandbox.now() - (change.agoMs ?? 0)) / 1000));
  const signature = signEvent(timestamp, "nonce", change.key ?? encryptKey, body);
  return {
    body,
    headers: {
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": "nonce",
      "x-lark-signature": signature,
    },
  };
}

const post = async ({ body, headers }: Signed): Promise<number> => {
  const answer = await fetch(office.eventsUrl, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  await answer.text();
  return answer.status;
};

const stored = async (): Promise<unknown[]> => {
  const rows = await office.db.$client.execute(
    "select (select count(*) from inbound) as i, (select count(*) from jobs) as j, (select count(*) from tickets) as t",
  );
  return ["i", "j", "t"].map((column) => rows.rows[0]?.[column]);
};

const HOUR = 3_600_000;
const wrong: readonly (readonly [string, number, () => Signed])[] = [
  ["no signature", 401, () => ({ body: signed(message()).body, headers: {} })],
  ["signed with another key", 401, () => signed(message(), { key: "somebody else's" })],
  ["changed after signing", 401, () => ({ ...signed(message()), body: signed(message()).body })],
  ["an hour old", 401, () => signed(message(), { agoMs: HOUR })],
  ["an hour ahead", 401, () => signed(message(), { agoMs: -HOUR })],
  ["another token", 401, () => signed(message("guessed"))],
  ["another app", 401, () => signed(message(verificationToken, "cli_other"))],
  ["not encrypted", 400, () => ({ body: JSON.stringify(message()), headers: signed(message()).headers })],
  ["not decryptable", 400, () => ({ ...signed(message()), body: JSON.stringify({ encrypt: "QUJD" }) })],
  ["not JSON", 400, () => ({ body: "{", headers: {} })],
  ["nothing", 400, () => ({ body: "", headers: {} })],
  ["of no documented shape", 400, () => signed({ ...message(), event: {} })],
  ["larger than any delivery", 413, () => ({ body: `{"encrypt":"${"A".repeat(1024 * 1024)}"}`, headers: {} })],
];

test.each(wrong)("a delivery that is %s is answered %i and leaves no trace", async (_, status, make) => {
  const before = await stored();
  expect(await post(make())).toBe(status);
  expect(await stored()).toEqual(before);
});

test("the very same delivery, rightly signed, is stored and answered 200: the refusals above refuse what they say", async () => {
  const [inbound] = await stored();
  expect(await post(signed(message()))).toBe(200);
  await office.settle();
  expect((await stored())[0]).toBe(Number(inbound) + 1);
});

test("the address can be saved at the platform: its challenge is answered, encrypted or plain", async () => {
  expect(await office.sandbox.control.verifyUrl()).toMatchObject({ ok: true });
  const body = JSON.stringify({ type: "url_verification", token: verificationToken, challenge: "c-1" });
  const answer = await fetch(office.eventsUrl, { method: "POST", body });
  expect(await answer.json()).toEqual({ challenge: "c-1" });
});

test("nothing of this was an error of ours", () => {
  expect(office.worker.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  expect(office.worker.log.filter((line) => line.includes("delivery.rejected")).length).toBeGreaterThan(5);
});
