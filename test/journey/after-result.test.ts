import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { wordsOf } from "../support/people.ts";

let office: Office;
afterEach(() => office.close());

const WORDS = "补充一下,隔壁的包装车间到现在还没有电";
const ASKED = "已记下，也告诉了经办人";
const tickets = () =>
  office.db.all<{ stage: string; text: string; notes: string; files: number }>(
    sql`select stage, state->>'text' as text, state->>'notes' as notes, json_array_length(state->'attachments') as files
      from tickets order by no`,
  );

async function solved() {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电" });
  return { manager, cadre };
}

test("what is added after the result is kept, who had it hears it, and nobody is promised who is at work no more (000-17)", async () => {
  const { manager, cadre } = await solved();
  await manager.say(WORDS);
  expect(cadre.sees()).toContain(`给「园区纬二路停电了」补充：${WORDS}`);
  const asked = manager.card(ASKED);
  for (const said of ["已经办结，没人在办了", "[没解决，继续办]", "[是新的事]"]) expect(asked).toContain(said);
  expect(manager.sees()).not.toContain("负责人会看到");
  expect(await tickets()).toMatchObject([
    { stage: "awaiting_rating", notes: expect.stringContaining(WORDS) as string },
  ]);
});

test("没解决 below it: the ticket goes on with these words as the reason, once", async () => {
  const { manager, cadre } = await solved();
  await manager.say(WORDS);
  const { toast } = await manager.press("没解决，继续办", { on: ASKED });
  expect(toast?.content).toBe("已退回重办，会有人联系您");
  expect(cadre.sees()).toContain(`反映「园区纬二路停电了」没解决：${WORDS}`);
  expect(await tickets()).toMatchObject([{ stage: "in_progress" }]);
  expect(manager.card("已退回重办")).not.toContain("[是新的事]");
});

test("是新的事 below it: a ticket of its own with these words; the solved one waits for its mark", async () => {
  const { manager } = await solved();
  await manager.say(WORDS);
  await manager.press("是新的事", { on: ASKED });
  expect(await tickets()).toMatchObject([{ stage: "awaiting_rating" }, { stage: "offered", text: WORDS }]);
});

test("催一下 before his mark sends nothing back: he is asked whether it is unsolved (B.8)", async () => {
  const { manager, cadre } = await solved();
  await manager.say("催一下");
  expect(cadre.sees()).not.toContain("没解决");
  expect(await tickets()).toMatchObject([{ stage: "awaiting_rating" }]);
  await manager.press("没解决，继续办", { on: ASKED });
  expect(await tickets()).toMatchObject([{ stage: "in_progress" }]);
});

test("催一下 after 满意 neither sends it back nor opens another: its card says how it goes on (B.8)", async () => {
  const { manager, cadre } = await solved();
  await manager.press("满意");
  const before = manager.messages().length;
  await manager.say("催一下");
  expect(await tickets()).toMatchObject([{ stage: "closed" }]);
  expect(cadre.sees()).not.toContain("没解决");
  const shown = manager.messages().slice(before).map(wordsOf).join();
  expect(shown).toContain("[没解决，继续办]");
  await manager.press("没解决，继续办");
  await manager.submit({ not_solved_reason: "又停了" });
  expect(await tickets()).toMatchObject([{ stage: "in_progress" }]);
});

test("chosen under 您说的是哪一件 it is asked all the same, and the answer counts (voice.md 7)", async () => {
  const { manager, cadre } = await solved();
  await manager.say("东三路的路灯坏了三盏,晚上看不见路");
  await manager.say("想招20个普工,能不能帮忙找找");
  await manager.say("补充一下,隔壁的车间也一样");
  await manager.press("QF-…0001 园区纬二路停电了");
  expect(manager.card(ASKED)).toContain("隔壁的车间也一样");
  await manager.press("没解决，继续办", { on: ASKED });
  expect(cadre.sees()).toContain("没解决：补充一下,隔壁的车间也一样");
  expect((await tickets()).map(({ stage }) => stage)).toContain("in_progress");
});

test("a picture after the result is kept and passed on, and asked about", async () => {
  const { manager, cadre } = await solved();
  const imageKey = await manager.sendPicture();
  expect(cadre.sees()).toContain(imageKey);
  await manager.press("没解决，继续办", { on: ASKED });
  expect(await tickets()).toMatchObject([{ stage: "in_progress", files: 1 }]);
});

test("补充材料 on the card of what is solved says what to press where it is not", async () => {
  const { manager } = await solved();
  await manager.press("补充材料");
  const { toast } = await manager.submit({ supplement_text: "包装车间还没有电" });
  expect(toast?.content).toContain("还没解决请点「没解决」");
});

test("没解决 below words of the first result does not send back the second, of which nothing was said", async () => {
  const { manager, cadre } = await solved();
  await manager.say(WORDS);
  await manager.press("没解决", { on: "请您评价" });
  await manager.submit({ not_solved_reason: "还是没电" });
  await office.advance(3_600_000);
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "包装车间也恢复了" });
  const { toast } = await manager.press("没解决，继续办", { on: ASKED });
  expect(toast?.content).toContain("我的诉求");
  expect(await tickets()).toMatchObject([{ stage: "awaiting_rating" }]);
});

test("a second card of the same result, after it went back: nothing is told twice", async () => {
  const { manager } = await solved();
  await manager.say(WORDS);
  await manager.say("补充一下,仓库那边的灯也是黑的");
  await manager.press("没解决，继续办", { on: "隔壁的包装车间" });
  const { toast } = await manager.press("没解决，继续办", { on: "仓库那边的灯" });
  expect(toast?.content).toContain("我的诉求");
  const [ticket] = await tickets();
  const notes = JSON.parse(ticket?.notes ?? "[]") as { readonly text: string }[];
  expect(notes.filter(({ text }) => text.includes("仓库那边的灯"))).toHaveLength(1);
});

test("是新的事 below a solved matter decides nothing about the same words of another enterprise", async () => {
  const { manager } = await solved();
  const other = office.person("ou_demo_e22");
  await other.say("东三路的路面塌了一个坑,货车进不来");
  await manager.say("补充一下,今天又来了");
  await manager.press("是新的事", { on: ASKED });
  const before = (await tickets()).length;
  await office.advance(20 * 60_000);
  await other.say("补充一下,今天又来了");
  expect(await tickets()).toHaveLength(before);
});
