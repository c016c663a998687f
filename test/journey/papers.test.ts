import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { PersonAtPhone } from "../support/people.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

const NO = "QF-20261124-0001";

let office: Office;
afterEach(() => office.close());

/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());

const state = async (path: string): Promise<unknown> =>
  (await office.db.all<{ v: unknown }>(sql`select json_extract(state, ${path}) v from tickets`))[0]?.v;

/** What the bot wrote to him after so many messages. */
const since = (person: PersonAtPhone, count: number): string =>
  person
    .messages()
    .slice(count)
    .map(({ content }) => JSON.stringify(content))
    .join("\n");

const count = async (): Promise<unknown> =>
  (await office.db.all<{ n: number }>(sql`select count(*) n from tickets`))[0]?.n;

/** A picture or a file without a word. */
async function send({ openId }: PersonAtPhone, type: "image" | "file"): Promise<void> {
  const { control } = office.sandbox;
  const [fileName, mime] = type === "image" ? ["a.png", "image/png"] : ["a.pdf", "application/pdf"];
  const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  const { imageKey, fileKey } = control.upload({ as: openId, kind: type, fileName, mime, bytes });
  control.send({ as: openId, chat: "bot", type, content: type === "image" ? { imageKey } : { fileKey, fileName } });
  await office.settle();
}

/** Accepted on Tuesday, 24 November, and papers asked for. */
async function paused(list = "现场照片\n路段权属证明") {
  office = await openOffice();
  const manager = office.person("ou_demo_e22");
  await manager.say("永安大路73号门口的路面塌了一块,货车进不来");
  const cadre = office.person("ou_demo_c15");
  await cadre.press("接收");
  await ask(cadre, list);
  return { manager, cadre };
}

async function ask(cadre: PersonAtPhone, list: string, reason?: string): Promise<void> {
  await cadre.press("请补充");
  await cadre.submit({ materials_list: list, ...(reason === undefined ? {} : { materials_reason: reason }) });
}

test("who is asked for papers reads by when, and is reminded of what is missing the working day before (B.13)", async () => {
  const { manager } = await paused();
  expect(manager.card(NO)).toContain("12月1日(周二)17:30前");
  await moveTo("11-30T08:29");
  const before = manager.messages().length;
  await office.advance(2 * 60_000);
  const told = since(manager, before);
  for (const word of ["12月1日(周二)17:30前", "现场照片", "路段权属证明"])
    expect(told.replace("明天", "12月1日(周二)")).toContain(word);
});

test("why papers are asked for a second time is for the enterprise to read (003-08)", async () => {
  const { manager, cadre } = await paused();
  await manager.say("照片和证明都在窗口交了");
  await ask(cadre, "新版申请表", "县局本周起换了表");
  expect(manager.card(NO)).toMatch(/新版申请表[\s\S]*县局本周起换了表/);
});

test("closed for want of papers: the cadre hears it too, and papers that come later go on with him on a new clock (B.13)", async () => {
  const { manager, cadre } = await paused();
  const before = cadre.messages().length;
  await moveTo("12-01T17:31");
  expect(await state("$.stage")).toBe("terminated");
  expect(since(cadre, before)).toContain("没有补充材料");
  expect(manager.card(NO)).toMatch(/补上就接着办[\s\S]*\[补充材料\]/);
  await moveTo("12-03T10:00");
  const known = cadre.messages().length;
  await manager.press("补充材料");
  await manager.submit({ supplement_text: "权属证明在这里,路政盖过章" });
  expect(await state("$.stage")).toBe("in_progress");
  expect(await state("$.assigneeId")).toBe("C15");
  expect(since(cadre, known)).toContain("权属证明在这里");
  expect(cadre.card(NO)).toContain("[办结]");
  expect(manager.card(NO)).not.toContain("没让您满意");
  expect((await state("$.deadlines.resolveBy")) as number).toBeGreaterThan(office.sandbox.now());
});

test("the words or the picture alone are enough to go on with what was closed for want of them", async () => {
  const { manager } = await paused();
  await moveTo("12-01T17:31");
  await moveTo("12-02T10:00");
  await send(manager, "image");
  expect(await state("$.stage")).toBe("in_progress");
  expect(await count()).toBe(1);
  expect(manager.sees()).toContain(`已补充到${NO}`);
});

test("催一下 of what was closed for want of papers: one sentence says what happened and how to go on, above the card", async () => {
  const { manager } = await paused();
  await moveTo("12-02T10:00");
  const before = manager.messages().length;
  await manager.say(`催一下${NO}`);
  const [, said, card, ...more] = manager.messages().slice(before);
  expect(said?.content).toEqual({
    text: `${NO}没等到材料，先结束了，还差：现场照片、路段权属证明。把材料发给我就接着办，不用重新说。`,
  });
  expect(JSON.stringify(card?.content)).toContain("补充材料");
  expect(more).toEqual([]);
  expect(await state("$.stage")).toBe("terminated");
});

