import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { MINUTE } from "../support/clock.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
const heard = (person: PersonAtPhone): string[] =>
  person
    .messages()
    .filter(({ from }) => from === "bot")
    .map(wordsOf);
const down = (): void => void office.sandbox.control.setFaults({ apiServerError: 1_000_000 });
const up = (): void => void office.sandbox.control.setFaults({ apiServerError: 0 });

async function roadInHand() {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  return { cadre, head: office.person("ou_demo_c14") };
}

test("a reminder that could not be sent in the afternoon is not said at night, but once in the morning (B.13)", async () => {
  const { cadre } = await roadInHand();
  await moveTo("11-24T13:58");
  down();
  await moveTo("11-24T14:02");
  up();
  const before = heard(cadre).length;
  await moveTo("11-24T23:30");
  await moveTo("11-25T07:00");
  expect(heard(cadre).slice(before), "a night is silent").toEqual([]);
  await moveTo("11-25T08:31");
  const said = heard(cadre).slice(before);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("还没联系企业");
});

test("the card that goes with a reminder waits with it; what somebody is answered at night does not", async () => {
  const { cadre, head } = await roadInHand();
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "在排期", progress_visible: "yes" });
  await moveTo("12-02T08:29");
  down();
  await moveTo("12-02T08:31");
  await moveTo("12-02T17:20");
  const before = heard(head).length;
  up();
  await moveTo("12-02T22:00");
  expect(heard(head).slice(before)).toEqual([]);
  await cadre.say("我的待办");
  expect(heard(cadre).at(-1)).toContain("永安大路");
  await moveTo("12-03T08:31");
  expect(heard(head).slice(before).join("\n")).toContain("已超");
  expect(head.cards().some((card) => wordsOf(card).includes("[督办]") || wordsOf(card).includes("永安大路"))).toBe(
    true,
  );
});

test("what has been done meanwhile is not reminded of after an outage", async () => {
  const { cadre } = await roadInHand();
  await moveTo("11-24T13:58");
  down();
  await moveTo("11-24T14:02");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已到现场", progress_visible: "yes" });
  await office.advance(20 * MINUTE);
  up();
  await moveTo("11-24T15:00");
  expect(heard(cadre).join("\n")).not.toContain("还没联系企业");
});

test("a power cut nobody has taken in hand is asked for at night all the same, as soon as the platform is back", async () => {
  office = await openOffice({ now: Date.parse("2026-11-27T18:00:00+08:00") });
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  for (let i = 0; i < 4; i += 1) await office.advance(30 * MINUTE);
  down();
  for (let i = 0; i < 3; i += 1) await office.advance(30 * MINUTE);
  up();
  const before = heard(office.person("ou_demo_c28")).length + heard(office.person("ou_demo_c29")).length;
  await office.advance(13 * MINUTE);
  const said = ["ou_demo_c28", "ou_demo_c29"].map((id) => heard(office.person(id)));
  expect(said.flat().length).toBeGreaterThan(before);
  expect(said.flat().join("\n")).toContain("等你接收");
});

test("a draft that could not be sent is not shown to a leader who has left meanwhile, but to who takes his place (000-18)", async () => {
  await roadInHand();
  await moveTo("11-26T08:20");
  down();
  await moveTo("11-26T08:31");
  await moveTo("11-26T14:01");
  await office.db.run(sql`update people set active = 0 where id = 'L02'`);
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  up();
  await moveTo("11-26T15:00");
  await moveTo("11-26T15:20");
  expect(office.person("ou_demo_l02").sees()).not.toContain("问责线索");
  expect(office.person("ou_demo_l01").sees()).toContain("问责线索");
});

test("a late reminder whose reader was only standing in goes to who is back from leave", async () => {
  const { cadre } = await roadInHand();
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "在排期", progress_visible: "yes" });
  await office.db.run(
    sql`update people set leave_from = '2026-12-01', leave_to = '2026-12-04', delegate_id = 'L03' where id = 'L02'`,
  );
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  const [back, standIn] = [office.person("ou_demo_l02"), office.person("ou_demo_l03")];
  await moveTo("12-04T08:29");
  const before = [heard(back).length, heard(standIn).length];
  down();
  await moveTo("12-04T08:31");
  await moveTo("12-04T17:40");
  up();
  await moveTo("12-07T08:31");
  await moveTo("12-07T09:30");
  const about = (person: PersonAtPhone, from: number | undefined): string[] =>
    heard(person)
      .slice(from)
      .filter((text) => text.includes("永安大路"));
  const told = (texts: readonly string[]): number => texts.filter((text) => text.includes("已超")).length;
  expect([told(about(back, before[0])), told(about(standIn, before[1]))]).toEqual([1, 1]);
});
