import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
afterEach(() => office.close());

async function inHand(): Promise<string> {
  office = await openOffice();
  await office.person("ou_demo_e22").say("永安大路73号门口的路面塌了一块,货车进不来");
  await office.person("ou_demo_c15").press("接收");
  const [{ no } = { no: "" }] = await office.db.all<{ no: string }>(sql`select no from tickets`);
  return no;
}
const level = async (): Promise<number | undefined> =>
  (await office.db.all<{ level: number }>(sql`select json_extract(state, '$.level') as level from tickets`))[0]?.level;

async function takenUp(id: string, no: string): Promise<void> {
  await office.person(id).say(no);
  await office.person(id).press("提级");
  await office.person(id).submit({ level_up_reason: "要跨县协调" });
}

test("the leader in charge takes a matter to the meeting, not up to himself; who it goes to finds it in 我的待办 (提级, B.1)", async () => {
  const no = await inHand();
  await takenUp("ou_demo_l02", no);
  expect(await level()).toBe(2);
  const head = office.person("ou_demo_l01");
  expect(head.sees()).toContain("提请政府会议研究");
  expect(office.person("ou_demo_l02").sees()).not.toContain("提请您协调");
  await head.say("我的待办");
  expect(head.sees().split("我的待办").at(-1)).toContain("提级来的，请协调");
});

test("taken up by a dispatcher it goes to the leader in charge, and the history calls it 提级 (B.1)", async () => {
  const no = await inHand();
  await takenUp("ou_demo_c06", no);
  expect(await level()).toBe(1);
  const leader = office.person("ou_demo_l02");
  expect(leader.sees()).toContain("提请您协调");
  expect(leader.sees()).toContain("提级：要跨县协调");
  expect(leader.sees()).not.toContain("督办：要跨县协调");
  await leader.say("我的待办");
  expect(leader.sees().split("我的待办").at(-1)).toContain("提级来的，请协调");
  // What has been solved waits for no leader.
  await office.person("ou_demo_c15").press("办结");
  await office.person("ou_demo_c15").submit({ resolve_text: "已填平" });
  await leader.say("我的待办");
  expect(leader.sees().split("我的待办").at(-1)).toContain("手上没有待办");
});
