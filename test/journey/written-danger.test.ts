import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { doubtful } from "../support/doubtful.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";

const FIRE = "配电房着火了,里面还有两个人没出来";
const BOTH = "供电办的尤在渊来现场索要两条烟和红包,不给就不送电,刚才推搡中有人受伤流血";

let office: Office;
let manager: PersonAtPhone;
let cadre: PersonAtPhone;
let duty: PersonAtPhone;
beforeEach(async () => {
  office = await openOffice();
  manager = office.person("ou_demo_e01");
  cadre = office.person("ou_demo_c29");
  duty = office.person("ou_demo_c02");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
});
afterEach(() => office.close());

const resolved = async (): Promise<void> => {
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电" });
};

const alarms = (): string[] => duty.cards("oc_demo_duty").map(wordsOf);
const tickets = () =>
  office.db.all<{ stage: string; urgency: string; earlier: string | null; text: string }>(
    sql`select stage, state ->> 'urgency' as urgency, state ->> '$.earlier.no' as earlier, state ->> 'text' as text from tickets order by no`,
  );

/** Sends the form; what to do comes first in the toast and first in the chat, and duty is alarmed once, with the words. */
async function expectAlarm(form: Record<string, string>, words: string, number: string): Promise<void> {
  const before = manager.messages().length;
  const answer = await manager.submit(form);
  expect(answer.toast?.content).toContain(number);
  const first = manager.messages().slice(before)[0];
  expect(first === undefined ? "" : wordsOf(first)).toContain(number);
  expect(alarms()).toHaveLength(1);
  expect(alarms()[0]).toContain(words);
  expect(office.log.join("\n")).not.toContain("press.failed");
}

test("danger written into 补充材料 alarms duty, and the ticket becomes the emergency and has the words (B.14)", async () => {
  await manager.press("补充材料");
  await expectAlarm({ supplement_text: FIRE }, FIRE, "119");
  expect(await tickets()).toMatchObject([{ stage: "in_progress", urgency: "emergency" }]);
  expect(cadre.sees()).toContain(FIRE);
  const notes = await office.db.all(sql`select type from ticket_events where type in ('supplemented', 'alarmed')`);
  expect(notes).toEqual([{ type: "supplemented" }, { type: "alarmed" }]);
  expect(await office.db.all(sql`select outcome from inbound where event_key like 'form:%'`)).toEqual([
    { outcome: "emergency joined QF-20261124-0001" },
  ]);
});

test("danger beside words about an official alarms duty apart from the ticket, where neither is read (B.10, B.14)", async () => {
  await manager.press("补充材料");
  await expectAlarm({ supplement_text: BOTH }, BOTH, "120");
  expect(cadre.sees()).not.toContain("索要");
  expect(await tickets()).toMatchObject([
    { stage: "in_progress", urgency: "high" },
    { urgency: "emergency", earlier: "QF-20261124-0001", text: BOTH },
  ]);
  // Said once more while the first is being worked on: joined there, never here.
  await manager.press("补充材料", { on: "纬二路" });
  await manager.submit({ supplement_text: BOTH });
  expect(cadre.sees()).not.toContain("索要");
  expect(await tickets()).toHaveLength(2);
  expect(alarms()).toHaveLength(2);
});

test("danger given as the reason of 撤回 outlives the ticket that is taken back (B.14)", async () => {
  await manager.press("撤回");
  await expectAlarm({ withdraw_reason: FIRE }, FIRE, "119");
  expect(await tickets()).toMatchObject([
    { stage: "withdrawn", urgency: "high" },
    { stage: "offered", urgency: "emergency", earlier: "QF-20261124-0001" },
  ]);
});

test.each([
  ["不满意", "rate_comment"],
  ["没解决", "not_solved_reason"],
])(
  "danger written after %s is a ticket of its own; the matter comes back with its reason (B.14)",
  async (label, field) => {
    await resolved();
    await manager.press(label);
    await expectAlarm({ [field]: FIRE }, FIRE, "119");
    expect(await tickets()).toMatchObject([
      { stage: "in_progress", urgency: "high" },
      { stage: "offered", urgency: "emergency", earlier: "QF-20261124-0001" },
    ]);
    expect(cadre.sees()).toContain(FIRE);
  },
);

