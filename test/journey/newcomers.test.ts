import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { people, tickets } from "../../db/schema/index.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { until } from "../support/clock.ts";
import { expectNothingLostOrDoubled, quiet } from "../support/ledger.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  // The greeting of a first visit, and the card a person has just pressed, follow a moment later.
  await office.advance(5000);
  await until("everything to be worked off", () => quiet(office.db));
  await expectNothingLostOrDoubled(office.db, office.sandbox);
  await office.close();
});

const newest = async (): Promise<TicketState> => {
  const rows = await office.db.select().from(tickets);
  return rows.at(-1)?.state as TicketState;
};

test("an unknown person gets his ticket first; a contact's phone from the form binds him at once", async () => {
  const newcomer = office.person("ou_demo_new1");
  await newcomer.say("园区纬二路停电了,注塑机全停了");
  const before = await newest();
  expect(before.requester).toMatchObject({ openId: "ou_demo_new1", personId: null, verified: false });
  expect(newcomer.card("已收到")).toContain(before.no);
  await newcomer.submit({ identify_name: "衡乐山", identify_enterprise: "禾穗食品", identify_phone: "140 0000 2001" });
  expect((await newest()).requester).toMatchObject({ enterpriseId: "E01", verified: true });
  // Known from here on: nobody asks again.
  await newcomer.say("门口路灯坏了三盏");
  expect((await newest()).requester).toMatchObject({ enterpriseId: "E01", verified: true });
});

test("anything else goes to the dispatcher: confirmed, the ticket knows its enterprise", async () => {
  const newcomer = office.person("ou_demo_new2");
  await newcomer.say("想办营业执照变更");
  await newcomer.submit({ identify_name: "温如故", identify_enterprise: "鲜谷食品", identify_phone: "14000009999" });
  expect((await newest()).requester.verified).toBe(false);
  const dispatcher = office.person("ou_demo_c06");
  expect(dispatcher.card("温如故")).toContain("鲜谷食品");
  await dispatcher.submit({ claim_enterprise: "E02" });
  expect((await newest()).requester).toMatchObject({ enterpriseId: "E02", verified: true });
  expect(newcomer.sees()).toContain("鲜谷食品");
  // A second dispatcher finds it decided, and makes no second person of him.
  await office.person("ou_demo_c07").submit({ claim_enterprise: "E01" });
  expect((await newest()).requester.enterpriseId).toBe("E02");
  expect(
    await office.db
      .select()
      .from(people)
      .where(sql`name = '温如故'`),
  ).toHaveLength(1);
});

test("two dispatchers decide at once: one decision holds", async () => {
  const newcomer = office.person("ou_demo_new2");
  await newcomer.say("想办营业执照变更");
  await newcomer.submit({ identify_name: "温如故", identify_enterprise: "鲜谷食品", identify_phone: "14000009999" });
  await Promise.all([
    office.person("ou_demo_c06").submit({ claim_enterprise: "E02" }),
    office.person("ou_demo_c07").submit({ claim_enterprise: "E02" }),
  ]);
  expect(
    await office.db
      .select()
      .from(people)
      .where(sql`name = '温如故'`),
  ).toHaveLength(1);
  expect((await newest()).requester).toMatchObject({ enterpriseId: "E02", verified: true });
});

test("about somebody of another tenant the platform's contacts are never asked (feishu.md 5.1)", async () => {
  const outsider = office.person("ou_demo_out1");
  office.sandbox.control.enter("ou_demo_out1");
  await outsider.say("想办营业执照变更");
  expect((await newest()).requester).toMatchObject({ openId: "ou_demo_out1", verified: false, tenantKey: "tk_other" });
  await outsider.submit({ identify_name: "江外客", identify_enterprise: "外部企业", identify_phone: "14000008888" });
  const calls = office.sandbox.control.wire().filter(({ kind }) => kind === "api");
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter(({ name }) => name.includes("/contact/"))).toEqual([]);
});

test("no log line carries a phone, a name or what somebody wrote", async () => {
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  const cadre = office.person("ou_demo_c29");
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "抢修车已出发", progress_visible: "yes" });
  await cadre.press("办结");
  await cadre.submit({ resolve_text: "已恢复供电" });
  const newcomer = office.person("ou_demo_new2");
  await newcomer.say("想办营业执照变更");
  await newcomer.submit({ identify_name: "温如故", identify_enterprise: "鲜谷食品", identify_phone: "14000009999" });
  const log = office.log.join("\n");
  const known = await office.db.select().from(people);
  const secrets = [
    ...known.flatMap(({ name, phone }) => [name, phone]),
    "温如故",
    "14000009999",
    "纬二路",
    "注塑机",
    "抢修车",
    "已恢复供电",
    "营业执照",
    "local-app-secret",
    "local-encrypt-key",
    "local-verification-token",
  ].filter((text) => text !== "");
  expect(secrets.filter((text) => log.includes(text))).toEqual([]);
});
