import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

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
