import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { elementsOf } from "../support/people.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const moveTo = (at: string): Promise<void> => office.advance(Date.parse(at) - office.sandbox.now());
const drafts = () =>
  office.db.all<{ reason: string; person_id: string; leader_id: string; state: string; evidence: string }>(
    sql`select reason, person_id, leader_id, state, evidence from accountability_drafts`,
  );
/** Everybody who has a hand in the ticket or heads the unit; none of them may hear of what is for the leader alone. */
const INSIDE = ["ou_demo_c29", "ou_demo_c28", "ou_demo_c06", "ou_demo_c17", "ou_demo_l01", "ou_demo_l02"];

async function solved(): Promise<void> {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.person("ou_demo_c29").press("接收");
  await office.person("ou_demo_c29").press("办结");
  await office.person("ou_demo_c29").submit({ resolve_text: "已恢复供电" });
}

/** Every card, list and word of theirs, and the ticket itself, are as they were. */
async function expectUnseen(words: RegExp): Promise<void> {
  for (const id of INSIDE) expect(office.person(id).sees(), id).not.toMatch(words);
  const stored = await office.db.all<{ text: string }>(
    sql`select state as text from tickets union all select coalesce(content, '') from ticket_events union all select words from ticket_search`,
  );
  expect(stored.map(({ text }) => text).join("\n")).not.toMatch(words);
  expect(office.log.join("\n")).not.toMatch(words);
}

test("nobody has spoken to the enterprise a working day after the limit: a draft for the leader, with the hand-overs (000-16, 000-18)", async () => {
  const leader = office.person("ou_demo_l03");
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  const cadre = office.person("ou_demo_c29");
  await cadre.press("接收");
  // The limit itself only reminds the worker: whoever then calls at once is no case.
  await moveTo("2026-11-24T17:00:00+08:00");
  expect(cadre.sees()).toContain("还没联系企业");
  expect(await drafts()).toEqual([]);

  await moveTo("2026-11-26T09:00:00+08:00");
  expect(await drafts()).toMatchObject([{ reason: "contact_overdue", person_id: "C29", leader_id: "L03" }]);
  const draft = leader.card("问责线索");
  for (const told of ["尤在渊", "没有按时联系企业", "首次联系的期限", "到这时还没有联系企业", "→ 尤在渊"])
    expect(draft).toContain(told);
  for (const id of INSIDE) expect(office.person(id).sees(), id).not.toContain("问责");

  // Only he decides, and his word is all that happens.
  await leader.press("确认", { on: "没有按时联系企业" });
  expect((await drafts())[0]?.state).toBe("confirmed");
  for (const id of INSIDE) expect(office.person(id).sees(), id).not.toContain("问责");
});

test("spoken to after the limit but before that day is over: no draft", async () => {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  const cadre = office.person("ou_demo_c29");
  await cadre.press("接收");
  await moveTo("2026-11-24T17:00:00+08:00");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已到现场", progress_visible: "yes" });
  await moveTo("2026-11-26T09:00:00+08:00");
  expect((await drafts()).filter(({ reason }) => reason === "contact_overdue")).toEqual([]);
});

test("not accepted by anybody, the first responder answers for the silence (首问责任, 000-16)", async () => {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await moveTo("2026-11-26T09:00:00+08:00");
  const [draft] = await drafts();
  const [ticket] = await office.db.all<{ first: string }>(
    sql`select json_extract(state, '$.firstResponderId') as first from tickets`,
  );
  expect(draft?.person_id).toBe(ticket?.first);
});

test("'有人要我打高分' on the card that asks for the mark: the leader alone hears it, once; the ticket shows nothing (B.8, B.10)", async () => {
  await solved();
  const manager = office.person("ou_demo_e01");
  const leader = office.person("ou_demo_l03");
  expect(manager.card("[非常满意]"), "in sight, not behind 更多").toContain("[有人要我打高分]");
  const before = await office.db.all(sql`select state, version from tickets`);
  await manager.press("有人要我打高分");
  await manager.submit({ coerced_text: "说不打5分下次不给办" });
  expect(await drafts()).toMatchObject([{ reason: "bad_mark", leader_id: "L03", state: "draft" }]);
  const draft = leader.card("问责线索");
  for (const told of ["打分不是本意", "企业说有人影响打分", "说不打5分下次不给办"]) expect(draft).toContain(told);
  expect(await office.db.all(sql`select state, version from tickets`)).toEqual(before);
  await expectUnseen(/问责|打分|不给办/);

  // Said again it is known already; the mark is still his own to give.
  const cards = leader.cards().length;
  await manager.press("有人要我打高分");
  await manager.submit({ coerced_text: "" });
  expect(leader.cards()).toHaveLength(cards);
  await manager.press("不满意");
  await manager.submit({ rate_reasons: ["forced", "slow"], rate_comment: "" });
  expect(await drafts()).toHaveLength(1);
  await expectUnseen(/问责|好评|不给办/);
});

