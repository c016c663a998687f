import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const MORE = "补充一下,是在东门那边,挡住了货车";

/** What he is told while something happens. */
async function heard(person: PersonAtPhone, happens: () => Promise<unknown>): Promise<string> {
  const before = person.messages().length;
  await happens();
  return person.messages().slice(before).map(wordsOf).join("\n");
}

async function withdraw(manager: PersonAtPhone): Promise<void> {
  await manager.press("撤回");
  await manager.submit({ withdraw_reason: "不用了" });
}

/** A matter that waits to be dispatched, and C06, who is to do that, on leave: C07 is on duty. */
async function toDispatch() {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  await manager.say("我们公司门口有个奇怪的东西,想请你们来处理一下,说不清楚归哪个部门管的事情");
  const away = office.person("ou_demo_c06");
  await away.say("请假");
  await away.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27" });
  return { manager, dispatcher: office.person("ou_demo_c07") };
}
const audiences = () =>
  office.db.all<{ audience: string }>(sql`select audience from cards where recipient = 'ou_demo_c07'`);

test("the dispatcher who does an absent one's work is told with a card that he can dispatch from", async () => {
  const { manager, dispatcher } = await toDispatch();
  expect(await heard(dispatcher, () => manager.say(MORE))).toContain("补充");
  expect(await audiences()).toEqual([{ audience: "dispatcher" }]);
  expect(dispatcher.card("奇怪的东西")).toContain("[派单]");
});

test("later words do not take 派单 off the card that he has", async () => {
  const { manager, dispatcher } = await toDispatch();
  await office.advance(24 * 3_600_000);
  expect(await audiences()).toEqual([{ audience: "dispatcher" }]);
  await manager.say(MORE);
  expect(await audiences()).toEqual([{ audience: "dispatcher" }]);
  expect(dispatcher.card("奇怪的东西")).toContain("[派单]");
});

test("who stood in for a dispatcher hears that it is over; the absent one's head, who never had it, does not", async () => {
  const { manager, dispatcher } = await toDispatch();
  await manager.say(MORE);
  const head = office.person("ou_demo_c04");
  const before = head.messages().length;
  expect(await heard(dispatcher, () => withdraw(manager))).toContain("企业撤回了");
  expect(head.messages().length).toBe(before);
});

const power = async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  return { manager, giver: office.person("ou_demo_c29") };
};
const offeredTo = async () => {
  const [row] = await office.db.all<{ id: string }>(sql`select state->>'offeredToId' as id from tickets`);
  return row?.id ?? "";
};
const times = (words: string): number => words.split("撤回了").length - 1;

test("who gave it to another unit that has not accepted it hears once that it is over, and so does who was asked", async () => {
  const { manager, giver } = await power();
  await giver.press("接收");
  await giver.press("转办");
  await giver.submit({ hand_unit: "D05", hand_reason: "是道路施工挖断的" });
  const asked = office.person(`ou_demo_${(await offeredTo()).toLowerCase()}`);
  let askedHeard = "";
  const giverHeard = await heard(giver, async () => {
    askedHeard = await heard(asked, () => withdraw(manager));
  });
  expect([times(giverHeard), times(askedHeard)]).toEqual([1, 1]);
});

test("a giver on leave whose work the one who was asked does: he hears once that it is over", async () => {
  const { manager, giver } = await power();
  await giver.press("接收");
  await giver.press("转办");
  await giver.submit({ hand_unit: "D05", hand_reason: "是道路施工挖断的" });
  const id = await offeredTo();
  await giver.say("请假");
  await giver.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27", leave_delegate: id });
  const asked = office.person(`ou_demo_${id.toLowerCase()}`);
  expect(times(await heard(asked, () => withdraw(manager)))).toBe(1);
});

test("a first responder who only answers for what nobody has accepted is not told that it is over", async () => {
  const { manager } = await power();
  const [row] = await office.db.all<{ id: string }>(sql`select responsible_id as id from tickets`);
  expect(row?.id).not.toBe(await offeredTo());
  const first = office.person(`ou_demo_${(row?.id ?? "").toLowerCase()}`);
  expect(await heard(first, () => withdraw(manager))).not.toContain("撤回了");
});
