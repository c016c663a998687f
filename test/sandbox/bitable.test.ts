import { describe, expect, test } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { start } from "./support/start.ts";
import { BOT, SECOND } from "./support/town.ts";

/** Bases as documented under bitable-v1 (feishu.md 3.11): limits, types of cells, codes, one write at a time. */

interface Answer {
  status: number;
  code: number;
  data: Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- bodies of every shape
}

const COLUMNS = Object.entries({ 编号: 1, 件数: 2, 单位: 3, 标签: 4, 期限: 5, 好了: 7, 谁: 11, 电话: 13, 网址: 15 });

const world = async (change: Partial<SandboxOptions> = {}) => {
  const { sandbox, control } = await start({ rateLimits: false, ...change });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(sandbox.url + path, { method: "POST", body: JSON.stringify(body), headers });
  const token = (
    (await (
      await post("/open-apis/auth/v3/tenant_access_token/internal", { app_id: BOT.appId, app_secret: BOT.appSecret })
    ).json()) as { tenant_access_token: string }
  ).tenant_access_token;
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}/open-apis/bitable/v1/apps${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await response.json()) as { code: number; data: Answer["data"] };
    return { status: response.status, code: json.code, data: json.data };
  };
  const base = `/${String((await call("POST", "", { name: "台账" })).data["app"].app_token)}`;
  const fields = COLUMNS.map(([field_name, type]) => ({ field_name, type }));
  const made = await call("POST", `${base}/tables`, { table: { name: "工单", fields } });
  const table = `${base}/tables/${String(made.data["table_id"])}`;
  const write = (rows: unknown[], query = "") =>
    call("POST", `${table}/records/batch_create${query}`, { records: rows.map((cells) => ({ fields: cells })) });
  const total = async (): Promise<number> =>
    (await call("POST", `${table}/records/search`, {})).data["total"] as number;
  return { control, call, base, table, write, total };
};

describe("cells", () => {
  test.each<[string, unknown, number, number]>([
    ["编号", 7, 1254060, 200],
    ["件数", "7", 1254061, 200],
    ["单位", ["供电所"], 1254062, 200],
    ["标签", "急", 1254063, 200],
    ["期限", "2026-11-24", 1254064, 200],
    ["好了", "是", 1254065, 200],
    ["谁", "ou_li", 1254066, 200],
    ["电话", "办公室", 1254072, 200],
    ["网址", "https://x.cn", 1254068, 200],
    ["没有这一列", "x", 1254045, 200],
    ["编号", "长".repeat(100_001), 1254130, 200],
  ])("%s refuses what is not of its type", async (name, value, code, status) => {
    const w = await world();
    expect(await w.write([{ 编号: "好的" }, { [name]: value }])).toMatchObject({ code, status });
    expect(await w.total(), "all or nothing").toBe(0);
  });

  test("are read as documented: texts in parts, empty ones left out; null empties one; new names become options", async () => {
    const w = await world();
    const { data } = await w.write([{ 编号: "QF-1", 单位: "供电所", 期限: 1_790_000_000_000 }]);
    const [{ record_id: id }] = data["records"] as [{ record_id: string }];
    await w.call("POST", `${w.table}/records/batch_update`, { records: [{ record_id: id, fields: { 期限: null } }] });
    const found = await w.call("POST", `${w.table}/records/search`, {});
    expect(found.data["items"]).toEqual([
      { record_id: id, fields: { 编号: [{ text: "QF-1", type: "text" }], 单位: "供电所" } },
    ]);
    const columns = await w.call("GET", `${w.table}/fields`);
    expect(columns.data["items"][2]).toMatchObject({ field_name: "单位", property: { options: [{ name: "供电所" }] } });
    expect(columns.data["items"][0]).toMatchObject({ field_name: "编号", is_primary: true });
  });
});

test("a batch holds 1,000 rows, a deletion 500, a table 20,000", async () => {
  const w = await world();
  const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ 编号: `QF-${i}` }));
  expect((await w.write(rows(1001))).code).toBe(1254104);
  expect((await w.write(rows(1000))).code).toBe(0);
  const ids = Array.from({ length: 501 }, () => "recX");
  expect((await w.call("POST", `${w.table}/records/batch_delete`, { records: ids })).code).toBe(1254104);
  for (let i = 1; i < 20; i += 1) await w.write(rows(1000));
  expect(await w.write(rows(1))).toMatchObject({ code: 1254103, status: 200 });
});