test("among the reasons of a bad mark it goes to the leader, not to who works on it (B.8)", async () => {
  await solved();
  const manager = office.person("ou_demo_e01");
  await manager.press("不满意");
  await manager.submit({ rate_reasons: ["forced", "slow"], rate_comment: "" });
  expect(office.person("ou_demo_c29").sees()).toContain("办得太慢");
  expect(office.person("ou_demo_l03").card("问责线索")).toContain("打分不是本意");
  await expectUnseen(/问责|好评/);
});

test.each(["5分", "没解决"])(
  "said beside a mark that comes too late, after %s, it reaches the leader all the same (B.8)",
  async (other) => {
    await solved();
    const manager = office.person("ou_demo_e01");
    await manager.press("不满意");
    const form = manager.cards().findLast((card) => elementsOf(card.content).some(({ tag }) => tag === "form"));
    const name = elementsOf(form?.content).find((one) => one.form_action_type === "submit")?.name;
    // On another phone, or in words, while the form is open.
    if (other === "5分") await manager.say(other);
    else {
      await manager.press("返回");
      await manager.press(other);
      await manager.submit({ not_solved_reason: "还是没电" });
    }
    const { toast } = await office.sandbox.control.click({
      as: manager.openId,
      messageId: form?.messageId ?? "",
      action: { tag: "button", name, form_value: { rate_reasons: ["forced", "slow"], rate_comment: "半夜又停了" } },
    });
    await office.settle();
    expect(toast?.content).toBe("已单独告诉分管领导，经办人看不到");
    expect(await drafts()).toMatchObject([{ reason: "bad_mark", leader_id: "L03", state: "draft" }]);
    expect(office.person("ou_demo_l03").card("问责线索"), "with what he wrote beside it").toContain("半夜又停了");
    await expectUnseen(/问责|好评|半夜/);
  },
);

test("in words it is no mark and nothing is told before its sender says so; with it goes his sentence (B.8, B.10)", async () => {
  await solved();
  const manager = office.person("ou_demo_e01");
  const leader = office.person("ou_demo_l03");
  await manager.say("他们逼我改好评,让我必须打5分");
  expect(await office.db.all(sql`select stage from tickets`), "neither a mark nor a new ticket").toEqual([
    { stage: "awaiting_rating" },
  ]);
  expect(manager.card("有人要求您打高分吗")).toContain("0000-8880112");
  expect(await drafts()).toEqual([]);
  expect(leader.sees()).not.toContain("问责");
  await manager.press("告诉领导");
  expect(leader.card("问责线索")).toContain("让我必须打5分");
  expect(manager.sees()).toContain("已单独告诉分管领导");
  await expectUnseen(/问责|好评|打5分/);
});

test("not to be told: nobody hears of it; after it is closed the card still offers the way", async () => {
  await solved();
  const manager = office.person("ou_demo_e01");
  await manager.press("满意");
  await manager.say("刚才那个满意是被逼的");
  await manager.press("不用了");
  expect(await drafts()).toEqual([]);
  expect(manager.card("谢谢您的评价")).toContain("[评价不是我本意]");
  await manager.press("评价不是我本意");
  await manager.submit({ coerced_text: "" });
  const [draft] = await drafts();
  expect(draft?.reason).toBe("bad_mark");
  expect((JSON.parse(draft?.evidence ?? "[]") as { kind?: string }[]).map(({ kind }) => kind)).toEqual([
    "opened",
    undefined,
    "resolved",
    "mark",
    "reported",
  ]);
  await expectUnseen(/问责|本意|被逼/);
});

test("in a group the answer is neutral; without a ticket that was marked it is a complaint like any other", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("他们让我必须打5分");
  expect(manager.sees()).toContain("反映干部作风的事");
  await solved();
  await manager.say("@bot 他们让我必须打5分", "oc_demo_ent01");
  expect(manager.card("有人要求您打高分吗")).toContain("[告诉领导]");
  const inGroup = manager.sees("oc_demo_ent01").split("— bot: ").slice(1).join("\n");
  expect(inGroup).toContain("私聊");
  expect(inGroup).not.toMatch(/5分|领导|打分/);
});

test("nobody decides on a draft about himself: where the leader did the work, the office's head is asked (000-18)", async () => {
  await office.db.run(sql`update units set leader_id = 'C29' where id = 'D11'`);
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  await solved();
  await office.person("ou_demo_e01").press("有人要我打高分");
  await office.person("ou_demo_e01").submit({ coerced_text: "" });
  expect(await drafts()).toMatchObject([{ person_id: "C29", leader_id: "L01" }]);
  expect(office.person("ou_demo_l01").card("问责线索")).toContain("尤在渊");
  expect(office.person("ou_demo_c29").sees()).not.toContain("问责");
});
