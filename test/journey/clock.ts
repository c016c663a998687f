import { expect } from "vitest";
import type { PersonAtPhone } from "../support/people.ts";

export interface TimedStage {
  person(openId: string): PersonAtPhone;
  /** Moves the office's clock to an instant and lets everything that becomes due happen. */
  moveTo(at: string): Promise<void>;
}

/**
 * Not accepted → passed on → returned → decided → extended → late → supervised → parked → resolved → relapse (000-16, 000-17,
 * 003-11, B.1–B.5, 002-24). Starts on Tuesday 2026-11-24 at 10:00; the road category has 5 working days.
 */
export async function playTheClock(stage: TimedStage): Promise<void> {
  const manager = stage.person("ou_demo_e22");
  const first = stage.person("ou_demo_c15");
  const second = stage.person("ou_demo_c16");
  const dispatcher = stage.person("ou_demo_c06");
  const approver = stage.person("ou_demo_l03");

  const card = "QF-20261124-0001 · 道路";
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  expect(first.card("路面塌了")).toContain("[接收]");

  // Nobody accepts within four working hours: the next on the rota, while the dispatcher stays responsible (000-16).
  await stage.moveTo("2026-11-24T16:30:00+08:00");
  expect(second.card("路面塌了")).toContain("[接收]");
  expect(dispatcher.sees()).toMatch(/连以宁.*(还没接收|没有按时接收)/);
  expect(first.card("路面塌了")).toContain("[接收]");

  // Returned once, decided by the dispatcher the same day, and then final (B.3).
  await second.press("不归我管");
  await second.submit({ return_kind: "duty", return_reason: "这段路归园区办管", return_unit: "D03" });
  expect(dispatcher.card("路面塌了")).toContain("[派单]");
  await dispatcher.press("派单", { on: "路面塌了" });
  await dispatcher.submit({ dispatch_category: "road", dispatch_unit: "D03" });
  const offered = stage.person("ou_demo_c09");
  await offered.press("接收");
  expect(offered.card(card)).not.toContain("[不归我管]");

  // An extension: once, at least a working day before the limit, approved by the leader, told to the enterprise (B.4).
  await offered.press("申请延期");
  const until = String(Date.parse("2026-12-04T17:30:00+08:00"));
  await offered.submit({ extend_until: until, extend_reason: "要等县公路中心核对管线" });
  expect(approver.card("路面塌了")).toContain("[同意]");
  await approver.press("同意");
  expect(manager.sees()).toMatch(/12月4日[\s\S]*管线/);
  expect(offered.card(card)).toContain("12月4日");

  // Late: the worker and the head are told at breach (003-11), the leader two working days later.
  await stage.moveTo("2026-12-07T09:00:00+08:00");
  expect(offered.card(card)).toContain("🔴");
  expect(offered.sees()).toMatch(/超|已经过了/);
  expect(stage.person("ou_demo_c08").sees()).toMatch(/路面塌了/);
  await stage.moveTo("2026-12-08T18:00:00+08:00");
  await stage.moveTo("2026-12-09T09:00:00+08:00");
  expect(approver.sees()).toMatch(/路面塌了/);

  // Supervised by the leader in charge; the reply goes back to him (001-32).
  await approver.press("督办", { on: "路面塌了" });
  await approver.submit({ supervise_grade: "2", supervise_text: "今天到现场" });
  expect(offered.sees()).toContain("今天到现场");
  await offered.press("回复督办");
  await offered.submit({ supervise_reply_text: "已到现场围挡,等沥青料" });
  expect(approver.sees()).toContain("已到现场围挡");

  // Parked with a plan and a day on which it is looked at again.
  await offered.press("申请挂账");
  const review = String(Date.parse("2026-12-16T17:30:00+08:00"));
  await offered.submit({ park_until: review, park_reason: "低温不能铺沥青", park_plan: "先用钢板铺通" });
  await approver.press("同意");
  expect(manager.sees()).toMatch(/低温不能铺沥青[\s\S]*钢板/);
  expect(offered.card(card)).toContain("⚪");
  await stage.moveTo("2026-12-17T09:00:00+08:00");
  expect(offered.sees()).toContain("挂账到期");
  await offered.press("恢复办理");

  await offered.press("办结");
  await offered.submit({ resolve_text: "路面已修复,可以通车" });
  await manager.press("满意", { on: "路面已修复" });

  // Looked back at after thirty days: it is back, so it is reopened (002-24).
  await stage.moveTo("2027-01-18T09:00:00+08:00");
  await manager.press("又出现了");
  expect(offered.sees()).toMatch(/没解决|又出现/);
  expect(offered.card(card)).toContain("[办结]");
}
