import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mirrorState, mirrorTickets } from "../../db/schema/index.ts";
import { readConfig } from "../../src/config.ts";
import { prepareTable } from "../../src/mirror/prepare.ts";
import { mirrorStatus } from "../../src/mirror/status.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { mirrorWorld } from "../support/base.ts";
import { factsDatabase } from "../support/facts-database.ts";
import type { FactsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-24T10:00:00+08:00");
const year = simulateYear(directory, { from: NOW - 86_400_000 * 20, until: NOW, tickets: 12, seed: 3 });
let facts: FactsDatabase;
beforeAll(async () => {
  facts = await factsDatabase(directory, year);
});
afterAll(() => facts.close());
beforeEach(async () => {
  await facts.db.delete(mirrorTickets);
  await facts.db.delete(mirrorState);
});

const pause = () => Promise.resolve();
const open = (options: Parameters<typeof mirrorWorld>[3]) => mirrorWorld(facts.db, directory, NOW, options);

test("an empty table is prepared: its first column becomes the number, the others are made, a second time nothing is", async () => {
  const { base, mirror } = await open({ prepared: false });
  const first = await prepareTable(mirror.table, pause);
  expect(first).toMatchObject({ ok: true, value: { problem: null } });
  const { data } = (await base.call("GET", "/fields?page_size=100")) as {
    data: { items: { field_name: string; type: number; is_primary: boolean }[] };
  };
  expect(data.items.map(({ field_name, type }) => `${field_name} ${type}`)).toEqual([
    "编号 1",
    "事项 1",
    "类别 3",
    "承办单位 3",
    "责任人 1",
    "状态 3",
    "紧急程度 3",
    "受理时间 5",
    "办结期限 5",
    "结案时间 5",
    "按时办结 3",
    "评价 3",
    "企业 1",
  ]);
  expect(data.items[0]?.is_primary).toBe(true);
  expect(await prepareTable(mirror.table, pause)).toEqual({ ok: true, value: { made: [], problem: null } });
});

test("what holds something is left alone: columns are added beside it, a wrong type is told and not changed", async () => {
  const { base, mirror } = await open({ prepared: false });
  await base.call("POST", "/records", { fields: { 文本: "我们自己的一行" } });
  await base.call("POST", "/fields", { field_name: "企业", type: 2 });
  const prepared = await prepareTable(mirror.table, pause);
  expect(prepared).toMatchObject({ ok: true, value: { problem: { missing: [], wrongType: ["企业"] } } });
  expect((await base.rows())[0]).toMatchObject({ 文本: "我们自己的一行" });
});

test("an app without the scope, and one of a base that is none, are told apart", async () => {
  const without = await open({
    apps: [{ ...LOCAL_APP, scopes: ["bitable:app:readonly", "base:app:create"] }],
    prepared: false,
  });
  expect(await prepareTable(without.mirror.table, pause)).toMatchObject({
    ok: false,
    error: { kind: "not_permitted" },
  });
  expect(await without.turn()).toBe("stopped");
  expect((await mirrorStatus(facts.db, NOW)).fault).toMatchObject({ kind: "columns" });
});

const KEYS = {
  FEISHU_APP_ID: "cli_x",
  FEISHU_APP_SECRET: "s",
  FEISHU_ENCRYPT_KEY: "e",
  FEISHU_VERIFICATION_TOKEN: "v",
};

test.each<[Record<string, string>, RegExp | { appToken: string; tableId: string } | null]>([
  [{}, null],
  [{ BITABLE_APP_TOKEN: " ", BITABLE_TABLE_ID: "" }, null],
  [
    { BITABLE_APP_TOKEN: "NQRxbRkBMa6OnZsjtERcxhNWnNh", BITABLE_TABLE_ID: "tbl0xe5g8PP3U3cS" },
    { appToken: "NQRxbRkBMa6OnZsjtERcxhNWnNh", tableId: "tbl0xe5g8PP3U3cS" },
  ],
  [{ BITABLE_APP_TOKEN: "NQRxbRkBMa6OnZsjtERcxhNWnNh" }, /BITABLE_TABLE_ID is missing/],
  [{ BITABLE_TABLE_ID: "tbl0xe5g8PP3U3cS" }, /BITABLE_APP_TOKEN is missing/],
  [
    { BITABLE_APP_TOKEN: "https://x.feishu.cn/base/NQRxbRkBMa6", BITABLE_TABLE_ID: "tbl0xe5g8PP3U3cS" },
    /BITABLE_APP_TOKEN must be the part APP_TOKEN of the table's address/,
  ],
  [{ BITABLE_APP_TOKEN: "NQRxbRkBMa6OnZsjtERcxhNWnNh", BITABLE_TABLE_ID: "vew0xe5" }, /begins with tbl/],
])("the environment says %j", (env, wanted) => {
  const config = readConfig({ ...KEYS, ...env });
  if (wanted instanceof RegExp) expect(config).toMatchObject({ ok: false, error: expect.stringMatching(wanted) });
  else expect(config).toMatchObject({ ok: true, value: { bitable: wanted } });
});
