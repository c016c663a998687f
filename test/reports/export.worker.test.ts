import { afterEach, expect, test } from "vitest";
import { exportTraces } from "../../db/schema/index.ts";
import { filesOf, sheetsOf } from "../support/sheets.ts";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice | undefined;
afterEach(() => office?.close());

test("the ledger comes into the chat as a workbook on workerd and sqld, with its trace", async () => {
  office = await openWorkerOffice();
  const { person, db, worker, sandbox } = office;
  await person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  const leader = person("ou_demo_l03");
  await leader.say("导出本月供电台账");
  await leader.submit({ ledger_reason: "月度调度会附表" });
  const files = filesOf(leader);
  expect(files.map(({ name }) => name)).toEqual(["企业服务台账 2026年11月 供电.xlsx"]);
  const sheets = await sheetsOf(sandbox.url, files[0]?.key ?? "");
  expect(sheets.map(({ name, rows }) => `${name} ${rows.length}`)).toContain("台账 2");
  expect(sheets[0]?.rows[1]?.[3]).toBe("云溪禾穗食品有限公司");
  expect(await db.select().from(exportTraces)).toEqual([
    expect.objectContaining({ personId: "L03", reason: "月度调度会附表", format: "xlsx", rows: 1 }),
  ]);
  expect(worker.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
