import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { heardBy, moveTo as to } from "../support/told.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
const moveTo = (local: string): Promise<void> => to(office, local);
const heard = (id: string, during: () => Promise<unknown>): Promise<string> => heardBy(person(id), during);
const changed = async (query: ReturnType<typeof sql>): Promise<void> => {
  await office.db.run(query);
  await office.db.run(sql`update settings set value = cast(value as integer) + 1 where key = 'directory_version'`);
};
const state = async (path: string): Promise<unknown> =>
  (await office.db.all<{ v: unknown }>(sql`select json_extract(state, ${path}) v from tickets order by no`))[0]?.v;

async function inHand(): Promise<void> {
  office = await openOffice();
  await person("e22").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
}

/** 褚乐山 is the contact who asked; 甘承安 is the firm's other one. */
async function leftFirm(): Promise<void> {
  await inHand();
  await changed(sql`update people set active = 0 where enterprise_id = 'E22' and name = '褚乐山'`);
}

async function askForPhotos(): Promise<string> {
  await person("c15").press("请补充");
  const pressed = await person("c15").submit({ materials_list: "现场照片" });
  return pressed.toast?.content ?? "";
}

test("a contact who has left his firm reads no more of its matter; the cadre reads whom to call", async () => {
  await leftFirm();
  let toast = "";
  const told = await heard("e22", async () => {
    await person("c15").press("写进展");
    await person("c15").submit({ progress_text: "看过了", progress_visible: "yes" });
    toast = await askForPhotos();
    await moveTo("11-30T08:31");
  });
  expect(told).toBe("");
  expect(person("e22").card("您已不在这家企业")).not.toMatch(/看过了|现场照片|连以宁/u);
  expect(toast).toContain("甘承安 140-0000-2022");
  const card = person("c15").card(ROAD);
  expect(card).toContain("甘承安");
  expect(card).toContain("褚乐山已离开企业");
  expect(card).not.toContain("140-0000-1022");
  expect(card).not.toContain("先结束");
});

test("papers that nobody of the firm was asked for end nothing: the clock goes on, and the cadre is told whom to ask", async () => {
  await leftFirm();
  await askForPhotos();
  const told = await heard("c15", () => moveTo("12-01T17:31"));
  expect(told).toContain("甘承安 140-0000-2022");
  expect(told).not.toContain("先结束");
  expect(await state("$.stage")).toBe("in_progress");
});

test("what he writes afterwards is a matter of his own, and his old card tells and does nothing", async () => {
  await leftFirm();
  const told = await heard("e22", () => person("e22").say("办得怎么样了"));
  expect(told).not.toContain("路面");
  await person("e22").press("催办");
  expect(await state("$.urges")).toBe(0);
  expect(person("e22").card("您已不在这家企业")).not.toMatch(/催办|连以宁/u);
});

test("a firm without any other contact: the cadre reads that somebody has to be found", async () => {
  await leftFirm();
  await changed(sql`update people set active = 0 where enterprise_id = 'E22'`);
  expect(await askForPhotos()).toContain("请另找企业的人");
  expect(person("c15").card(ROAD)).toContain("企业联系人待定");
});

test("somebody the desk does not know goes on being answered", async () => {
  office = await openOffice();
  await person("new1").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
  await person("c15").press("写进展");
  await person("c15").submit({ progress_text: "看过了", progress_visible: "yes" });
  expect(person("new1").sees()).toContain("看过了");
});

/** Solved and marked; then who had it goes to another unit, and the enterprise is asked in a month. */
async function closedAndMoved(to: ReturnType<typeof sql>): Promise<void> {
  await inHand();
  await person("c15").press("办结");
  await person("c15").submit({ resolve_text: "路面已回填压实" });
  await person("e22").press("满意");
  await changed(to);
}
const TO_ANOTHER_UNIT = sql`update people set unit_id = 'D03' where id = 'C15'`;

test("a relapse after who solved it changed unit is dispatched to the unit anew, and its head and leader read of who is there", async () => {
  await closedAndMoved(TO_ANOTHER_UNIT);
  for (const at of ["12-24T10:00", "12-28T10:00"]) await moveTo(at);
  let told = "";
  const colleague = await heard("c16", async () => {
    told = await heard("c15", () => person("e22").press("又出现了"));
  });
  expect(told).toBe("");
  expect(colleague).toContain("已退回重办");
  expect([await state("$.stage"), await state("$.offeredToId"), await state("$.unitId")]).toEqual([
    "offered",
    "C16",
    "D05",
  ]);
  expect(person("e22").card(ROAD)).toContain("负责人：房若水 140-0000-0106");
  expect(person("e22").sees()).not.toContain("转给别的同事");
  await person("c16").press("接收");
  for (const at of ["12-28T14:01", "12-29T08:31", "12-30T14:01"]) await moveTo(at);
  expect(person("c14").sees()).not.toContain("连以宁还没联系企业");
  const leader = person("l02").sees();
  expect(leader).not.toContain("规划建设和交通办公室连以宁");
  expect(leader).toContain("规划建设和交通办公室麻向晚");
});

test.each([
  ["changed unit", TO_ANOTHER_UNIT],
  ["left another unit", sql`update people set active = 0, unit_id = 'D03' where id = 'C15'`],
])("没解决 after who solved it %s goes to the unit's next in turn, who accepts it", async (_how, to) => {
  await closedAndMoved(to);
  await person("e22").say("又塌了,没解决");
  expect([await state("$.stage"), await state("$.offeredToId")]).toEqual(["offered", "C16"]);
  await person("c16").press("接收");
  expect([await state("$.stage"), await state("$.assigneeId"), await state("$.redo")]).toEqual([
    "in_progress",
    "C16",
    1,
  ]);
});

test("nobody is left in the unit: a dispatcher has the relapse", async () => {
  await closedAndMoved(sql`update people set unit_id = 'D03' where unit_id = 'D05'`);
  await changed(sql`update units set head_id = null where id = 'D05'`);
  await person("e22").say("又塌了,没解决");
  expect([await state("$.stage"), await state("$.assigneeId")]).toEqual(["in_progress", "C06"]);
});
