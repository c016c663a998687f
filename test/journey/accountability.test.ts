import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
const drafts = () =>
  office.db.all<{ reason: string; person_id: string; unit_id: string; leader_id: string }>(
    sql`select reason, person_id, unit_id, leader_id from accountability_drafts order by created_at, id`,
  );
const cardsTo = (id: string): number => office.person(id).cards().length;

async function inHand() {
  office = await openOffice();
  await office.person("ou_demo_e22").say(`${ROAD},货车进不来`);
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  return cadre;
}

test("who answered when the limit passed is named, with his unit and leader, not who has it now (000-16, 000-18)", async () => {
  const cadre = await inHand();
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "在排期", progress_visible: "yes" });
  await moveTo("12-02T09:00");
  await cadre.press("转办");
  await cadre.submit({ hand_unit: "D11", hand_reason: "是自来水管漏的" });
  await office.person("ou_demo_c29").press("接收");
  await moveTo("12-07T09:00");
  expect(await drafts()).toEqual([{ reason: "overdue", person_id: "C15", unit_id: "D05", leader_id: "L02" }]);
  await office.person("ou_demo_l02").say("我的待办");
  await office.person("ou_demo_l02").press("查看", { on: "问责线索" });
  const draft = office.person("ou_demo_l02").card("有一条问责线索");
  for (const told of ["连以宁：超过办结期限", "连以宁接收", "连以宁 → 尤在渊", "尤在渊接收", "办结期限"])
    expect(draft).toContain(told);
});

test("a silence is each one's own: the giver's for his limit, the receiver's for the one he was given (000-16)", async () => {
  const cadre = await inHand();
  await moveTo("11-24T17:00");
  await cadre.press("转办");
  await cadre.submit({ hand_unit: "D11", hand_reason: "是自来水管漏的" });
  await office.person("ou_demo_c29").press("接收");
  await moveTo("11-26T08:40");
  expect(await drafts()).toEqual([{ reason: "contact_overdue", person_id: "C15", unit_id: "D05", leader_id: "L02" }]);
  await moveTo("11-27T08:40");
  expect(await drafts()).toMatchObject([{ person_id: "C15" }, { person_id: "C29", unit_id: "D11", leader_id: "L03" }]);
});

test("what was asked for, refused and paused is among the evidence; after 重办 a breach is a new one", async () => {
  const cadre = await inHand();
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "现场照片" });
  await office.person("ou_demo_e22").say("现场照片补充如下：塌了两米宽");
  await moveTo("12-07T09:00");
  expect(await drafts()).toMatchObject([{ reason: "overdue", person_id: "C15" }]);
  const [{ evidence } = { evidence: "[]" }] = await office.db.all<{ evidence: string }>(
    sql`select evidence from accountability_drafts`,
  );
  const kinds = (JSON.parse(evidence) as { kind?: string }[]).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(["accepted", "paused", "resumed"]));

  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已填平" });
  await office.person("ou_demo_e22").press("不满意");
  await office.person("ou_demo_e22").submit({ rate_reasons: ["slow"], rate_comment: "" });
  await moveTo("12-21T09:00");
  const overdue = (await drafts()).filter(({ reason }) => reason === "overdue");
  expect(overdue, "once for each round").toMatchObject([{ person_id: "C15" }, { person_id: "C15" }]);
});

test("several for one leader come in one message; who asked not to be pinged finds them in 我的待办 (B.9, B.13)", async () => {
  office = await openOffice();
  const cadre = office.person("ou_demo_c29");
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await office.person("ou_demo_e02").say("东三路停水了,食堂做不了饭");
  await cadre.press("接收");
  const leader = office.person("ou_demo_l03");
  const before = cardsTo("ou_demo_l03");
  await moveTo("11-26T08:40");
  expect(await drafts()).toHaveLength(2);
  expect(cardsTo("ou_demo_l03") - before, "one bundle").toBe(1);
  expect(leader.card("有2件要动")).toContain("问责线索");
  await leader.press("查看", { on: "有2件要动" });
  expect(leader.card("只给您看")).toContain("没有按时联系企业");

  await leader.say("免打扰");
  const quiet = leader.messages().length;
  await moveTo("12-07T09:00");
  expect((await drafts()).length).toBeGreaterThan(2);
  expect(leader.messages()).toHaveLength(quiet);
  await leader.say("我的待办");
  expect(leader.sees().split("我的待办").at(-1)).toContain("问责线索");
});

const change = async (statement: ReturnType<typeof sql>): Promise<void> => {
  await office.db.run(statement);
  await office.db.run(
    sql`update settings set value = json(cast(value as integer) + 1) where key = 'directory_version'`,
  );
};
const decided = () =>
  office.db.all<{ leader_id: string | null; state: string; decided_by: string | null }>(
    sql`select leader_id, state, decided_by from accountability_drafts order by created_at, id`,
  );

test("a leader who has left is asked about nothing: who is above him is (000-18)", async () => {
  await inHand();
  await change(sql`update people set active = 0 where id = 'L02'`);
  await moveTo("11-26T09:00");
  expect(await drafts()).toMatchObject([{ person_id: "C15", leader_id: "L01" }]);
  expect(office.person("ou_demo_l02").sees()).not.toContain("问责线索");
  await office.person("ou_demo_l01").press("确认", { on: "问责线索" });
  expect(await decided()).toEqual([{ leader_id: "L01", state: "confirmed", decided_by: "L01" }]);
});

test("what waits for a leader who leaves passes to who takes his place, in office hours and once; he decides it no longer", async () => {
  await inHand();
  await moveTo("11-26T09:00");
  expect(await drafts()).toMatchObject([{ leader_id: "L02" }]);
  await moveTo("11-26T19:00");
  await change(sql`update people set active = 0 where id = 'L02'`);
  await moveTo("11-26T20:00");
  const above = office.person("ou_demo_l01");
  expect(above.sees()).not.toContain("问责线索");
  await office.person("ou_demo_l02").press("确认", { on: "问责线索" });
  expect(await decided()).toMatchObject([{ leader_id: "L02", state: "draft" }]);
  await moveTo("11-27T08:31");
  await moveTo("11-27T09:40");
  expect(above.cards().filter((card) => wordsOf(card).includes("只给您看"))).toHaveLength(1);
  await above.say("我的待办");
  expect(above.sees().split("我的待办").at(-1)).toContain("问责线索");
  await above.press("不成立", { on: "只给您看" });
  expect(await decided()).toEqual([{ leader_id: "L01", state: "rejected", decided_by: "L01" }]);
});

test("whom it concerns never decides it, not as the last one left either: it waits for the unit's next leader", async () => {
  await inHand();
  await moveTo("11-26T09:00");
  await change(sql`update settings set value = json_set(value, '$.headLeaderId', 'C15') where key = 'office'`);
  await change(sql`update people set active = 0 where id = 'L02'`);
  await moveTo("11-27T09:00");
  expect(await decided()).toMatchObject([{ leader_id: "L02", state: "draft" }]);
  expect(office.person("ou_demo_c15").sees()).not.toContain("问责");
  await change(sql`update units set leader_id = 'L03' where id = 'D05'`);
  await moveTo("11-27T10:00");
  expect(await decided()).toMatchObject([{ leader_id: "L03", state: "draft" }]);
  await office.person("ou_demo_l03").press("确认", { on: "只给您看" });
  expect(await decided()).toMatchObject([{ state: "confirmed", decided_by: "L03" }]);
});
