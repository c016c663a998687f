import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { elementsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const state = async (): Promise<TicketState> => {
  const [row] = await office.db.all<{ s: string }>(sql`select state as s from tickets`);
  return JSON.parse(row?.s ?? "") as TicketState;
};

/** A press on a card as it looks now, which reaches the desk only when it is called. */
function finger(person: PersonAtPhone, label: string) {
  const button = (message: { content: unknown }) =>
    elementsOf(message.content).find((one) => one.tag === "button" && one.text?.content === label);
  const message = person.cards().findLast((one) => button(one) !== undefined) ?? expect.fail(`no ${label}`);
  const value = button(message)?.behaviors?.find(({ type }) => type === "callback")?.value;
  const as = person.openId;
  return () => office.sandbox.control.click({ as, messageId: message.messageId, action: { tag: "button", value } });
}

test("whoever presses what stood on his card before something else was asked has not decided on that (B.4)", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c15");
  const leader = office.person("ou_demo_l03");
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  await cadre.press("申请延期");
  await cadre.submit({
    extend_until: String(Date.parse("2026-12-04T17:30:00+08:00")),
    extend_reason: "要等县公路中心核对管线",
  });
  const yes = finger(leader, "同意");
  const no = finger(leader, "不同意");
  await leader.press("不同意");
  await leader.submit({ deny_reason: "先垫上钢板" });
  await cadre.press("申请终止");
  await cadre.submit({ terminate_kind: "other", terminate_reason: "企业已搬走" });

  expect(JSON.stringify(await yes())).toContain("已经不是现在要定的");
  expect(JSON.stringify(await no()), "his form is not of what he read").toContain("最新");
  expect(await state()).toMatchObject({ stage: "in_progress", approval: { kind: "termination" } });
  await leader.press("同意");
  expect((await state()).stage).toBe("terminated");
});

test("an answer to last month's 回头看 is none to that of the round after (002-24)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  const done = async (): Promise<void> => {
    await cadre.press("办结");
    await cadre.submit({ resolve_text: "已恢复供电" });
    await manager.press("非常满意");
  };
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await done();
  await office.advance(Date.parse("2026-12-25T10:00:00+08:00") - office.sandbox.now());
  const fine = finger(manager, "还好着");
  await manager.press("又出现了");
  await done();
  expect(JSON.stringify(await fine())).toContain("已经不是现在要定的");
  expect((await state()).lookedBackAt).toBeNull();
});

test("提级 on a card of before somebody else took it up takes it no level further (B.1)", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c15");
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  const desk = office.person(`ou_demo_${(await state()).firstResponderId.toLowerCase()}`);
  await desk.press("更多");
  const up = finger(desk, "提级");
  await desk.press("提级");
  await desk.submit({ level_up_reason: "要跨县协调" });
  expect(JSON.stringify(await up())).toContain("已经不是现在要定的");
  expect((await state()).level).toBe(1);
});
