import { afterEach, beforeEach, expect, test } from "vitest";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice;
beforeEach(async () => {
  office = await openWorkerOffice();
});
afterEach(() => office?.close());

test("an unknown person has a ticket first, then says who he is: a contact's phone binds at once", async () => {
  const newcomer = office.person("ou_demo_new1");
  await newcomer.say("你好,我们厂门口的路灯坏了三盏");
  expect(newcomer.card("路灯")).toMatch(/QF-20261124-0001[\s\S]*身份还没核实/);

  const sent = await newcomer.submit({
    identify_name: "衡乐山",
    identify_enterprise: "云溪禾穗食品有限公司",
    identify_phone: "140 0000 2001",
  });
  expect(sent.toast).toMatchObject({ type: "success", content: "身份已核实" });
  expect(newcomer.card("路灯")).not.toContain("身份还没核实");

  // From now on he is that enterprise's, in every isolate: no second form, and its bundled cadre hears of it.
  await newcomer.say("另外,昨天园区纬二路停电了,今天还没恢复");
  expect(newcomer.card("纬二路")).not.toContain("身份还没核实");
  expect(office.person("ou_demo_c17").sees()).toMatch(/QF-20261124-0002|纬二路/);
});

test("a person whose phone nobody knows is confirmed by a dispatcher, and told", async () => {
  const newcomer = office.person("ou_demo_new2");
  await newcomer.say("园区污水管堵了,请来看看");
  const sent = await newcomer.submit({
    identify_name: "温如故",
    identify_enterprise: "云溪鲜谷食品",
    identify_phone: "13900009999",
  });
  expect(sent.toast?.content).toBe("已收到，核实后告诉您");
  expect(newcomer.card("污水管")).toContain("身份还没核实");

  const dispatcher = office.person("ou_demo_c06");
  expect(dispatcher.card("温如故")).toContain("139-0000-9999");
  const confirmed = await dispatcher.submit({ claim_enterprise: "E02" });
  expect(confirmed.toast).toMatchObject({ type: "success" });
  expect(newcomer.sees()).toContain("身份已核实");
  expect(newcomer.card("污水管")).not.toContain("身份还没核实");
});

test("a person of another company is served without a look into the platform's contacts (feishu.md 5.1)", async () => {
  const outsider = office.person("ou_demo_out1");
  await outsider.say("园区污水管堵了,请来看看");
  expect(outsider.card("污水管")).toContain("已收到");
  const calls = office.sandbox.control.wire().filter((entry) => entry.kind === "api");
  expect(calls.length).toBeGreaterThan(1);
  expect(calls.filter((entry) => entry.name.includes("/contact/"))).toEqual([]);
});
