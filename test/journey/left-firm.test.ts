import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const ROAD = "永安大路73号门口的路面塌了一块";
const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
/** What the bot writes to somebody meanwhile. */
async function heard(id: string, during: () => Promise<unknown>): Promise<string> {
  const before = person(id).messages().length;
  await during();
  return person(id).messages().slice(before).filter(({ from }) => from === "bot").map(wordsOf).join("\n"); // prettier-ignore
}
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