test("a question about the papers: the list stays on both cards, the cadre hears that the clock runs, and asking the same again is no second list (003-08, B.13)", async () => {
  const { manager, cadre } = await paused();
  const known = cadre.messages().length;
  await manager.say("路段权属证明要原件还是复印件?");
  expect(manager.sees()).toContain("请他答复您。材料还差：现场照片、路段权属证明");
  expect(manager.card(NO)).toMatch(/还差：\n① 现场照片\n② 路段权属证明/);
  expect(cadre.card(NO)).toContain("② 路段权属证明");
  expect(since(cadre, known)).toMatch(/要原件还是复印件\?」。已恢复计时，.{0,20}办结。材料还没到/);
  await cadre.press("请补充");
  await cadre.submit({ materials_list: "路段权属证明" });
  expect(await state("$.stage")).toBe("awaiting_requester");
  expect(await office.db.all(sql`select id from accountability_drafts`)).toEqual([]);
});

test.each(["image", "file"] as const)(
  "a bare %s goes to the matter that waits for papers, however long ago it was talked about",
  async (type) => {
    const { manager, cadre } = await paused();
    await moveTo("11-26T10:00");
    await send(manager, type);
    expect(await count()).toBe(1);
    expect(await state("$.stage")).toBe("in_progress");
    expect(manager.sees()).toContain(`已补充到${NO}`);
    expect(cadre.card(NO)).not.toContain("还差");
  },
);

test("a bare picture brings what a question left missing", async () => {
  const { manager } = await paused();
  await manager.say("路段权属证明要原件还是复印件?");
  await moveTo("11-24T16:00");
  await send(manager, "image");
  expect(await count()).toBe(1);
  expect(manager.card(NO)).not.toContain("还差");
});

test("where two matters wait for papers, a bare picture is asked about and goes where its sender says", async () => {
  const { manager } = await paused();
  await moveTo("11-24T14:00");
  await manager.say("我们车间停电了,变压器跳闸");
  const [second] = await office.db.all<{ id: string }>(
    sql`select json_extract(state, '$.offeredToId') id from tickets order by no desc`,
  );
  const other = office.person(`ou_demo_${second?.id.toLowerCase()}`);
  await other.press("接收");
  await ask(other, "变压器照片");
  expect(await count()).toBe(2);
  await moveTo("11-25T10:00");
  await send(manager, "image");
  expect(await count()).toBe(2);
  await manager.press("QF-…0001 永安大路73号门口的路面塌了一块");
  expect(await state("$.stage")).toBe("in_progress");
});

test.each([
  ["厂区管线图", "管线图在这里,请看附件", false],
  ["营业执照复印件", "营业执照复印件", false],
  ["道路权属证明", "证明开好了", false],
  ["现场照片", "照片发不出来", true],
  ["道路权属证明", "权属证明去哪里开?", true],
])("a day and more after %s was asked for, 「%s」 is of the matter that waits for it", async (list, words, missing) => {
  const { manager, cadre } = await paused(list);
  await moveTo("11-25T11:00");
  const known = cadre.messages().length;
  await manager.say(words);
  expect(await count()).toBe(1);
  expect(await state("$.stage")).toBe("in_progress");
  expect(since(cadre, known)).toContain(words);
  expect(cadre.card(NO).includes("材料还没收到，还差")).toBe(missing);
  // Once more, and still not the papers: the clock runs, the list is open, and so is the line.
  if (!missing) return;
  await moveTo("11-27T11:00");
  await manager.say("证明开好了,照片也有了");
  expect(await count()).toBe(1);
  expect(cadre.card(NO)).not.toContain("还差");
});

test.each(["厂里停电了", "想招10个普工", "下水道堵了", "高企奖励怎么申请"])(
  "while papers are awaited 「%s」 is another matter, on the same day and later",
  async (words) => {
    const { manager } = await paused();
    for (const at of ["11-24T11:00", "11-26T11:00"]) {
      await moveTo(at);
      await manager.say(words);
      expect(await state("$.stage")).toBe("awaiting_requester");
    }
    expect(manager.sees()).not.toContain("已补充到");
  },
);

test("a project's wait for papers that ends by rule: the enterprise hears that the matter goes on, the list stays, late papers join (000-09, B.13)", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c15");
  await manager.say("北环路冷链工地门口的路面塌了一块,货车进不来");
  await cadre.press("接收");
  await ask(cadre, "工地通行图");
  await moveTo("12-01T17:00");
  const before = manager.messages().length;
  await moveTo("12-01T17:31");
  expect(await state("$.stage")).toBe("in_progress");
  expect(since(manager, before)).toMatch(/还没等到材料，先接着办，没有结束。还差：工地通行图，备好了发给我就行/);
  for (const person of [manager, cadre]) expect(person.card(NO)).toMatch(/材料还没收到，还差：\n① 工地通行图/);
  // Waited for to the end, the same list is a second one: it needs a reason, and stops the clock once more at most.
  await ask(cadre, "工地通行图");
  expect(await state("$.stage")).toBe("in_progress");
  await moveTo("12-03T10:00");
  await send(manager, "file");
  expect(await count()).toBe(1);
  expect(manager.card(NO)).not.toContain("还差");
});
