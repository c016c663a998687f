import { afterEach, beforeEach, expect, test } from "vitest";
import { guideCounts, guideGaps, publicAnswers, tickets } from "../../db/schema/index.ts";
import { policyById, policyWrites, toPolicies } from "../../src/store/answers.ts";
import { writeAll } from "../../src/store/database.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  await office.close();
});

const ticketCount = async (): Promise<number> => (await office.db.select().from(tickets)).length;

/** A firm asks what nothing says, is answered by a cadre and content: the ticket a dispatcher may make public. */
async function answeredTicket(): Promise<void> {
  const manager = office.person("ou_demo_e01");
  await manager.say("请问我们禾穗食品的外籍员工工作签证怎么办理?");
  await manager.press("请人来答复");
  const dispatcher = office.person("ou_demo_c06");
  const [asked] = await office.db.select().from(tickets);
  if (asked?.stage === "triage") {
    await dispatcher.press("派单");
    await dispatcher.submit({ dispatch_category: "labor", dispatch_unit: "" });
  }
  const worker = await workerOf();
  await worker.press("接收");
  await worker.press("办结");
  await worker.submit({
    resolve_text: "苗总您好,先打14000001999找尤在渊约时间,带聘用合同和护照到县政务大厅办工作许可,再换居留证件。",
  });
  await manager.press("非常满意");
}

async function workerOf() {
  const [ticket] = await office.db.select().from(tickets);
  return office.person(`ou_demo_${(ticket?.offeredToId ?? ticket?.responsibleId ?? "").toLowerCase()}`);
}

test("a policy in force answers where no guide does, with its source and how long it holds", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("高企认定奖励的标准是多少,什么时候可以申报?");
  const card = manager.card("高新技术企业认定奖励");
  expect(card).toMatch(/一次奖励10万元/);
  expect(card).toMatch(/来源：示例：云溪镇惠企政策汇编（2026年版）第3条\n有效期：2026年1月1日到2026年12月31日/);
  expect(card).toContain("[没答到，请人办]");
  expect(await ticketCount()).toBe(0);
  expect(await office.db.select().from(guideCounts)).toEqual([
    { kind: "policy", guideId: "P01", day: "2026-11-24", shown: 1, missed: 0 },
  ]);
  expect(await office.db.select().from(guideGaps)).toEqual([]);

  await manager.press("没答到，请人办");
  expect(manager.card("QF-20261124-0001")).toContain("已收到");
  expect((await office.db.select().from(guideCounts))[0]).toMatchObject({ kind: "policy", shown: 1, missed: 1 });
});

test("a guide goes before a policy of the same matter", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("技改奖补怎么申请,要什么材料?");
  expect(manager.card("技术改造奖补申领")).toContain("个工作日办好");
});

test("a policy that is over, not yet in force or a draft does not answer", async () => {
  const [policy] = toPolicies(await policyById(office.db, "P03"));
  if (policy === undefined) throw new Error("no policy");
  const manager = office.person("ou_demo_e01");
  for (const change of [{ validTo: "2026-11-23" }, { validFrom: "2026-11-25" }, { state: "draft" as const }]) {
    await writeAll(office.db, policyWrites(office.db, { ...policy, ...change }));
    await manager.say("企业安静日是每个月哪几天?");
    expect(manager.sees()).not.toContain("1日到20日");
    expect(manager.card("还没有现成的答复")).toContain("[请人来答复]");
  }
  // A draft is published by a dispatcher's press, and answers from then on.
  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("办事指南");
  expect(dispatcher.card("近30天")).toMatch(/政策有效7项[\s\S]*政策「企业安静日」：齐了，可以公布/);
  await dispatcher.press("公布");
  await manager.say("企业安静日是每个月哪几天?");
  expect(manager.card("企业安静日")).toContain("1日到20日");
});

