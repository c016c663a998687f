import { afterEach, expect, test } from "vitest";
import { COLUMNS } from "../../src/mirror/columns.ts";
import type { BaseInHand } from "../support/base.ts";
import { makeBase } from "../support/base.ts";
import { MINUTE } from "../support/clock.ts";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice;
afterEach(() => office?.close());

test("on a Worker the cron mirrors, in its own time; a message makes not one round trip more", async () => {
  let base: BaseInHand | undefined;
  office = await openWorkerOffice({
    vars: async (sandbox) => {
      base = await makeBase(sandbox.url, COLUMNS);
      return { BITABLE_APP_TOKEN: base.bitable.appToken, BITABLE_TABLE_ID: base.bitable.tableId };
    },
  });
  const { person, trips, advance, worker } = office;
  trips.reset();
  await person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  expect(trips.trips.filter(({ about }) => about.includes("mirror"))).toEqual([]);
  expect(await base?.rows()).toEqual([]);
  await advance(MINUTE);
  expect(await base?.rows()).toMatchObject([{ 编号: "QF-20261124-0001", 状态: "待接收" }]);
  await person("ou_demo_c29").press("接收");
  await advance(6 * MINUTE);
  expect(await base?.rows()).toMatchObject([{ 编号: "QF-20261124-0001", 状态: "办理中" }]);
  const health = await (await fetch(`${worker.url}/healthz`)).json();
  expect(health).toMatchObject({ ok: true, mirror: { waiting: 0, fault: null } });
});
