import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { calendarDays, settings } from "../../db/schema/index.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";

const ROAD = "永安大路73号门口的路面塌了一块";

let office: Office;
afterEach(() => office.close());

/** 2026, local; straight there, as after a standstill: nothing on the way was swept. */
const jumpTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());

const fromBot = (person: PersonAtPhone): number => person.messages().filter(({ from }) => from === "bot").length;
/** What he is told while something happens. */
async function heard(person: PersonAtPhone, during: () => Promise<void>): Promise<string> {
  const before = person.messages().length;
  await during();
  return person
    .messages()
    .slice(before)
    .map((message) => JSON.stringify(message.content))
    .join("\n");
}

const one = async (path: string): Promise<string> =>
  String((await office.db.all<{ v: unknown }>(sql`select json_extract(state, ${path}) v from tickets`))[0]?.v);
const personOf = (id: string): PersonAtPhone => office.person(`ou_demo_${id.toLowerCase()}`);

async function roadTicket() {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say(`${ROAD},货车进不来`);
  return { manager, cadre: office.person("ou_demo_c15"), head: office.person("ou_demo_c14") };
}

test("what came due while the machine stood still is not said at night, but once in the morning (domain.md B.13)", async () => {
  const { cadre, head } = await roadTicket();
  await cadre.press("接收");
  const before = [cadre, head].map(fromBot);
  await jumpTo("12-04T23:10");
  await jumpTo("12-05T11:00");
  expect([cadre, head].map(fromBot), "a Friday night and a Saturday stay silent").toEqual(before);
  expect(await heard(cadre, () => jumpTo("12-07T08:30"))).toContain("已超");
  expect(fromBot(head)).toBeGreaterThan(before[1] ?? 0);
});

test("a day that has become a holiday takes the reminders planned for its morning with it (000-17, B.13)", async () => {
  const { cadre } = await roadTicket();
  await cadre.press("接收");
  await jumpTo("12-02T08:31");
  expect(cadre.sees()).toContain("已超1个工作日");
  await office.db.insert(calendarDays).values({ day: "2026-12-03", name: "临时放假", kind: "off" });
  await office.db
    .update(settings)
    .set({ value: sql`${settings.value} + 1` })
    .where(eq(settings.key, "directory_version"));
  expect(await heard(cadre, () => jumpTo("12-03T08:31"))).not.toContain("已超");
  expect(await heard(cadre, () => jumpTo("12-04T08:31"))).toContain("已超");
});

test("nobody accepts: asked again each working morning, from the second on with the leader in charge (000-16, 003-11)", async () => {
  await roadTicket();
  const leader = office.person("ou_demo_l02");
  await jumpTo("11-24T16:30");
  await jumpTo("11-25T14:30");
  expect(await one("$.offeredToId"), "the head is the last who can be asked").toBe("C14");
  const head = personOf("C14");
  const first = await heard(head, () => jumpTo("11-25T15:01"));
  expect(first).toContain("等你接收");
  expect(leader.sees()).not.toContain("还没接收");
  const second = await heard(leader, async () => {
    expect(await heard(head, () => jumpTo("11-26T08:31"))).toContain("等你接收");
  });
  expect(second).toContain("还没接收");
  expect(await heard(head, () => jumpTo("11-28T10:00")), "a Saturday stays silent").toBe("");
});

test("a power cut nobody takes in hand on a Friday evening: who is asked and who is on duty hear each hour, nobody else (B.13)", async () => {
  office = await openOffice({ now: Date.parse("2026-11-27T19:00:00+08:00") });
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  const leader = office.person("ou_demo_l03");
  const dispatcher = personOf(await one("$.responsibleId"));
  const onDuty = office.person("ou_demo_c02");
  const asleep = [leader, dispatcher].map(fromBot);
  for (let i = 0; i < 6; i += 1) await office.advance(3_600_000);
  const offered = personOf(await one("$.offeredToId"));
  const told = await heard(onDuty, async () => {
    expect(await heard(offered, () => office.advance(3_600_000))).toContain("等你接收");
  });
  expect(told).toMatch(/还没接收.*请打电话/);
  for (let i = 0; i < 9; i += 1) await office.advance(6 * 3_600_000);
  expect([leader, dispatcher].map(fromBot), "a Saturday and a Sunday stay silent").toEqual(asleep);

  // When their office opens they hear it, once and not each hour.
  const inTheMorning = await heard(leader, async () => {
    expect(await heard(dispatcher, () => jumpTo("11-30T09:31"))).toContain("还没接收");
  });
  expect(inTheMorning).toContain("还没接收");
  const awake = [leader, dispatcher].map(fromBot);
  await jumpTo("11-30T10:31");
  await jumpTo("11-30T11:31");
  expect([leader, dispatcher].map(fromBot)).toEqual(awake);
  expect(await heard(offered, () => jumpTo("11-30T14:31"))).toContain("等你接收");
  await offered.press("接收");
  expect(await heard(leader, () => office.advance(3_600_000))).not.toContain("还没接收");
});

test("around the clock who is asked to accept hears once an hour of one matter, not of its first contact besides (B.13)", async () => {
  office = await openOffice({ now: Date.parse("2026-11-28T21:30:00+08:00") });
  await office.person("ou_demo_e01").say("北环路20号停电了,注塑机全停,急");
  await jumpTo("11-28T23:00");
  const offered = personOf(await one("$.offeredToId"));
  const night = await heard(offered, async () => {
    for (let i = 0; i < 24; i += 1) await office.advance(5 * 60_000);
  });
  expect(night.match(/等你接收/gu)).toHaveLength(2);
  expect(night).not.toContain("联系");
});

