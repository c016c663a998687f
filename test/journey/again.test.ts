import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";
import type { PersonAtPhone } from "../support/people.ts";

const ROAD = "永安大路73号门口的路面塌了一块,货车进不来";
const FIRST = "QF-20261124-0001";

let office: Office;
afterEach(() => office.close());

interface Kept {
  readonly no: string;
  readonly stage: string;
  readonly offeredToId: string | null;
  readonly title: string;
  readonly text: string;
  readonly category: string | null;
  readonly earlier: { readonly no: string } | null;
  readonly notes: readonly { readonly text: string }[];
}

const kept = async (): Promise<Kept[]> =>
  (await office.db.all<{ state: string }>(sql`select state from tickets order by no`)).map(
    ({ state }) => JSON.parse(state) as Kept,
  );

const newest = (person: PersonAtPhone): string => wordsOf(person.messages().findLast(({ from }) => from === "bot")!);

async function told(): Promise<PersonAtPhone> {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say(ROAD);
  return manager;
}

async function terminated(): Promise<PersonAtPhone> {
  const manager = await told();
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await cadre.press("申请终止");
  await cadre.submit({ terminate_kind: "unreachable", terminate_reason: "电话不通" });
  await office.person("ou_demo_l03").press("同意");
  expect((await kept())[0]?.stage).toBe("terminated");
  return manager;
}

test.each([
  "路面还是塌的,货车还是进不来",
  "路还没修好",
  ROAD,
  "永安大路73号又塌了一大块,一辆车掉进去了",
  "我不同意终止",
  "催一下",
])('after a 终止 "%s" is heard: a new ticket that names the earlier one (000-17)', async (words) => {
  const manager = await terminated();
  await manager.say(words);
  const [, again, ...more] = await kept();
  expect(again).toMatchObject({ text: words, category: "road", earlier: { no: FIRST } });
  expect(again?.title).toMatch(/路|塌/);
  expect(more).toEqual([]);
  const cadre = office.person(`ou_demo_${String(again?.offeredToId).toLowerCase()}`);
  expect(cadre.card(again?.no ?? "")).toContain(`企业前一件${FIRST}已终止`);
  expect(manager.card(again?.no ?? "")).toContain(`接着您的前一件${FIRST}办`);
});

test("what is said after that goes to the new ticket, not into a third", async () => {
  const manager = await terminated();
  await manager.say("路面还是塌的,货车还是进不来");
  await manager.say("路还没修好");
  const tickets = await kept();
  expect(tickets).toHaveLength(2);
});

test("a question about how it went, and thanks, only show how it ended", async () => {
  const manager = await terminated();
  for (const words of ["办得怎么样了", "谢谢", "怎么就终止了"]) await manager.say(words);
  expect(await kept()).toHaveLength(1);
});

test("after a 撤回 the same trouble is a new ticket", async () => {
  const manager = await told();
  await manager.press("撤回");
  await manager.submit({ withdraw_reason: "先不办" });
  await manager.say("路面还是塌的,货车还是进不来");
  expect((await kept())[1]).toMatchObject({ stage: "offered", category: "road", earlier: { no: FIRST } });
});

test("after a 不予受理 the same trouble is a new ticket", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say("三号桥限高杆太低,货车要绕行");
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.press("不予受理");
  await dispatcher.submit({ refuse_kind: "outside", refuse_reason: "县里管", refuse_way: "打12345" });
  await manager.say("三号桥限高杆还是太低,货车还要绕行");
  expect((await kept())[1]).toMatchObject({ earlier: { no: FIRST } });
});

test("办得怎么样了 and 催一下 mean the open matter, not the one that ended for want of papers", async () => {
  const manager = await told();
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "现场照片" });
  await office.advance(Date.parse("2026-12-02T10:00:00+08:00") - office.sandbox.now());
  expect((await kept())[0]?.stage).toBe("terminated");
  await manager.say("三号桥限高杆太低,货车要绕行");
  await manager.say("办得怎么样了");
  expect(newest(manager)).toContain("三号桥");
  await manager.say("催一下");
  expect(newest(manager)).toContain("QF-20261202-0001");
  expect(newest(manager)).toContain("已催");
});
