import { afterEach, expect, test } from "vitest";
import { exportTraces, jobs, ticketFacts } from "../../db/schema/index.ts";
import { MOST_EXPORTED } from "../../src/desk/reports/ledger-export.ts";
import type { Deps } from "../../src/deps.ts";
import { ledgerJob } from "../../src/feishu/jobs/ledger.ts";
import type { FeishuClient } from "../../src/feishu/outbound/client.ts";
import type { ClaimedJob } from "../../src/store/jobs.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { createFeishuClient, MOST_FILE_BYTES } from "../../src/feishu/outbound/client.ts";
import { classify } from "../../src/feishu/outbound/failures.ts";
import type { FeishuHttp } from "../../src/feishu/outbound/http.ts";
import { createPace } from "../../src/feishu/outbound/pace.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import type { SandboxFaults } from "../../src/sandbox/protocol.ts";
import { MINUTE, until } from "../support/clock.ts";
import { quiet } from "../support/ledger.ts";
import type { Office, OfficeOptions } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";
import { filesOf, sheetsOf } from "../support/sheets.ts";

let office: Office;
const opened: Office[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function opening(options?: OfficeOptions): Promise<Office> {
  const one = await openOffice(options);
  opened.push(one);
  return one;
}

const worked = () => until("everything to be sent", () => quiet(office.db), 90_000);

/** Several leaders' cards are open, then the platform gets difficult, then all send. */
async function exportUnder(faults: Partial<SandboxFaults>, openIds: readonly string[]): Promise<void> {
  office = await opening({ sandbox: { hangMs: 20 } });
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  for (const openId of openIds) await office.person(openId).say("导出台账");
  const cards = openIds.map((openId) => office.person(openId).cards().at(-1)?.messageId ?? "");
  office.sandbox.control.setFaults(faults);
  const value = { k: "ledger", d: "send", p: "year:2026-01-01" };
  const action = { tag: "button", value, form_value: { ledger_reason: "归档" } };
  await Promise.all(openIds.map((as, i) => office.sandbox.control.click({ as, messageId: cards[i] ?? "", action })));
  await worked();
}

test.each<[string, Partial<SandboxFaults>]>([
  ["5xx", { apiServerError: 5 }],
  ["429 with a time to wait", { apiRateLimited: 3 }],
  ["uploaded, then refused because too much goes to one chat", { apiChatLimited: 3 }],
  ["a token that is no longer good", { apiTokenExpired: 3 }],
  ["uploaded, but the answer never came", { apiTimeoutAfterSuccess: 8 }],
])("%s: everybody gets his file exactly once, and one trace", { timeout: 150_000 }, async (_name, faults) => {
  const leaders = ["ou_demo_l01", "ou_demo_l02", "ou_demo_l03", "ou_demo_c06"];
  await exportUnder(faults, leaders);
  for (const openId of leaders) {
    const files = filesOf(office.person(openId));
    expect(files).toHaveLength(1);
    const [ledger] = await sheetsOf(office.sandbox.url, files[0]?.key ?? "");
    expect(ledger?.rows).toHaveLength(2);
  }
  const traces = await office.db.select().from(exportTraces);
  expect(traces.map(({ personId }) => personId).toSorted()).toEqual(["C06", "L01", "L02", "L03"]);
  expect((await office.db.select().from(jobs)).filter(({ state }) => state === "buried")).toEqual([]);
});

test("a message that was posted although its answer never came is sent again under the same uuid", async () => {
  office = await opening();
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  const directory = sampleDirectory();
  const uuids: string[] = [];
  const unknown = { kind: "transient", code: 0, waitMs: 0, logId: null } as const;
  const feishu: Partial<FeishuClient> = {
    uploadFile: () => Promise.resolve({ ok: true, value: { fileKey: `file_v3_${uuids.length}` } }),
    send: (_to, _message, uuid) => {
      uuids.push(uuid);
      return Promise.resolve(
        uuids.length === 1 ? { ok: false, error: unknown } : { ok: true, value: { messageId: "om_1" } },
      );
    },
  };
  const now = office.sandbox.now();
  const deps = {
    db: office.db,
    directory: { get: () => Promise.resolve(directory) },
    clock: { now: () => now },
    feishu,
  };
  const payload = {
    personId: "L03",
    openId: "ou_demo_l03",
    reason: "归档",
    scope: { period: null, about: null, state: null },
  };
  const job = { id: "job_1", payload, attempts: 1, maxAttempts: 12, createdAt: now };
  const run = () => ledgerJob.run(deps as unknown as Deps, job as unknown as ClaimedJob, null);
  expect((await run()).type).toBe("failing");
  expect((await run()).type).toBe("done");
  expect(uuids).toEqual(["job_1", "job_1"]);
  expect(await office.db.select().from(exportTraces)).toHaveLength(1);
});

const askedAndSent = async (openId: string): Promise<void> => {
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.person(openId).say("导出台账");
  await office.person(openId).submit({ ledger_reason: "归档" });
};

test("an app without the scope for files: a sentence says what the administrator must do, and nothing is tried for ever", async () => {
  const scopes = ["im:message", "im:message.p2p_msg:readonly"];
  office = await opening({ sandbox: { apps: [{ ...LOCAL_APP, scopes }] } });
  await askedAndSent("ou_demo_l03");
  await worked();
  const leader = office.person("ou_demo_l03");
  expect(filesOf(leader)).toEqual([]);
  expect(leader.messages().map(wordsOf).at(-1)).toContain("上传图片或文件资源");
});

test(
  "a platform that is down for an hour: tried again and again, then said in a sentence",
  { timeout: 60_000 },
  async () => {
    office = await opening();
    await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
    const leader = office.person("ou_demo_l03");
    await leader.say("导出台账");
    office.sandbox.control.setFaults({ apiServerError: 1_000_000 });
    const value = { k: "ledger", d: "send", p: "year:2026-01-01" };
    const messageId = leader.cards().at(-1)?.messageId ?? "";
    const action = { tag: "button", value, form_value: { ledger_reason: "归档" } };
    await office.sandbox.control.click({ as: "ou_demo_l03", messageId, action });
    const exporting = async () => (await office.db.select().from(jobs)).find(({ kind }) => kind === "ledger");
    for (let i = 0; i < 20 && (await exporting())?.state === "waiting"; i += 1) await office.advance(13 * MINUTE);
    expect(await exporting()).toMatchObject({ state: "done" });
    expect(office.log.join("\n"), "twelve tries").toContain('"outageTries":11');
    office.sandbox.control.setFaults({ apiServerError: 0 });
    await office.advance(15 * MINUTE);
    await worked();
    expect(filesOf(leader)).toEqual([]);
    expect(leader.sees()).toContain("请过一会儿再发一次“导出台账”");
  },
);

test("more than one sheet holds is said before anybody writes a reason", async () => {
  office = await opening();
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  // His card is open while the ledger still fits.
  const early = office.person("ou_demo_l02");
  await early.say("导出台账");
  const [facts] = await office.db.select().from(ticketFacts);
  if (facts === undefined) throw new Error("no facts");
  const { id: _id, ...row } = facts;
  const copies = Array.from({ length: MOST_EXPORTED }, (_, i) => ({ ...row, ticketId: `copy-${i}` }));
  for (let i = 0; i < copies.length; i += 500) await office.db.insert(ticketFacts).values(copies.slice(i, i + 500));
  const leader = office.person("ou_demo_l03");
  await leader.say("导出台账");
  expect(leader.messages().map(wordsOf).at(-1)).toContain("超过10000件");
  await early.submit({ ledger_reason: "归档" });
  await worked();
  expect(early.messages().map(wordsOf).at(-1)).toContain("超过10000件");
  expect(filesOf(early)).toEqual([]);
  expect(await office.db.select().from(exportTraces)).toEqual([]);
});

test("a file above the platform's limit never travels, and its refusal is known by its code", async () => {
  let calls = 0;
  const http: FeishuHttp = {
    call: () => {
      calls += 1;
      return Promise.resolve({
        ok: false,
        error: { kind: classify(234006, 400, ""), code: 234006, waitMs: 0, logId: null },
      });
    },
  };
  const client = createFeishuClient(
    http,
    createPace(() => 0),
    () => Promise.resolve(),
  );
  const tooLarge = { ok: false, error: expect.objectContaining({ kind: "file_too_large" }) as object };
  expect(await client.uploadFile({ name: "a.xlsx", bytes: new Uint8Array(MOST_FILE_BYTES + 1) })).toMatchObject(
    tooLarge,
  );
  expect(calls).toBe(0);
  expect(await client.uploadFile({ name: "a.xlsx", bytes: new Uint8Array(MOST_FILE_BYTES) })).toMatchObject(tooLarge);
  expect(calls).toBe(1);
});