test("nobody of the unit at night: who is on duty is asked to call who has to dispatch; he himself hears in the morning (B.13)", async () => {
  office = await openOffice({ now: Date.parse("2026-11-27T19:00:00+08:00") });
  await office.db.run(sql`update units set head_id = null where id = 'D11'`);
  await office.db.run(sql`update people set active = 0 where unit_id = 'D11'`);
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  expect(await one("$.stage")).toBe("triage");
  const dispatcher = personOf(await one("$.responsibleId"));
  const before = fromBot(dispatcher);
  const told = await heard(office.person("ou_demo_c01"), async () => {
    for (let i = 0; i < 3; i += 1) await office.advance(3_600_000);
  });
  expect(told).toMatch(/还没派出去.*请打电话催一下：.*140-0000-/);
  expect(fromBot(dispatcher)).toBe(before);
  expect(await heard(dispatcher, () => jumpTo("11-30T09:31"))).toContain("请尽快派单");
});

test("each of several supervisions is due on its own day, and one answer reaches all who asked (001-32, B.1)", async () => {
  const { cadre } = await roadTicket();
  await cadre.press("接收");
  const mayor = office.person("ou_demo_l02");
  const deputy = office.person("ou_demo_l03");
  await jumpTo("11-30T09:00");
  await cadre.press("申请延期");
  await cadre.submit({ extend_until: String(Date.parse("2026-12-03T17:30:00+08:00")), extend_reason: "等料" });
  await deputy.press("不同意");
  await deputy.submit({ deny_reason: "先修" });
  await deputy.press("督办", { on: ROAD });
  await deputy.submit({ supervise_grade: "1", supervise_text: "什么时候通车" });
  // Two working days late the mayor has the card as well; he gives one day, the deputy had given two.
  await jumpTo("12-02T08:31");
  expect(await heard(deputy, () => jumpTo("12-03T08:31"))).toContain("督办还没回复");
  await jumpTo("12-04T08:31");
  await mayor.press("督办", { on: ROAD });
  await mayor.submit({ supervise_grade: "2", supervise_text: "今天到现场" });
  const notYet = await heard(mayor, async () => {
    expect(await heard(cadre, () => jumpTo("12-07T08:31")), "the first is asked for each morning").toContain(
      "督办还没回复",
    );
  });
  expect(notYet).not.toContain("督办还没回复");
  const said = await heard(deputy, async () => {
    expect(await heard(mayor, () => jumpTo("12-08T08:31"))).toContain("督办还没回复");
  });
  expect(said, "who asked is told once that nothing has come").not.toContain("督办还没回复");
  await cadre.press("回复督办");
  const both = await heard(mayor, async () => {
    expect(
      await heard(deputy, () => cadre.submit({ supervise_reply_text: "明天铺完" }).then(() => undefined)),
    ).toContain("明天铺完");
  });
  expect(both).toContain("明天铺完");
});

test("a supervision without an answer is told to who ordered it though the desk stood still on its morning, once (001-32)", async () => {
  const { cadre } = await roadTicket();
  await cadre.press("接收");
  const deputy = office.person("ou_demo_l03");
  await cadre.press("申请延期");
  await cadre.submit({ extend_until: String(Date.parse("2026-12-03T17:30:00+08:00")), extend_reason: "等料" });
  await deputy.press("不同意");
  await deputy.submit({ deny_reason: "先修" });
  await deputy.press("督办", { on: ROAD });
  await deputy.submit({ supervise_grade: "1", supervise_text: "什么时候通车" });
  // Due on Thursday at 10:00, two working days later; the machine is back on Friday.
  expect(await heard(deputy, () => jumpTo("11-27T09:00"))).toContain("督办还没回复");
  expect(await heard(cadre, () => jumpTo("11-30T08:31"))).toContain("督办还没回复");
  expect(await heard(deputy, () => jumpTo("12-01T08:31"))).not.toContain("督办还没回复");

  // A second one, and the machine stands still from before its time until a night later on.
  await deputy.press("督办", { on: ROAD });
  await deputy.submit({ supervise_grade: "2", supervise_text: "今天到现场" });
  await jumpTo("12-02T07:00");
  await jumpTo("12-04T23:00");
  expect(await heard(deputy, () => jumpTo("12-07T08:31"))).toContain("督办还没回复");
  expect(await heard(deputy, () => jumpTo("12-08T08:31"))).not.toContain("督办还没回复");
});

test("the end comes near while an extension can still be asked for, and once more on its own morning (B.4)", async () => {
  const { cadre } = await roadTicket();
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "已围挡" });
  // Five working days from Tuesday: the limit is Tuesday, December 1, 17:30.
  expect(await heard(cadre, () => jumpTo("11-30T08:31"))).toMatch(/还剩1个工作日.*今天17:30前申请延期/);
  await cadre.press("申请延期");
  expect(await heard(cadre, () => jumpTo("12-01T08:31"))).toContain("今天到期");
  expect(await heard(cadre, () => jumpTo("12-01T16:00"))).toBe("");
});