test("search takes 50 conditions with and/or, and refuses what it does not know", async () => {
  const w = await world();
  await w.write([{ 编号: "QF-1" }, { 编号: "QF-2" }, { 编号: "QF-3" }]);
  const is = (value: string, field_name = "编号", operator = "is") => ({ field_name, operator, value: [value] });
  const found = async (conjunction: string, conditions: unknown[]): Promise<Answer> =>
    w.call("POST", `${w.table}/records/search`, { field_names: ["编号"], filter: { conjunction, conditions } });
  expect((await found("or", [is("QF-1"), is("QF-3")])).data["total"]).toBe(2);
  expect((await found("and", [is("QF-1"), is("QF-3")])).data["total"]).toBe(0);
  expect(
    (
      await found(
        "or",
        Array.from({ length: 51 }, () => is("QF-1")),
      )
    ).code,
  ).toBe(1254018);
  expect((await found("or", [is("QF-1", "没有")])).code).toBe(1254018);
  expect((await found("or", [is("QF-1", "编号", "like")])).code).toBe(1254018);
  expect((await found("or", [{ field_name: "编号", operator: "is", value: ["a", "b"] }])).code).toBe(1254018);
  expect((await w.call("POST", `${w.table}/records/search`, { field_names: ["没有"] })).code).toBe(1254024);
  expect((await w.call("POST", `${w.table}/records/search?page_size=501`, {})).code).toBe(99992402);
});

test("the same client_token makes a batch once", async () => {
  const w = await world();
  const token = "?client_token=fe599b60-450f-46ff-b2ef-9f6675625b97";
  const [first, again] = [await w.write([{ 编号: "QF-1" }], token), await w.write([{ 编号: "QF-1" }], token)];
  expect(again.data).toEqual(first.data);
  expect(await w.total()).toBe(1);
});

test("two writes to one base at once: one is 1254291 and leaves nothing; reading is free", async () => {
  const w = await world({ bitableWriteMs: 30 });
  const answers = await Promise.all([w.write([{ 编号: "QF-1" }]), w.write([{ 编号: "QF-2" }]), w.total()]);
  expect(
    answers
      .slice(0, 2)
      .map((one) => (one as Answer).code)
      .toSorted((a, b) => a - b),
  ).toEqual([0, 1254291]);
  expect(await w.total()).toBe(1);
});

test("switches: 1254290 and 1254291 strike writes to a base and carry nothing out", async () => {
  const w = await world();
  w.control.setFaults({ apiTableLimited: 1 });
  expect(await w.write([{ 编号: "QF-1" }])).toMatchObject({ code: 1254290, status: 200 });
  w.control.setFaults({ apiTableConflict: 1 });
  expect(await w.write([{ 编号: "QF-1" }])).toMatchObject({ code: 1254291, status: 200 });
  expect(await w.total()).toBe(0);
  expect((await w.write([{ 编号: "QF-1" }])).code).toBe(0);
});

test("columns: made, renamed with what is in them, refused twice; a table that is gone is gone with its rows", async () => {
  const w = await world();
  await w.write([{ 编号: "QF-1" }]);
  expect((await w.call("POST", `${w.table}/fields`, { field_name: "编号", type: 1 })).code).toBe(1254014);
  expect((await w.call("POST", `${w.table}/fields`, { field_name: "旧", type: 19 })).code).toBe(1254012);
  expect(await w.call("POST", `${w.table}/fields`, { field_name: " ", type: 1 })).toMatchObject({ code: 1254028 });
  const [primary] = (await w.call("GET", `${w.table}/fields`)).data["items"] as [{ field_id: string }];
  const renamed = { field_name: "单号", type: 1 };
  expect((await w.call("PUT", `${w.table}/fields/${primary.field_id}`, renamed)).code).toBe(0);
  expect((await w.call("PUT", `${w.table}/fields/fldX`, renamed)).code).toBe(1254044);
  expect((await w.write([{ 编号: "QF-2" }])).code).toBe(1254045);
  const found = await w.call("POST", `${w.table}/records/search`, {});
  expect(found.data["items"][0].fields).toEqual({ 单号: [{ text: "QF-1", type: "text" }] });
  expect((await w.call("DELETE", `${w.table}/fields/${primary.field_id}`)).code).toBe(1254012);
  expect((await w.call("DELETE", w.table)).code).toBe(0);
  expect((await w.write([{ 单号: "QF-2" }])).code).toBe(1254041);
});

test("reading columns is limited to 20 a second, writing rows to 50", async () => {
  const w = await world({ rateLimits: true });
  const statuses = [];
  for (let i = 0; i < 21; i += 1) statuses.push((await w.call("GET", `${w.table}/fields`)).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect((await w.write([{ 编号: "QF-1" }])).code).toBe(0);
});

test("an app without the scope is refused", async () => {
  const w = await world();
  expect(w.base).toMatch(/^\/basc/);
  const { sandbox } = await start({ apps: [{ ...BOT, scopes: ["im:message"] }, SECOND] });
  const auth = await fetch(`${sandbox.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: "POST",
    body: JSON.stringify({ app_id: BOT.appId, app_secret: BOT.appSecret }),
  });
  const { tenant_access_token: token } = (await auth.json()) as { tenant_access_token: string };
  const answer = await fetch(`${sandbox.url}/open-apis/bitable/v1/apps`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: "{}",
  });
  expect(await answer.json()).toMatchObject({ code: 99991672 });
});
