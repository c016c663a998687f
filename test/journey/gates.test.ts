import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { doubtful } from "../support/doubtful.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { MINUTE } from "../support/clock.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const count = async (query: ReturnType<typeof sql>): Promise<number> =>
  (await office.db.all<{ n: number }>(query))[0]?.n ?? -1;

test("danger: the number to call is the first line, before the receipt; the duty group is alarmed until one confirms (B.14)", async () => {
  const manager = office.person("ou_demo_e01");
  const duty = office.person("ou_demo_c02");
  await manager.say("车间着火了!烟很大,快来人");
  const answers = manager.messages().filter((m) => m.from === "bot");
  expect(wordsOf(answers[0]!)).toMatch(/119/);
  expect(manager.card("QF-20261124-0001")).toContain("已收到");
  expect(duty.sees("oc_demo_duty")).toContain("车间着火");
  expect(duty.card("车间着火")).toContain("140-0000-1001");

  await office.advance(6 * MINUTE);
  const alarms = duty.cards("oc_demo_duty").length;
  expect(alarms).toBeGreaterThan(1);
  await duty.press("我来处理");
  await office.advance(6 * MINUTE);
  await office.advance(6 * MINUTE);
  expect(duty.cards("oc_demo_duty")).toHaveLength(alarms);
});

test("who has taken an emergency in hand is named to everybody, has its card, and hears what the enterprise adds (B.14)", async () => {
  const NO = "QF-20261124-0001";
  const manager = office.person("ou_demo_e01");
  const [taker, other] = [office.person("ou_demo_c02"), office.person("ou_demo_c03")];
  await manager.say("车间着火了,有人困在里面");
  await taker.press("我来处理");
  await office.settle();
  expect(taker.card("正在处理")).toContain("卜雅然正在处理");
  expect(manager.sees()).toMatch(/卜雅然 140-\d{4}-\d{4} 已接手，正在联系您。/u);
  expect(taker.sees("oc_demo_duty")).toContain("值班由卜雅然处理");
  expect(taker.card(NO), "its card, with which he can write down what he did").toContain("[写进展]");
  await taker.say("我的待办");
  expect(taker.sees()).toContain("手上有1件");

  expect((await other.press("我来处理")).toast?.content).toBe("卜雅然正在处理");
  expect(other.card("正在处理")).not.toContain("[我来处理]");
  // In the group the leader presses as well: he reads who has it, and so does everybody there.
  expect((await office.person("ou_demo_l03").press("我来处理", {}, "oc_demo_duty")).toast?.content).toBe(
    "卜雅然正在处理",
  );
  expect(other.sees("oc_demo_duty")).not.toContain("[我来处理]");
  const notes = await office.db.all<{ text: string }>(
    sql`select n.value ->> 'text' as text from tickets, json_each(state, '$.notes') n`,
  );
  expect(notes).toEqual([{ text: "值班由卜雅然处理" }]);

  await manager.say("在北环路20号二车间三楼");
  await office.settle();
  expect(wordsOf(taker.messages().at(-1)!)).toContain("在北环路20号二车间三楼");
  await manager.say(`催一下${NO}`);
  expect(wordsOf(taker.messages().at(-1)!)).toContain("催办");
  await taker.say(NO);
  expect(taker.sees()).not.toContain("没有这个编号");
});

