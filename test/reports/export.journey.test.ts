import { afterAll, beforeAll, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { exportTraces, jobs, people, ticketFacts } from "../../db/schema/index.ts";
import { checkLedger } from "../../src/reports/import-ledger.ts";
import { allMessages } from "../support/ledger.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";
import { filesOf, sheetsOf } from "../support/sheets.ts";

const DAILY = "oc_demo_daily";
let office: Office;

beforeAll(async () => {
  office = await openOffice();
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await office.person("ou_demo_e02").say("鲜谷食品宿舍楼停水两天了");
  // What became confidential later is in no sheet.
  await office.db.update(ticketFacts).set({ category: "integrity" }).where(eq(ticketFacts.enterpriseId, "E02"));
});
afterAll(() => office.close());

const newest = (openId: string): string => office.person(openId).messages().map(wordsOf).at(-1) ?? "";

test("a leader asks, gives a reason, and gets a workbook that can be taken over again; a trace says who and why", async () => {
  const leader = office.person("ou_demo_l03");
  await leader.say("导出本月台账");
  expect(leader.card("导出台账：2026年11月")).toContain("共2件");
  const empty = await leader.submit({ ledger_reason: "  " });
  expect(empty.toast?.content).toBe("请填写「做什么用」再提交");
  expect(filesOf(leader)).toEqual([]);
  expect(await office.db.select().from(exportTraces)).toEqual([]);

  const sent = await leader.submit({ ledger_reason: "月度调度会附表" });
  expect(sent.toast?.content).toContain("做好马上发给您");
  expect(leader.card("导出台账")).toContain("正在做表");
  const files = filesOf(leader);
  expect(files.map(({ name }) => name)).toEqual(["企业服务台账 2026年11月.xlsx"]);
  const sheets = await sheetsOf(office.sandbox.url, files[0]?.key ?? "");
  expect(sheets.map(({ name }) => name)).toEqual(["台账", "统计", "各部门"]);
  const [ledger] = sheets;
  if (ledger === undefined) throw new Error("no sheet");
  const { rows, problems } = checkLedger(ledger, {
    utcOffsetMinutes: 480,
    now: office.sandbox.now() + 1000,
    known: new Set(),
    confidential: new Set(),
  });
  expect(problems).toEqual([]);
  expect(rows.map(({ enterprise, category }) => `${enterprise} ${category}`).toSorted()).toEqual(
    ["云溪禾穗食品有限公司 供电", expect.stringContaining("道路交通与物流") as string].toSorted(),
  );
  expect(await office.db.select().from(exportTraces)).toEqual([
    expect.objectContaining({ personId: "L03", reason: "月度调度会附表", format: "xlsx", rows: 2 }),
  ]);
  // Nobody else has it.
  expect(allMessages(office.sandbox).filter((message) => message.type === "file")).toHaveLength(1);
});

test("one card makes one sheet, however often it is pressed", async () => {
  const leader = office.person("ou_demo_l02");
  await leader.say("导出本月供电台账");
  const card = leader.cards().at(-1);
  if (card === undefined) throw new Error("no card");
  const press = () =>
    office.sandbox.control.click({
      as: "ou_demo_l02",
      messageId: card.messageId,
      action: {
        tag: "button",
        value: { k: "ledger", d: "send", p: "month:2026-11-01", a: "category:power" },
        form_value: { ledger_reason: "核对" },
      },
    });
  await press();
  const again = await press();
  await office.settle();
  expect(again.toast?.content).toContain("不用再按");
  const [file, ...more] = filesOf(leader);
  expect(more).toEqual([]);
  expect(file?.name).toBe("企业服务台账 2026年11月 供电.xlsx");
  const [ledger] = await sheetsOf(office.sandbox.url, file?.key ?? "");
  expect(ledger?.rows.slice(1).map((row) => row[4])).toEqual(["供电"]);
});

test("the board's button asks in private, also when a group looks at the board", async () => {
  const dispatcher = office.person("ou_demo_c06");
  await office.advance(24 * 3_600_000);
  expect(office.person("ou_demo_l02").card("企业服务日报", DAILY)).toContain("[导出台账]");
  const before = office.person("ou_demo_l02").cards(DAILY).length;
  const pressed = await office.person("ou_demo_l02").press("导出台账", { on: "企业服务日报" }, DAILY);
  expect(pressed.toast?.content).toContain("私聊");
  expect(office.person("ou_demo_l02").cards(DAILY)).toHaveLength(before);
  expect(newest("ou_demo_l02")).toContain("导出台账：2026年");
  await office.person("ou_demo_e03").say("清田食品门口纬一路的路灯不亮");
  await dispatcher.say("看板");
  await dispatcher.press("导出台账", { on: "企业服务日报" });
  await dispatcher.submit({ ledger_reason: "归档" });
  expect(filesOf(dispatcher)).toHaveLength(1);
});

test("who has no role for it hears so kindly, by word and by button, and nothing is traced", async () => {
  const traces = (await office.db.select().from(exportTraces)).length;
  for (const openId of ["ou_demo_c12", "ou_demo_e01"]) {
    await office.person(openId).say("导出台账");
    expect(newest(openId)).toContain("台账由领导、派单员和管理员导出");
  }
  const leader = office.person("ou_demo_l02");
  const board = leader.cards(DAILY).at(-1);
  const refused = await office.sandbox.control.click({
    as: "ou_demo_c01",
    messageId: board?.messageId ?? "",
    action: { tag: "button", value: { k: "ledger", d: "ask", p: "year:2026-01-01" } },
  });
  await office.settle();
  expect(refused.toast?.content).toContain("您这边导不了");
  expect(await office.db.select().from(exportTraces)).toHaveLength(traces);
});

test("nothing to export, or a role that was taken away meanwhile: a sentence, no file", async () => {
  const leader = office.person("ou_demo_l01");
  await leader.say("导出去年台账");
  expect(newest("ou_demo_l01")).toContain("没有台账记录");
  await leader.say("导出本月台账");
  // The form is open; before it is sent its sender is leader no more, and the desk has not read its directory again.
  const [person] = await office.db.select().from(people).where(eq(people.id, "L01"));
  if (person === undefined) throw new Error("no L01");
  await office.db.update(people).set({ roles: [] }).where(eq(people.id, "L01"));
  await office.person("ou_demo_l03").say("@bot 绑定日报 9:05", "oc_demo_duty");
  const refused = await leader.submit({ ledger_reason: "再看看" });
  expect(refused.toast?.content).toContain("您这边导不了");
  expect(filesOf(leader)).toEqual([]);
  expect((await office.db.select().from(jobs)).filter(({ state }) => state === "buried")).toEqual([]);
});
