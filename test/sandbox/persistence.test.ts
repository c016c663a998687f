import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSandbox } from "../../src/sandbox/index.ts";
import { sdkClient } from "./support/start.ts";
import { BOT, TOWN } from "./support/town.ts";

const fresh = (): string => mkdtempSync(join(tmpdir(), "sandbox-"));
const open = (dataDir: string) => startSandbox({ town: TOWN, apps: [BOT], eventsUrl: null, dataDir });
const HOUR = 3_600_000;

test("chats, reads, files, tokens, uuids, clock and waiting deliveries are there after a restart", async () => {
  const dataDir = fresh();
  const first = await open(dataDir);
  const { messageId } = first.control.say("ou_wang", "@bot 一", "oc_staff");
  const file = first.control.upload({
    as: "ou_wang",
    kind: "file",
    fileName: "a.txt",
    mime: "text/plain",
    bytes: Buffer.from("甲"),
  });
  const data = { receive_id: "oc_staff", msg_type: "text", content: '{"text":"二"}', uuid: "u-1" };
  const client = sdkClient(first.url);
  const sent = await client.im.v1.message.create({ params: { receive_id_type: "chat_id" }, data });
  first.control.read("ou_zhao", "oc_staff");
  await first.control.advance(30 * HOUR);
  await first.idle();
  const before = first.control.messages("ou_wang", "oc_staff");
  const token = await client.auth.v3.tenantAccessToken.internal({
    data: { app_id: BOT.appId, app_secret: BOT.appSecret },
  });
  await first.close();

  const second = await open(dataDir);
  expect(second.control.messages("ou_wang", "oc_staff")).toEqual(before);
  expect(second.control.chats("ou_zhao")[0]).toMatchObject({ chatId: "oc_staff", unread: 0 });
  expect(second.clock.offset).toBe(30 * HOUR);
  expect(second.control.state().delivery.pending).toBe(1);
  const bytes = await fetch(`${second.url}/sandbox/api/file/${file.fileKey}`);
  expect(await bytes.text()).toBe("甲");
  const replay = await fetch(`${second.url}/open-apis/im/v1/messages?receive_id_type=chat_id`, {
    method: "POST",
    headers: { authorization: `Bearer ${(token as unknown as { tenant_access_token: string }).tenant_access_token}` },
    body: JSON.stringify({ ...data, uuid: "u-2" }),
  });
  const next = (await replay.json()) as { data: { message_id: string } };
  expect([messageId, sent.data?.message_id]).not.toContain(next.data.message_id);
  await second.close();
});

test("a torn last line is forgotten, damage elsewhere is named", async () => {
  const dataDir = fresh();
  const first = await open(dataDir);
  first.control.say("ou_wang", "@bot 一", "oc_staff");
  await first.close();
  const journal = join(dataDir, readdirSync(dataDir).find((name) => name.startsWith("journal-")) ?? "");
  appendFileSync(journal, '["messages","om_x",{"half');
  const second = await open(dataDir);
  expect(second.control.messages("ou_wang", "oc_staff").messages).toHaveLength(1);
  await second.close();
  writeFileSync(join(dataDir, "snapshot.jsonl"), 'not json\n["a","b",null]\n');
  await expect(open(dataDir)).rejects.toThrow(/snapshot\.jsonl: line 1 is damaged/);
});

test("reset empties chats and survives, too", async () => {
  const dataDir = fresh();
  const first = await open(dataDir);
  first.control.say("ou_wang", "@bot 一", "oc_staff");
  await first.control.reset();
  await first.close();
  const second = await open(dataDir);
  expect(second.control.messages("ou_wang", "oc_staff").messages).toEqual([]);
  expect(second.control.state().people).toHaveLength(TOWN.people.length);
  await second.close();
});

test("nothing acknowledged is lost when the process is killed", async () => {
  const dataDir = fresh();
  const script = `
    import { startSandbox } from ${JSON.stringify(new URL("../../src/sandbox/index.ts", import.meta.url).href)};
    import { BOT, TOWN } from ${JSON.stringify(new URL("support/town.ts", import.meta.url).href)};
    const s = await startSandbox({ town: TOWN, apps: [BOT], eventsUrl: null, dataDir: process.argv[1] });
    for (let i = 0; ; i += 1) {
      console.log(s.control.say("ou_wang", "第" + i, "oc_staff").messageId);
      await new Promise((done) => setImmediate(done));
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.split("\n").length > 200) child.kill("SIGKILL");
    });
    child.on("close", () => resolve());
  });
  const told = out.split("\n").slice(0, -1);
  expect(told.length).toBeGreaterThan(100);
  const again = await open(dataDir);
  const kept = new Set(
    again.control.messages("ou_wang", "oc_staff", { limit: 100_000 }).messages.map((one) => one.messageId),
  );
  expect(told.filter((id) => !kept.has(id))).toEqual([]);
  expect(kept.has(again.control.say("ou_wang", "后来", "oc_staff").messageId)).toBe(false);
  await again.close();
});
