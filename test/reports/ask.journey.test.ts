import { afterAll, beforeAll, expect, test } from "vitest";
import { rankingObjections, settings } from "../../db/schema/index.ts";
import { DAY, HOUR, MINUTE } from "../support/clock.ts";
import { openOffice } from "../support/office.ts";
import type { Office } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
const DAILY = "oc_demo_daily";

beforeAll(async () => {
  // Friday before the last days of the quarter's third month.
  office = await openOffice({ now: Date.parse("2026-09-25T15:00:00+08:00") });
  await office.advance(MINUTE);
});
afterAll(() => office.close());

const newest = (openId: string): string => office.person(openId).messages().map(wordsOf).at(-1) ?? "";

test("a firm asks how much it has brought, and is told with the period and without a ticket being made of it", async () => {
  const firm = office.person("ou_demo_e01");
  await firm.say("纬二路停电了,注塑机全停,请尽快来修");
  await firm.say("我们公司今年提了几件?");
  expect(newest("ou_demo_e01")).toContain("一共提了1件，办结0件，正在办1件");
  expect(JSON.stringify(firm.cards().at(-1)?.content)).toContain("禾穗食品 2026年提的事");
  await office.person("ou_demo_e02").say("我们公司今年提了几件");
  expect(newest("ou_demo_e02")).toContain("一共提了0件");
});

test("a leader asks for the board and the rates, a cadre sees his own unit", async () => {
  await office.person("ou_demo_l02").say("看板");
  expect(JSON.stringify(office.person("ou_demo_l02").cards().at(-1)?.content)).toContain("新收1 办结0 在办1");
  await office.person("ou_demo_l02").say("本月三率");
  expect(newest("ou_demo_l02")).toContain("满意率：还没有");
  await office.person("ou_demo_c12").say("本月收了几件");
  expect(newest("ou_demo_c12")).toMatch(/新收\d 办结0/);
});

test("a group is bound and unbound by who may, from inside the group", async () => {
  const bound = async () =>
    (await office.db.select().from(settings)).find(({ key }) => key === "office")?.value as {
      digestGroups: { chatId: string; at: string }[];
      name: string;
    };
  await office.person("ou_demo_c02").say("@bot 绑定日报 9:05", "oc_demo_duty");
  expect((await bound()).digestGroups.map(({ chatId }) => chatId)).toEqual([DAILY]);
  await office.person("ou_demo_l03").say("@bot 绑定日报 9:05", "oc_demo_duty");
  expect((await bound()).digestGroups.at(-1)).toMatchObject({ chatId: "oc_demo_duty", at: "9:05" });
  expect((await bound()).name).toBe("云溪镇企业服务中心");
  expect(newest("ou_demo_l03")).toContain("每个工作日9:05过后会收到日报");
  await office.person("ou_demo_l03").say("@bot 解除日报", "oc_demo_duty");
  expect((await bound()).digestGroups.map(({ chatId }) => chatId)).toEqual([DAILY]);
});

test("on the first working morning after a quarter the group gets month, quarter and ranking, once, after the holiday", async () => {
  const titles = (): string[] =>
    office
      .person("ou_demo_l02")
      .cards(DAILY)
      .map((card) => (card.content as { header?: { title?: { content?: string } } }).header?.title?.content ?? "");
  const reports = (): string[] => titles().filter((title) => /周报|月度调度|季度通报|部门排队/.test(title));
  // 1–7 October rest; the 8th is a Thursday.
  await office.advance(12 * DAY);
  expect(reports().filter((title) => title.includes("2026年9月"))).toEqual([]);
  await office.advance(17 * HOUR + 40 * MINUTE);
  expect(reports().filter((title) => title.includes("2026年9月"))).toEqual(["2026年9月企业服务月度调度"]);
  expect(reports()).toContain("2026年第3季度企业服务季度通报");
  expect(reports()).toContain("2026年第3季度部门排队");
  const before = reports().length;
  await office.advance(MINUTE);
  await office.advance(3 * HOUR);
  expect(reports()).toHaveLength(before);
}, 60_000);

test("a head objects in chat: noted, and told to the leader", async () => {
  await office.person("ou_demo_c17").say("排队异议 有一件卡在省里");
  const [row] = await office.db.select().from(rankingObjections);
  expect(row).toMatchObject({ rankingId: "quarter:2026-07-01", text: "有一件卡在省里", state: "open" });
  expect(newest("ou_demo_c17")).toContain("异议已记下");
});

test("a late ticket nobody has accepted stands on the board under one unit, the giver's; 督办 is only for who may (000-16, 001-32)", async () => {
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await office.advance(12 * DAY);
  const board = async (openId: string): Promise<string> => {
    await office.person(openId).say("看板");
    const card = office.person(openId).cards().at(-1);
    return card === undefined ? "" : wordsOf(card);
  };
  const leader = await board("ou_demo_l02");
  const blamed = leader.slice(0, leader.indexOf("永安大路"));
  const shown = leader.slice(leader.indexOf("永安大路")).split("\n").slice(1, 2).join("");
  expect(shown).toContain("经济发展办公室");
  expect(blamed).toContain("经济发展办公室");
  expect(blamed).not.toContain("规划建设和交通办公室");
  expect(leader).toContain("[督办]");
  const desk = await board("ou_demo_c06");
  expect(desk).toContain("[看单]");
  expect(desk).not.toContain("[督办]");
}, 60_000);
