import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import type { PersonAtPhone } from "../support/people.ts";

const ROAD = "永安大路73号门口的路面塌了一块";

let office: Office;
afterEach(() => office.close());

const person = (id: string): PersonAtPhone => office.person(`ou_demo_${id}`);
/** 2026, local. */
const moveTo = (local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
/** What he is told while time passes till then. */
async function heard(id: string, local: string): Promise<string> {
  const before = person(id).messages().length;
  await moveTo(local);
  return person(id)
    .messages()
    .slice(before)
    .map(({ content }) => JSON.stringify(content))
    .join("\n");
}

/** The ticket's own card, not the bundle that names it. */
const cardOf = (id: string): string => person(id).card("首接");

/** Nobody accepts it, and its final limit passes on 12-01. */
async function offeredTooLong(): Promise<void> {
  office = await openOffice();
  await person("e22").say(`${ROAD},货车进不来`);
  for (const at of ["11-24T16:30", "11-25T14:30", "11-26T14:30"]) await moveTo(at);
  const [row] = await office.db.all<{ id: string }>(sql`select offered_to_id as id from tickets`);
  expect(row?.id).toBe("C14");
}

test("the morning a ticket that nobody has accepted is late, its dispatcher can still send it elsewhere", async () => {
  await offeredTooLong();
  expect(cardOf("c06")).toContain("[派单]");
  await moveTo("12-02T08:31");
  expect(cardOf("c06")).toContain("[派单]");
  expect(cardOf("c14"), "who is asked to accept has the card for that").toContain("[接收]");
});

test("after its limit the ask to accept stays the line, with the lateness in it; who cannot close it is not told to", async () => {
  await offeredTooLong();
  await moveTo("12-01T08:31");
  const asked = await heard("c14", "12-02T08:31");
  expect(asked).toContain("等你接收，办结期限已超1个工作日。请点接收");
  expect(asked, "it is not his yet").not.toContain("请今天办结");
  expect(person("c06").sees()).toContain("郎清越还没接收，办结期限已超1个工作日。接收前由你负责");
  const head = await heard("c04", "12-03T08:31");
  expect(head).toContain("接收前由房若水负责，请打电话问一下：郎清越 140-0000-0114");
  for (const id of ["c06", "c04"]) expect(person(id).sees(), id).not.toContain("请今天办结");
});

test("after the limit of a matter nobody has dispatched its dispatcher is asked to, each morning", async () => {
  office = await openOffice();
  const { control } = office.sandbox;
  const picture = { kind: "image", fileName: "a.png", mime: "image/png", bytes: new Uint8Array([137, 80]) } as const;
  const { imageKey } = control.upload({ as: "ou_demo_e22", ...picture });
  control.send({ as: "ou_demo_e22", chat: "bot", type: "image", content: { imageKey } });
  await office.settle();
  await moveTo("12-02T08:31");
  const asked = await heard("c06", "12-03T08:31");
  expect(asked).toMatch(/还没派出去，办结期限已超\d个工作日。现在由你负责，请尽快派单/);
  expect(asked).not.toContain("请今天办结");
  expect(person("c04").sees()).toMatch(/现在由房若水负责，请打电话催一下：房若水 140-/);
});

test("who has taken it and never called is asked to call, with the lateness (000-16)", async () => {
  office = await openOffice();
  await person("e22").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
  await moveTo("12-01T08:31");
  const asked = await heard("c15", "12-02T08:31");
  expect(asked).toContain("还没联系企业，办结期限已超1个工作日。请马上联系");
  expect(asked).not.toContain("请今天办结");
});

test("a leader who stays silent: his no comes while the enterprise can still be told, and says so (B.4, voice.md 10)", async () => {
  office = await openOffice();
  await person("e22").say(`${ROAD},货车进不来`);
  await person("c15").press("接收");
  await person("c15").press("写进展");
  await person("c15").submit({ progress_text: "看过了", progress_visible: "yes" });
  await moveTo("11-30T09:00");
  await person("c15").press("申请延期");
  const until = String(Date.parse("2026-12-03T17:30:00+08:00"));
  await person("c15").submit({ extend_until: until, extend_reason: "等料" });
  expect(await heard("c15", "11-30T17:31")).toContain(
    "延期没有在时限内批复，按不同意处理。请按原期限办，明天17:30前办结；办不完请先告诉企业",
  );
  await moveTo("12-01T15:00");
  await person("c15").press("申请终止");
  await person("c15").submit({ terminate_kind: "other", terminate_reason: "企业说不用办了" });
  expect(await heard("c15", "12-01T17:31")).toContain("办结期限已经到了，请马上办好，或告诉企业什么时候能办好");
});
