import { afterEach, beforeEach, expect, test } from "vitest";
import { tickets } from "../../db/schema/index.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { HOUR, MINUTE } from "../support/clock.ts";
import type { PersonAtPhone } from "../support/people.ts";
import { wordsOf } from "../support/people.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
let manager: PersonAtPhone;
beforeEach(async () => {
  office = await openOffice();
  manager = office.person("ou_demo_e01");
});
afterEach(() => office.close());

const all = async (): Promise<TicketState[]> =>
  (await office.db.select().from(tickets))
    .map((row) => row.state as TicketState)
    .toSorted((a, b) => (a.no < b.no ? -1 : 1));
const last = async (): Promise<TicketState> => (await all()).at(-1) ?? expect.fail("no ticket");
/** Whoever of the dispatchers is first responder today. */
const dispatcherOf = (ticket: TicketState): PersonAtPhone =>
  office.person(`ou_demo_${ticket.firstResponderId.toLowerCase()}`);

/** A bare picture: nobody can say what it is about. */
async function unclear(): Promise<TicketState> {
  await manager.sendPicture();
  const ticket = await last();
  expect(ticket).toMatchObject({ stage: "triage", responsibleId: ticket.firstResponderId });
  return ticket;
}

test("what nobody could classify reaches the dispatcher, who names the category; a person of its unit gets it", async () => {
  const ticket = await unclear();
  const dispatcher = dispatcherOf(ticket);
  expect(dispatcher.card(ticket.no)).toContain("[派单]");
  await dispatcher.press("派单");
  await dispatcher.submit({ dispatch_category: "power", dispatch_unit: "" });
  const after = await last();
  expect(after).toMatchObject({ stage: "offered", category: "power", unitId: "D11" });
  expect(after.responsibleId, "first responder until somebody accepts (000-16)").toBe(ticket.firstResponderId);
  const cadre = office.person(`ou_demo_${(after.offeredToId ?? "").toLowerCase()}`);
  expect(cadre.card(ticket.no)).toContain("[接收]");
});

test("refused with reason and proper way; the enterprise reads both", async () => {
  const ticket = await unclear();
  const dispatcher = dispatcherOf(ticket);
  await dispatcher.press("不予受理");
  await dispatcher.submit({ refuse_kind: "other", refuse_reason: "属于业主之间的事", refuse_way: "请找物业公司" });
  expect(await last()).toMatchObject({ stage: "refused" });
  expect(manager.card(ticket.no)).toMatch(/属于业主之间的事[\s\S]*请找物业公司/);
});

test("a request that came by phone: the dispatcher who took it is first responder, the caller's card reaches him", async () => {
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("登记");
  await dispatcher.submit({
    register_channel: "phone",
    register_enterprise: "E01",
    register_name: "苗德润",
    register_phone: "14000001001",
    register_category: "water",
    register_text: "厂区水压太小,三楼上不来水",
  });
  const ticket = await last();
  expect(ticket).toMatchObject({ channel: "phone", category: "water", firstResponderId: "C06" });
  expect(ticket.requester).toMatchObject({
    personId: expect.any(String) as string,
    enterpriseId: "E01",
    verified: true,
  });
  expect(manager.card(ticket.no)).toContain("水压");
});

test("merged into the older one of the same enterprise: picture and words go along, the card says where", async () => {
  await manager.say("园区纬二路停电了,注塑机全停了");
  const older = await last();
  await office.advance(20 * MINUTE);
  const newer = await unclear();
  const dispatcher = dispatcherOf(newer);
  await dispatcher.press("合并", { on: newer.no });
  await dispatcher.submit({ merge_into: older.id });
  const [into, merged] = await all();
  expect(merged).toMatchObject({ stage: "merged", mergedInto: older.id });
  expect(into?.attachments).toEqual(newer.attachments);
  expect(into?.version).toBeGreaterThan(older.version);
  // Of which matter it is part now, for both who read it.
  expect(manager.card("是同一件事")).toContain(`已并入${older.no}`);
  expect(dispatcher.card("已合并到")).toContain(older.no);
});

test("a new matter is not merged into one that is solved: nobody works on that any more (000-17)", async () => {
  await manager.say("园区纬二路停电了,注塑机全停了");
  const cadre = office.person("ou_demo_c29");
  await cadre.press("接收");
  const older = await last();
  await office.advance(20 * MINUTE);
  const newer = await unclear();
  const dispatcher = dispatcherOf(newer);
  await dispatcher.press("合并", { on: newer.no });
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电" });
  const { toast } = await dispatcher.submit({ merge_into: older.id });
  expect(toast?.content).toBe("要并入的那件已经没人在办，请另选或单独派单");
  expect(await last(), "somebody still has it").toMatchObject({ id: newer.id, stage: "triage" });
  await dispatcher.press("合并", { on: newer.no });
  expect(dispatcher.card("请在"), "nor is it offered").toContain("没有可选");
});

test("a cadre who is no dispatcher gets no form to register with", async () => {
  await office.person("ou_demo_c29").say("登记");
  expect(office.person("ou_demo_c29").sees()).not.toContain("登记诉求");
  expect(await all()).toEqual([]);
});

test("with its first responder on leave it stands in the list of the dispatcher who is reminded of it, and is his to send on (000-16)", async () => {
  const ticket = await unclear();
  const absent = dispatcherOf(ticket);
  await absent.say("请假");
  await absent.submit({ leave_from: "2026-11-24", leave_to: "2026-11-27" });
  const others = ["ou_demo_c05", "ou_demo_c06", "ou_demo_c07"].filter((id) => id !== absent.openId);
  const listed = async (id: string): Promise<boolean> => {
    await office.person(id).say("我的待办");
    return office.person(id).cards().map(wordsOf).at(-1)?.includes("请派单") === true; // prettier-ignore
  };
  const [first = "", second = ""] = others;
  const has = [await listed(first), await listed(second)];
  expect(has.filter(Boolean), "of one of them alone").toHaveLength(1);
  const present = office.person(has[0] === true ? first : second);
  const before = present.messages().length;
  await office.advance(7 * HOUR);
  expect(present.messages().slice(before).map(wordsOf).join()).toContain(ticket.no);
  await present.say(ticket.no);
  await present.press("派单");
  await present.submit({ dispatch_category: "power", dispatch_unit: "" });
  expect(await last()).toMatchObject({ stage: "offered", unitId: "D11" });
});