test("a second cry of danger wakes duty anew: beside what is being worked on, and as a ticket of its own after that was solved (B.14)", async () => {
  const manager = office.person("ou_demo_e01");
  const duty = office.person("ou_demo_c02");
  const alarms = (): number => duty.cards("oc_demo_duty").length;
  const states = () =>
    office.db.all<{ stage: string; earlier: string | null }>(
      sql`select stage, state ->> '$.earlier.no' as earlier from tickets order by no`,
    );
  await manager.say("车间着火了!烟很大,快来人");
  await duty.press("我来处理");
  await office.advance(10 * MINUTE);
  const confirmed = alarms();
  await manager.say("又着火了,火更大了,快来人");
  expect(await states()).toHaveLength(1);
  await office.advance(6 * MINUTE);
  expect(alarms(), "the cry itself, and again while nobody has confirmed").toBe(confirmed + 2);
  await duty.press("我来处理");
  await office.advance(6 * MINUTE);
  await office.advance(6 * MINUTE);
  expect(alarms()).toBe(confirmed + 2);

  const [row] = await office.db.all<{ to: string }>(sql`select state ->> 'offeredToId' as "to" from tickets`);
  const cadre = office.person(`ou_demo_${row?.to.toLowerCase()}`);
  await cadre.press("接收");
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "明火已扑灭" });
  await manager.say("又着火了,火更大了,快来人");
  expect(await states()).toEqual([
    { stage: "awaiting_rating", earlier: null },
    { stage: "offered", earlier: "QF-20261124-0001" },
  ]);
  await office.advance(6 * MINUTE);
  expect(alarms()).toBe(confirmed + 4);
});

test("an alarm is marked urgent at who is on duty, by phone too where the office wants it, and is said also where that fails (feishu.md 3.4)", async () => {
  const duty = office.person("ou_demo_c02");
  const marks = () => duty.cards().flatMap(({ urgent }) => urgent.map(({ kind }) => kind));
  await office.person("ou_demo_e01").say("车间着火了!烟很大,快来人");
  expect(marks()).toEqual(["app"]);
  expect(duty.cards("oc_demo_duty").flatMap(({ urgent }) => urgent)).toEqual([]);

  await office.db.run(
    sql`update settings set value = json_set(value, '$.emergencyUrgent', 'phone') where key = 'office'`,
  );
  await office.db.run(sql`update settings set value = value + 1 where key = 'directory_version'`);
  await office.advance(6 * MINUTE);
  expect(marks()).toEqual(["app", "app", "phone"]);
});

test("where no urgent mark is possible the alarm is said all the same, once, and the log says so (feishu.md 5.1)", async () => {
  await office.close();
  office = await openOffice({
    sandbox: {
      apps: [{ ...LOCAL_APP, scopes: ["im:message:send_as_bot", "im:message", "im:message.p2p_msg:readonly"] }],
    },
  });
  const duty = office.person("ou_demo_c02");
  await office.person("ou_demo_e01").say("车间着火了!烟很大,快来人");
  expect(duty.cards().filter((card) => wordsOf(card).includes("车间着火")).length).toBe(1);
  expect(office.log.join("\n")).toContain("urgent.not_possible");
});

test("words that may mean danger: the numbers come before the receipt, nobody is woken until the sender says so (B.14)", async () => {
  const manager = office.person("ou_demo_e01");
  const duty = office.person("ou_demo_c02");
  const words = doubtful();
  await manager.say(words);
  const [first, second] = manager.messages().filter((m) => m.from === "bot");
  expect(wordsOf(first!)).toMatch(/如果现场有人有危险，请先拨打1(?:19|20|10)/u);
  expect(wordsOf(second!)).toContain("QF-20261124-0001");
  await office.advance(6 * MINUTE);
  expect(duty.cards("oc_demo_duty")).toHaveLength(0);

  await manager.press("现场有危险");
  expect(duty.card(words.slice(0, 6))).toContain("140-0000-1001");
  expect(await count(sql`select count(*) n from tickets`)).toBe(1);
  expect(manager.sees()).toMatch(/请马上(?:拨打|离开)/u);
  expect(manager.sees()).not.toContain("[现场有危险]");
  const alarms = duty.cards("oc_demo_duty").length;
  await office.advance(6 * MINUTE);
  expect(duty.cards("oc_demo_duty").length).toBeGreaterThan(alarms);
  await duty.press("我来处理");
  const taken = duty.cards("oc_demo_duty").length;
  await office.advance(6 * MINUTE);
  await office.advance(6 * MINUTE);
  expect(duty.cards("oc_demo_duty")).toHaveLength(taken);
});