test("an answer becomes public by a dispatcher's click only, in words that name nobody, and answers the next firm", async () => {
  await answeredTicket();
  const manager = office.person("ou_demo_e02");
  await manager.say("外籍员工的工作签证怎么办?");
  expect(manager.card("还没有现成的答复")).toContain("[请人来答复]");
  await manager.press("不用了");

  const dispatcher = office.person("ou_demo_c06");
  await dispatcher.say("办事指南");
  expect(dispatcher.card("近30天")).toMatch(/可以点开公开答复：[\s\S]*0001/);
  await dispatcher.press("查看", { on: "近30天" });
  await dispatcher.press("公开此答复");
  // The draft has lost whoever was named in it.
  const form = JSON.stringify(dispatcher.cards().at(-1)?.content);
  expect(form).toContain("县政务大厅");
  expect(form).not.toMatch(/default_value":"[^"]*(?:禾穗|尤在渊|苗|14000001999)/);

  const named = await dispatcher.submit({
    public_question: "外籍员工的工作签证怎么办理",
    public_answer: "先找尤在渊14000001999约时间。禾穗食品就是这么办的。",
    public_months: "6",
  });
  expect(named.toast).toMatchObject({ type: "warning" });
  expect(named.toast?.content).toMatch(/禾穗食品.*尤在渊.*14000001999/);
  expect(await office.db.select().from(publicAnswers)).toEqual([]);

  const done = await dispatcher.submit({
    public_question: "外籍员工的工作签证怎么办理",
    public_answer: "带聘用合同和护照到县政务大厅办工作许可,再换居留证件。",
    public_months: "6",
  });
  expect(done.toast).toMatchObject({ type: "success" });
  await manager.say("外籍员工的工作签证怎么办?");
  const card = manager.card("外籍员工的工作签证怎么办理");
  expect(card).toContain("到县政务大厅办工作许可");
  expect(card).toMatch(/来源：.+2026年11月24日的公开答复\n有效期到2027年5月25日/);
  expect(manager.sees()).not.toMatch(/禾穗|苗|尤在渊|QF-20261124-0001/);
  expect(await office.db.select().from(guideCounts)).toContainEqual(
    expect.objectContaining({ kind: "answer", shown: 1, missed: 0 }),
  );

  // The matter comes back: what was answered may be wrong and is not told.
  await office.person("ou_demo_e01").press("没解决，继续办");
  await office.person("ou_demo_e01").submit({ not_solved_reason: "又被退回来了" });
  await manager.say("外籍员工工作签证怎么办呢?");
  expect(manager.cards().at(-1) && manager.card("还没有现成的答复")).toContain("[请人来答复]");

  await dispatcher.say("办事指南");
  expect(dispatcher.card("近30天")).toMatch(/公开答复1条，回答1次/);
  await dispatcher.press("撤下");
  expect(await office.db.select().from(publicAnswers)).toEqual([]);
});

test("who does not dispatch makes nothing public, and an open or confidential matter never is", async () => {
  await answeredTicket();
  const [row] = await office.db.select().from(tickets);
  const click = async (as: string, value: Record<string, unknown>, form: Record<string, unknown>) => {
    // Some card of his own: what it says does not matter, the verb asks who he is.
    const person = office.person(as);
    await person.say("帮助");
    const messageId = person.cards().at(-1)?.messageId ?? "";
    return office.sandbox.control.click({ as, messageId, action: { tag: "button", value, form_value: form } });
  };
  const words = { public_question: "外籍员工工作签证", public_answer: "县政务大厅", public_months: "6" };
  const submit = { k: "submit", a: "publish_answer", t: row?.id, v: 1 };
  // Neither a cadre nor the leader nor the requester himself.
  for (const as of ["ou_demo_c29", "ou_demo_l03", "ou_demo_e01"])
    expect((await click(as, submit, words)).toast).toMatchObject({ type: "warning" });
  await office.db.update(tickets).set({ state: { ...(row?.state as object), category: "integrity" } });
  expect((await click("ou_demo_c06", submit, words)).toast?.content).toBe("这件事的内容不能公开，请让对方直接来问");
  await office.db.update(tickets).set({ state: { ...(row?.state as object), stage: "in_progress" } });
  expect((await click("ou_demo_c06", submit, words)).toast?.content).toBe("还没办结，办结以后才能公开答复");
  expect(await office.db.select().from(publicAnswers)).toEqual([]);
});
