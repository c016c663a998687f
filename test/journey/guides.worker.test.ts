import { afterEach, expect, test } from "vitest";
import { learnedExamples } from "../../db/schema/index.ts";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice | undefined;
afterEach(() => office?.close());

test("a guide answers and a correction is used from the next message on, on workerd and sqld", async () => {
  office = await openWorkerOffice();
  const { person, db, worker } = office;
  const manager = person("ou_demo_e01");
  await manager.say("请问办食品经营许可证需要什么材料?");
  expect(manager.card("食品经营许可")).toMatch(/8个工作日办好 · 不收费[\s\S]*健康证明/);

  await person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await person("ou_demo_c15").press("不归我管");
  await person("ou_demo_c15").submit({ return_kind: "duty", return_reason: "是停车场", return_unit: "" });
  await person("ou_demo_c06").press("派单", { on: "路面塌了" });
  await person("ou_demo_c06").submit({ dispatch_category: "park", dispatch_unit: "" });
  expect(await db.select().from(learnedExamples)).toHaveLength(1);
  await manager.say("永安大路73号门口路面塌了一块，货车进不来了");
  expect(manager.card("QF-20261124-0002")).toContain("园区配套");
  expect(worker.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