test("after 不满意 the matter comes back without danger that an official has caused (B.10, B.14)", async () => {
  await resolved();
  await manager.press("不满意");
  await expectAlarm({ rate_comment: BOTH }, BOTH, "120");
  expect((await tickets())[0]).toMatchObject({ stage: "in_progress", urgency: "high" });
  expect(cadre.sees()).not.toContain("索要");
});

test.each([
  ["补充材料", "supplement_text", false],
  ["没解决", "not_solved_reason", true],
  ["不满意", "rate_comment", true],
])(
  "what may be danger, written after %s, is asked about, and his yes wakes duty (B.14)",
  async (label, field, done) => {
    if (done) await resolved();
    await manager.press(label);
    const words = doubtful();
    await manager.submit({ [field]: words });
    expect(manager.sees()).toMatch(/如果现场有人有危险，请先拨打1(?:19|20|10)/u);
    expect(cadre.sees()).toContain(words);
    expect(alarms()).toEqual([]);
    await manager.press("现场有危险");
    expect(alarms()).toHaveLength(1);
    expect(await tickets()).toMatchObject([{ stage: "in_progress", urgency: "emergency" }]);
    // Duty knows of it now: nothing is left to ask.
    await manager.press("补充材料");
    await manager.submit({ supplement_text: `${words},还在` });
    expect(
      manager
        .cards()
        .map(wordsOf)
        .filter((card) => card.includes("如果现场有人有危险")),
    ).toEqual([]);
  },
);

test("what may be danger in a form that comes too late is asked about all the same, and his yes tells the ticket (B.14)", async () => {
  await resolved();
  await manager.press("没解决");
  const words = doubtful();
  const send = manager.filled({ not_solved_reason: words });
  await manager.say("还是没电,没解决");
  await send();
  expect(manager.sees()).toContain("如果现场有人有危险");
  expect(cadre.sees()).not.toContain(words);
  await manager.press("现场有危险");
  expect(alarms()).toHaveLength(1);
  expect(cadre.sees()).toContain(words);
  // The next alarm says what duty is woken for, too.
  await office.advance(6 * 60_000);
  expect(alarms()).toHaveLength(2);
  expect(alarms()[1]).toContain(words);
});

test("who taps twice is asked about danger once, and again when he writes it an hour later (B.14)", async () => {
  const asked = () =>
    manager
      .cards()
      .map(wordsOf)
      .filter((card) => card.includes("如果现场有人有危险"));
  await manager.press("补充材料");
  const send = manager.filled({ supplement_text: doubtful() });
  await send();
  await send();
  expect(asked()).toHaveLength(1);
  await office.advance(3_600_000);
  await manager.press("补充材料");
  await manager.submit({ supplement_text: doubtful() });
  expect(asked()).toHaveLength(2);
});

test("a yes below a message adds nothing to the ticket that was opened by it", async () => {
  const other = office.person("ou_demo_e22");
  await other.say(` ${doubtful()} \n`);
  await other.press("现场有危险");
  expect((await tickets())[1]).toMatchObject({ urgency: "emergency" });
  expect(await office.db.all(sql`select type from ticket_events where type = 'supplemented'`)).toEqual([]);
});

test("an emergency that is over is none that duty knows of (B.14)", async () => {
  await manager.press("补充材料");
  await manager.submit({ supplement_text: FIRE });
  await office.advance(3 * 86_400_000);
  await manager.press("补充材料");
  await manager.submit({ supplement_text: doubtful() });
  expect(manager.sees()).toContain("如果现场有人有危险");
  const ahead = await office.db.all(sql`select distinct ahead from jobs where payload like '%possible_danger%'`);
  expect(ahead).toEqual([{ ahead: 1 }]);
});

test("words that end a matter are not asked about", async () => {
  await manager.press("撤回");
  await manager.submit({ withdraw_reason: doubtful() });
  expect(manager.sees()).not.toContain("如果现场有人有危险");
});
