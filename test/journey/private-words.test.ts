import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";

const WORDS = "供电办的尤在渊来现场索要两条烟和红包,不给就不送电";
const INSIDE = ["ou_demo_c29", "ou_demo_c28", "ou_demo_c06", "ou_demo_c17", "ou_demo_l03"];

let office: Office;
let manager: PersonAtPhone;
let cadre: PersonAtPhone;
beforeEach(async () => {
  office = await openOffice();
  manager = office.person("ou_demo_e01");
  cadre = office.person("ou_demo_c29");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
});
afterEach(() => office.close());

const resolved = async (): Promise<void> => {
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电" });
};

/** The words stand nowhere where a ticket is read, and their writer has the private choice he would have had in the chat. */
async function expectPrivate(): Promise<void> {
  for (const id of INSIDE) expect(office.person(id).sees(), id).not.toContain("索要");
  for (const table of ["tickets", "ticket_events", "ticket_search", "jobs", "ticket_facts"]) {
    const rows = await office.db.all(sql`select * from ${sql.identifier(table)}`);
    expect(JSON.stringify(rows), table).not.toContain("索要");
  }
  expect(manager.sees()).toContain("反映干部作风的事，可以保密");
}

test.each([
  ["补充材料", "supplement_text", "in_progress"],
  ["撤回", "withdraw_reason", "withdrawn"],
])(
  "words about an official in the form of %s go the private way, and the form does without them (B.10)",
  async (label, field, stage) => {
    await manager.press(label);
    const answer = JSON.stringify(await manager.submit({ [field]: WORDS }));
    expect(answer).toContain("没有转给经办人");
    expect(await office.db.all(sql`select stage from tickets`)).toEqual([{ stage }]);
    await expectPrivate();
  },
);

test.each([
  ["非常不满意", "rate_comment"],
  ["没解决", "not_solved_reason"],
])("after %s the matter comes back to whom the words are about, without them (B.10)", async (label, field) => {
  await resolved();
  await manager.press(label);
  await manager.submit({ [field]: WORDS });
  expect(await office.db.all(sql`select stage from tickets`)).toEqual([{ stage: "in_progress" }]);
  await expectPrivate();
  // It is his to say that it is an ordinary matter after all: then it is one, in his own words.
  await manager.press("普通办理");
  const texts = await office.db.all<{ text: string }>(sql`select state ->> 'text' as text from tickets order by no`);
  expect(texts.map(({ text }) => text)).toEqual(["园区纬二路停电了,注塑机全停了", WORDS]);
});

test("that a mark was asked for, written beside the mark, is not told to who asked (B.8)", async () => {
  await resolved();
  await manager.press("不满意");
  await manager.submit({ rate_comment: "经办人让我必须打五分,不打就卡我" });
  expect(cadre.sees()).not.toContain("打五分");
  expect(manager.sees()).toContain("打五分");
  await manager.press("告诉领导");
  expect(office.person("ou_demo_l03").sees()).toContain("必须打五分");
  expect(cadre.sees()).not.toContain("打五分");
});

test("ordinary words stay where they were written", async () => {
  await resolved();
  await manager.press("不满意");
  await manager.submit({ rate_comment: "修好了又跳闸" });
  expect(cadre.sees()).toContain("修好了又跳闸");
});