test("words that may mean danger: a no changes the card and nothing else, and is no answer for others", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say(doubtful());
  await manager.press("没有危险");
  expect(manager.card("没有危险就好")).not.toContain("[现场有危险]");
  expect(office.person("ou_demo_c02").cards("oc_demo_duty")).toHaveLength(0);
  expect(await count(sql`select count(*) n from tickets`)).toBe(1);
});

test("a complaint about an official opens nothing, reaches nobody, and is offered the protected way in private (B.10)", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("我要投诉规建办的郎主任,每次都要我们请吃饭,不请就不给验收");
  expect(manager.sees()).toContain("0000-8880112");
  expect(await count(sql`select count(*) n from tickets`)).toBe(0);
  for (const id of ["ou_demo_c14", "ou_demo_c15", "ou_demo_c06", "ou_demo_c17", "ou_demo_l03"])
    expect(office.person(id).messages()).toEqual([]);
  expect(office.log.join("\n")).not.toMatch(/郎主任|吃饭/);

  // In a group the answer is neutral, and the talk goes on in private.
  await manager.say("@bot 我要投诉规建办的郎主任,吃拿卡要", "oc_demo_ent01");
  const inGroup = manager
    .messages("oc_demo_ent01")
    .filter((m) => m.from === "bot")
    .map(wordsOf)
    .join("\n");
  expect(inGroup).not.toMatch(/投诉|郎|纪检/);
});

test("several matters in one message: several tickets under one receipt, each with its person (peers 5.5)", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("我们厂反映两个问题:一是用电增容申请一个月没动静;二是厂区后面排水沟堵了,一下雨就倒灌");
  expect(await count(sql`select count(*) n from tickets`)).toBe(2);
  expect(manager.card("收到2件事")).toMatch(/供电[\s\S]*供排水/);
  await manager.press("都对");
  expect(manager.card(/2件事/)).not.toContain("[都对]");
});

test("a picture and then its words are one ticket, and the picture reaches the cadre", async () => {
  const manager = office.person("ou_demo_e01");
  const { imageKey } = office.sandbox.control.upload({
    as: "ou_demo_e01",
    kind: "image",
    fileName: "a.png",
    mime: "image/png",
    bytes: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  });
  office.sandbox.control.send({ as: "ou_demo_e01", chat: "bot", type: "image", content: { imageKey } });
  await office.settle();
  expect(manager.card("QF-20261124-0001")).toContain("已收到");
  await manager.say("纬二路停电了,机器全停");
  expect(await count(sql`select count(*) n from tickets`)).toBe(1);
  const cadre = office.person("ou_demo_c29");
  expect(cadre.card("停电")).toContain("[接收]");
  expect(cadre.messages().some((m) => m.type === "image")).toBe(true);
});

test("in the enterprise's group the receipt says the least, the details come in private", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("@bot 纬二路停电了,机器全停", "oc_demo_ent01");
  const inGroup = manager
    .messages("oc_demo_ent01")
    .filter((m) => m.from === "bot")
    .map(wordsOf)
    .join("\n");
  expect(inGroup).toContain("QF-20261124-0001");
  expect(inGroup).not.toMatch(/140-0000|停电/);
  expect(manager.card("QF-20261124-0001")).toContain("140-0000");
});

test("unsure which matter is meant: asked with buttons, and the message waits for the answer", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("纬二路停电了,机器全停");
  await manager.say("想招20个普工,能不能帮忙找找");
  await manager.say("那个事怎么还没消息,催一下");
  expect(manager.sees()).toMatch(/哪一件/);
  await manager.press("是新的事");
  await manager.press("是新的事").catch(() => null);
  expect(await count(sql`select count(*) n from tickets`)).toBe(3);
});
