import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { calendarDays, settings } from "../../db/schema/index.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const jumpTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
async function through(...mornings: readonly string[]): Promise<void> {
  for (const each of mornings) await jumpTo(each);
}
const rows = (query: ReturnType<typeof sql>) => office.db.all<Record<string, unknown>>(query);

async function heard(person: PersonAtPhone, during: () => Promise<unknown>): Promise<string> {
  const before = person.messages().length;
  await during();
  return person
    .messages()
    .slice(before)
    .map((message) => JSON.stringify(message.content))
    .join("\n");
}

/** In hand at C15 and spoken about; the limit is Tuesday, December 1, 17:30. */
async function inHand() {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已围挡" });
  return { manager, cadre };
}

async function holiday(day: string): Promise<void> {
  await office.db.insert(calendarDays).values({ day, name: "临时放假", kind: "off" });
  await office.db
    .update(settings)
    .set({ value: sql`${settings.value} + 1` })
    .where(eq(settings.key, "directory_version"));
}

test("a limit missed on the eve of a day that has become a holiday is said on the next working morning (000-17)", async () => {
  const { cadre } = await inHand();
  await jumpTo("11-27T09:00");
  await holiday("2026-12-02");
  await through("11-30T08:31", "12-01T08:31", "12-01T17:31", "12-02T10:00");
  expect(await heard(cadre, () => jumpTo("12-03T08:31"))).toContain("已超");
});

test("a breach is still passed to the leader when its morning has become a holiday (003-11)", async () => {
  await inHand();
  await jumpTo("12-02T08:31");
  await holiday("2026-12-04");
  await through("12-03T08:31", "12-04T08:31", "12-07T08:31", "12-08T08:31");
  expect(await rows(sql`select id from accountability_drafts`)).toHaveLength(1);
});

test("a result that nobody marks still ends when the calendar has changed meanwhile (B.8)", async () => {
  const { cadre } = await inHand();
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已铺好" });
  await holiday("2026-11-27");
  await through("12-01T17:31", "12-02T08:31", "12-02T17:31", "12-03T08:31");
  expect(await rows(sql`select stage from tickets`)).toEqual([{ stage: "closed" }]);
});

test("whose first contact it has become is asked about his own silence, after the one before him was (000-16, 000-18)", async () => {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await through("11-24T16:01", "11-26T09:30");
  await cadre.press("转办");
  await cadre.submit({ hand_person: "C16", hand_reason: "我去外地" });
  await office.person("ou_demo_c16").press("接收");
  await through("11-26T16:01", "11-27T08:31", "11-30T08:31", "12-01T08:31");
  const drafts = await rows(
    sql`select person_id from accountability_drafts where reason = 'contact_overdue' order by 1`,
  );
  expect(drafts).toEqual([{ person_id: "C15" }, { person_id: "C16" }]);
});

test("after a standstill of two days the enterprise hears as well that its matter is late (voice.md 10)", async () => {
  const { manager } = await inHand();
  await jumpTo("11-30T09:00");
  expect(await heard(manager, () => jumpTo("12-03T09:00"))).toMatch(/过了|超|没办完|催办/);
  expect(await heard(manager, () => jumpTo("12-04T09:00")), "once").toBe("");
});

test("what was put off from a night is still the first word: the enterprise is told in the morning", async () => {
  const { manager } = await inHand();
  await jumpTo("12-05T23:00");
  expect(await heard(manager, () => jumpTo("12-07T08:30"))).not.toBe("");
});

test("lateness is said once a day, papers asked for and sent in between", async () => {
  const { manager, cadre } = await inHand();
  await jumpTo("12-02T08:31");
  expect(await heard(cadre, () => jumpTo("12-03T08:31"))).toContain("已超");
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "照片" });
  const again = await heard(cadre, async () => {
    await manager.press("补充材料");
    await manager.submit({ supplement_text: "照片在此" });
    await jumpTo("12-03T08:45");
  });
  expect(again).not.toContain("已超");
  expect(await heard(cadre, () => jumpTo("12-04T08:31"))).toContain("已超");
});
