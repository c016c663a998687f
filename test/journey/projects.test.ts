import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { audit } from "../../src/store/audit.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

const moveTo = (at: string): Promise<void> => office.advance(Date.parse(at) - office.sandbox.now());

/** The whole ledger is as its events say. */
async function expectWhole(): Promise<void> {
  const differences: string[] = [];
  await audit(office.db, { onDifference: ({ about, what }) => differences.push(`${about}: ${what}`) });
  expect(differences).toEqual([]);
}

test("a project's ticket: named by its site, handed in, waited for, sent back, confirmed, marked (000-09, 001-29)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const leader = office.person("ou_demo_l01");
  const offered = office.person("ou_demo_c15");
  await manager.say("北环路冷链工地门口的路面塌了一块,货车进不来");
  expect(manager.card("QF-20261124-0001")).toContain("重点项目：冷链仓储及分拨中心 · 包保领导 云致远");
  expect(leader.card("冷链仓储")).toContain("不用操作");
  expect(office.person("ou_demo_c09").card("冷链仓储")).toContain("不用操作");
  await offered.press("接收");
  expect(offered.card("QF-20261124-0001")).toContain("包保领导 云致远");

  // The result goes to the leader first; the enterprise is told that it waits, not what it is.
  await offered.press("办结");
  const handedIn = await offered.submit({ resolve_text: "路面已用钢板铺通" });
  expect(JSON.stringify(handedIn)).toContain("包保领导");
  expect(manager.card("QF-20261124-0001")).toContain("等包保领导确认");
  expect(manager.sees()).not.toContain("钢板");
  expect(manager.sees()).not.toContain("[满意]");
  expect(leader.card("[确认办结]")).toContain("钢板");
  await leader.say("我的待办");
  expect(leader.card("手上有1件")).toContain("路面塌了一块");
  await offered.say("我的待办");
  expect(offered.sees(), "it is not in his hands now").toContain("手上没有待办");
  expect(offered.card("QF-20261124-0001")).toContain("已报云致远确认");

  // Sent back with a reason that only the inside reads.
  await leader.press("退回重办");
  await leader.submit({ send_back_reason: "钢板不算修好,请铺沥青" });
  expect(offered.sees()).toContain("云致远退回了");
  expect(offered.card("[办结]")).toContain("请铺沥青");
  expect(manager.sees()).not.toMatch(/钢板|沥青/);
  expect(manager.sees(), "it hears that it goes on, who has it and by when").toMatch(
    /还要接着办，负责人连以宁 140-0000-0115，最晚12月1日\(周二\)17:30前办完。/,
  );

  // No answer: reminded after his own limit; he is the office's head himself, so the first responder is told a day later.
  await offered.press("办结");
  await offered.submit({ resolve_text: "沥青已铺好,可以通车" });
  await moveTo("2026-11-27T09:00:00+08:00");
  expect(leader.sees()).toMatch(/报您确认，还在等您/);
  expect(office.person("ou_demo_c06").sees()).not.toContain("还没有回音");
  await moveTo("2026-11-30T09:00:00+08:00");
  expect(office.person("ou_demo_c06").sees()).toContain("报云致远确认，还没有回音");
  const daily = office.person("ou_demo_l03").sees("oc_demo_daily");
  expect(daily).toMatch(/企业服务日报[\s\S]*待包保领导确认1件?/);
  await moveTo("2026-12-21T09:00:00+08:00");
  expect(await office.db.all(sql`select stage from tickets`)).toEqual([{ stage: "awaiting_confirmation" }]);

  await leader.press("确认办结");
  expect(manager.card("[满意]")).toContain("沥青已铺好");
  await manager.press("满意");
  expect(await office.db.all(sql`select stage from tickets`)).toEqual([{ stage: "closed" }]);
  expect(
    await office.db.all(sql`select project_id, resolved_at <= resolve_due_at as in_time from ticket_facts`),
  ).toEqual([{ project_id: "P03", in_time: 1 }]);
  await expectWhole();
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test("选择项目 by the assignee and by the dispatcher; a leader on leave is stood in for (000-09)", async () => {
  office = await openOffice();
  await office.person("ou_demo_l01").say("请假");
  await office
    .person("ou_demo_l01")
    .submit({ leave_from: "2026-11-24", leave_to: "2026-11-27", leave_delegate: "C01" });
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  await manager.say("园区纬二路停电了,注塑机全停了");
  expect(cadre.card("禾穗食品")).not.toContain("重点项目");
  await cadre.press("接收");
  await cadre.press("选择项目");
  await cadre.submit({ project_id: "P03" });
  expect(cadre.card("禾穗食品")).toContain("重点项目：冷链仓储及分拨中心");
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电" });
  const delegate = office.person("ou_demo_c01");
  expect(delegate.card("已恢复供电")).toContain("[确认办结]");
  await delegate.press("确认办结");
  expect(manager.card("已恢复供电")).toContain("[满意]");
  await expectWhole();
});

test("a leader who goes on leave after he was asked: his delegate gets the card at once, and the reminder later", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c15");
  await office.person("ou_demo_e01").say("北环路冷链工地门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "沥青已铺好" });
  await moveTo("2026-11-25T09:00:00+08:00");
  await office.person("ou_demo_l01").say("请假");
  await office
    .person("ou_demo_l01")
    .submit({ leave_from: "2026-11-25", leave_to: "2026-12-04", leave_delegate: "C02" });
  const delegate = office.person("ou_demo_c02");
  expect(delegate.card("沥青已铺好")).toContain("[确认办结]");
  await moveTo("2026-11-27T09:00:00+08:00");
  expect(delegate.sees()).toContain("报您确认，还在等您");
  await delegate.press("确认办结");
  expect(office.person("ou_demo_e01").card("沥青已铺好")).toContain("[满意]");
  await expectWhole();
});

test("a termination that was asked for before it became a project's is put to the bound leader (000-09)", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c29");
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await cadre.press("申请终止");
  await cadre.submit({ terminate_kind: "other", terminate_reason: "企业已搬走" });
  expect(office.person("ou_demo_l03").card("企业已搬走")).toContain("[同意]");
  const desk = office.person("ou_demo_c06");
  await desk.press("选择项目");
  await desk.submit({ project_id: "P03" });
  expect(office.person("ou_demo_l03").card("企业已搬走")).not.toContain("[同意]");
  const bound = office.person("ou_demo_l01");
  expect(bound.card("企业已搬走")).toContain("[同意]");
  expect(cadre.card("企业已搬走"), "who asked need not ask again").toContain("等云致远批");
  await bound.press("同意");
  expect(await office.db.all(sql`select stage from tickets`)).toEqual([{ stage: "terminated" }]);
  await expectWhole();
});

test("a ticket of before there were projects is still whole, is worked on, and can be put into one", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c29");
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.db.run(sql`update tickets set state = json_remove(state, '$.projectId', '$.confirmation')`);
  await expectWhole();
  await cadre.press("接收");
  await cadre.press("选择项目");
  await cadre.submit({ project_id: "P03" });
  expect(cadre.card("禾穗食品")).toContain("重点项目：冷链仓储及分拨中心");
  await expectWhole();
});

test("a project with a gap in its five is refused by the database (五定, 003-14)", async () => {
  office = await openOffice();
  const columns = ["leader_id", "unit_id", "person_id", "target", "due_day"];
  for (const column of columns)
    await expect(
      office.db.run(sql`update key_projects set ${sql.identifier(column)} = '' where id = 'P03'`),
    ).rejects.toThrow();
  expect(await office.db.all(sql`select id from key_projects where leader_id = ''`)).toEqual([]);
});
