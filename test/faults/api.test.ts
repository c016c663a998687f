import { afterEach, expect, test } from "vitest";
import { jobs } from "../../db/schema/index.ts";
import type { SandboxFaults } from "../../src/sandbox/protocol.ts";
import { MINUTE, until } from "../support/clock.ts";
import { allMessages, expectNothingLostOrDoubled, quiet } from "../support/ledger.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { playShortJourney } from "./short-journey.ts";

let office: Office;
afterEach(() => office.close());

const worked = () => until("everything to be sent", () => quiet(office.db), 90_000);

test.each<[string, Partial<SandboxFaults>]>([
  ["5xx", { apiServerError: 0.15 }],
  ["429 with a time to wait", { apiRateLimited: 0.15 }],
  ["230020, too many to one chat", { apiChatLimited: 0.15 }],
  ["a token that is no longer good", { apiTokenExpired: 0.15 }],
  ["carried out, but the answer never came", { apiTimeoutAfterSuccess: 0.1 }],
  [
    "all of it",
    {
      apiServerError: 0.05,
      apiRateLimited: 0.05,
      apiChatLimited: 0.05,
      apiTokenExpired: 0.05,
      apiTimeoutAfterSuccess: 0.05,
    },
  ],
])(
  "%s: every message arrives exactly once, every card ends at the newest state",
  { timeout: 150_000 },
  async (_name, faults) => {
    office = await openOffice({ sandbox: { hangMs: 20 } });
    const { sandbox, db } = office;
    sandbox.control.setFaults(faults);
    const managers = sandbox.control.state().people.filter((person) => person.side === "enterprise");
    await Promise.all(managers.slice(0, 4).map(({ openId }, i) => playShortJourney(office, openId, i + 1)));
    await worked();
    await expectNothingLostOrDoubled(db, sandbox);
  },
);

test("the emergency text stays in front of the receipt when its first try fails", async () => {
  office = await openOffice();
  office.sandbox.control.setFaults({ apiServerError: 1 });
  const manager = office.person("ou_demo_e01");
  office.sandbox.control.say("ou_demo_e01", "车间着火了,快来人");
  await until("the receipt", () => manager.cards().length >= 2);
  await worked();
  const [first] = manager.messages().filter((message) => message.from === "bot");
  expect(JSON.stringify(first?.content)).toContain("119");
});

test(
  "a platform that is down for an hour: receipt and task come after it, each once and in its order",
  { timeout: 60_000 },
  async () => {
    office = await openOffice();
    const manager = office.person("ou_demo_e01");
    office.sandbox.control.setFaults({ apiServerError: 1_000_000 });
    office.sandbox.control.say("ou_demo_e01", "园区纬二路停电了,注塑机全停了");
    await until("the ticket", async () => (await office.db.select().from(jobs)).length > 2);
    for (let i = 0; i < 5; i += 1) await office.advance(13 * MINUTE);
    await manager.say("请尽快来人");
    await office.advance(MINUTE);
    expect(manager.cards()).toEqual([]);
    office.sandbox.control.setFaults({ apiServerError: 0 });
    await office.advance(13 * MINUTE);
    await worked();
    expect(manager.card("QF-")).toContain("纬二路停电");
    expect(office.person("ou_demo_c29").card("纬二路停电")).toContain("[接收]");
    await expectNothingLostOrDoubled(office.db, office.sandbox);
    expect((await office.db.select().from(jobs)).filter(({ state }) => state === "buried")).toEqual([]);
  },
);

test("somebody who has left is given up on with an alert; everybody else is told all the same", async () => {
  office = await openOffice();
  office.sandbox.control.person({ op: "resign", openId: "ou_demo_c29" });
  const manager = office.person("ou_demo_e01");
  office.sandbox.control.say("ou_demo_e01", "园区纬二路停电了,注塑机全停了");
  await until("the receipt", () => manager.cards().length > 0);
  await worked();
  expect(manager.card("QF-")).toContain("已收到");
  const buried = (await office.db.select().from(jobs)).filter((job) => job.state === "buried");
  expect(buried.map((job) => job.serial)).toEqual(["to:ou_demo_c29"]);
  expect(office.log.join("\n")).toMatch(/"event":"job.buried"/);
});

test("a click that is still open locks its card (11310): the update comes after it, once", async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  await manager.say("园区纬二路停电了,注塑机全停了");
  const cadre = office.person("ou_demo_c29");
  await cadre.press("接收");
  expect(cadre.card("禾穗食品")).not.toContain("[接收]");
  await worked();
  await expectNothingLostOrDoubled(office.db, office.sandbox);
  expect(allMessages(office.sandbox).filter((message) => message.recalled)).toEqual([]);
});
