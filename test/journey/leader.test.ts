import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const moveTo = (at: string): Promise<void> => office.advance(Date.parse(at) - office.sandbox.now());

test("a leader asks what is late, supervises it, and may ask not to be pinged (000-18, 001-32, B.9)", async () => {
  office = await openOffice();
  const leader = office.person("ou_demo_l03");
  const cadre = office.person("ou_demo_c29");
  await leader.say("督办");
  expect(leader.sees()).toContain("没有超期");

  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await moveTo("2026-11-27T09:00:00+08:00");
  await leader.say("督办");
  expect(leader.card("要过问")).toContain("纬二路停电");
  await leader.press("查看", { on: "要过问" });
  await leader.press("督办", { on: "纬二路停电" });
  await leader.submit({ supervise_grade: "1", supervise_text: "今天恢复" });
  expect(cadre.sees()).toContain("今天恢复");

  await leader.say("免打扰");
  expect(leader.sees()).toContain("恢复提醒");
  const before = leader.messages().length;
  await moveTo("2026-12-01T09:00:00+08:00");
  expect(
    leader
      .messages()
      .slice(before)
      .filter((m) => m.type === "text"),
  ).toEqual([]);
  // What waits for his own word still comes: the draft of an accountability record, which he alone decides on.
  expect(leader.card("问责线索")).toContain("尤在渊");
  await leader.press("不成立");
  expect(leader.sees()).toContain("认为不成立");
  expect(cadre.sees()).not.toContain("问责");
});

test("a second list of papers becomes a draft for the leader's eyes, with both lists as evidence; nobody else hears of it (003-08, 000-18)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  const leader = office.person("ou_demo_l03");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "停电范围照片" });
  expect(leader.sees()).not.toContain("问责线索");
  await manager.say("范围是纬二路3号到9号,设备是注塑机四台");
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "设备清单", materials_reason: "型号看不清" });
  const draft = leader.card("问责线索");
  for (const told of ["尤在渊", "第二次要材料", "停电范围照片", "设备清单", "型号看不清"])
    expect(draft).toContain(told);
  expect(cadre.sees()).not.toContain("问责");
  await leader.press("确认", { on: "问责线索" });
  expect(leader.sees()).toContain("已确认");
});

test("a cadre on leave is passed over, and whoever stands in gets the new tickets; 销假 ends it (000-16)", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c29");
  const head = office.person("ou_demo_c28");
  await cadre.say("请假");
  await cadre.submit({ leave_from: "2026-11-24", leave_to: "2026-11-26", leave_delegate: "C28" });
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  expect(head.card("禾穗食品")).toContain("[接收]");
  expect(cadre.sees()).not.toContain("禾穗食品");
  await cadre.say("销假");
  await cadre.press("销假");
  await office.person("ou_demo_e02").say("东三路停水了,食堂做不了饭");
  expect(cadre.card("鲜谷食品")).toContain("[接收]");
});

test("督办 lists what he has supervised until it is answered, and what nobody has taken or called in time; the result is the answer (001-32, B.1)", async () => {
  office = await openOffice();
  const leader = office.person("ou_demo_l02");
  const cadre = office.person("ou_demo_c15");
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await moveTo("2026-11-26T12:30:00+08:00");
  await leader.say("督办");
  expect(leader.card("要过问的有1件")).toMatch(/ · 还没接收，应在.*\d+:\d+前/);
  await cadre.press("接收");
  await moveTo("2026-11-26T17:00:00+08:00");
  await leader.say("督办");
  expect(leader.card("要过问的有1件")).toContain("还没联系企业");
  await leader.press("查看", { on: "要过问" });
  await leader.press("督办", { on: "永安大路" });
  await leader.submit({ supervise_grade: "1", supervise_text: "尽快通车" });
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已围挡", progress_visible: "yes" });
  await leader.say("督办");
  expect(leader.card("要过问的有1件")).toContain("等督办回复，应在");
  // Somebody else's supervision is not his.
  const other = office.person("ou_demo_l03");
  await other.say("督办");
  expect(other.sees()).toContain("没有超期");
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "路面已回填压实" });
  expect(leader.sees()).toContain("连以宁已办结：路面已回填压实");
  await leader.say("督办");
  expect(leader.sees()).toContain("没有超期");
  const asked = cadre.messages().length;
  await moveTo("2026-12-01T12:00:00+08:00");
  expect(JSON.stringify(cadre.messages().slice(asked))).not.toContain("督办");
});
