import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { counters, ticketEvents, tickets } from "../../db/schema/index.ts";
import type { Difference } from "../../src/store/audit.ts";
import { audit } from "../../src/store/audit.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { runChild } from "../support/child.ts";

const NO = "QF-20261124-0001";
let office: Office;

beforeEach(async () => {
  office = await openOffice();
  const manager = office.person("ou_demo_e01");
  const cadre = office.person("ou_demo_c29");
  await manager.say("园区纬二路停电了,注塑机全停了");
  await cadre.press("接收");
  await cadre.press("写进展");
  await cadre.submit({ progress_text: "抢修车已出发", progress_visible: "yes" });
  await office.person("ou_demo_e02").say("厂门口道路破损严重,大车过不去");
});
afterEach(() => office.close());

async function differences(): Promise<Difference[]> {
  const found: Difference[] = [];
  const result = await audit(office.db, { onDifference: (one) => found.push(one), page: 1 });
  expect(result.differences).toBe(found.length);
  return found;
}

const ours = sql`ticket_id = (select id from tickets where no = ${NO})`;

test("a ticket that nobody has touched is what its events say", async () => {
  const progress: string[] = [];
  const result = await audit(office.db, {
    onDifference: ({ about, what }) => expect.fail(`${about}: ${what}`),
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
  expect(result).toMatchObject({ tickets: 2, events: 4, redacted: 0, differences: 0 });
  expect(progress).toEqual(["2/2"]);
});

test.each([
  [
    "a text",
    sql`update ticket_events set content = json_set(content, '$.value.text', '另一句话') where seq = 3 and ${ours}`,
  ],
  ["a fact", sql`update ticket_events set data = json_set(data, '$.assigneeId', 'C01') where seq = 2 and ${ours}`],
  ["an actor", sql`update ticket_events set actor = json_set(actor, '$.personId', 'C01') where seq = 2 and ${ours}`],
  ["a time", sql`update ticket_events set at = at + 1 where seq = 2 and ${ours}`],
  ["a hash", sql`update ticket_events set hash = replace(hash, 'a', 'b') where seq = 2 and ${ours}`],
  ["a missing event", sql`delete from ticket_events where seq = 2 and ${ours}`],
  ["a missing last event", sql`delete from ticket_events where seq = 3 and ${ours}`],
  ["the cached state", sql`update tickets set state = json_set(state, '$.responsibleId', 'C01') where no = ${NO}`],
  ["a column", sql`update tickets set responsible_id = 'C01' where no = ${NO}`],
  ["the closing", sql`update tickets set closed_at = 1 where no = ${NO}`],
  ["who it waits for", sql`insert into ticket_parts values ((select id from tickets where no = ${NO}), 'C01', null)`],
  ["the version", sql`update tickets set version = 2 where no = ${NO}`],
])("%s that was changed behind the desk's back is named with the ticket's number", async (_what, damage) => {
  await office.db.run(damage);
  const found = await differences();
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ about }) => about))).toEqual(new Set([NO]));
});

test("a state that lacks what an older release did not write is a difference, not the end of the audit", async () => {
  await office.db.run(sql`update tickets set state = json_remove(state, '$.assists', '$.approval') where no = ${NO}`);
  const found = (await differences()).map(({ about, what }) => `${about} ${what}`);
  expect(found).toContain(`${NO} its list of those it waits for is not what its state makes of it`);
  expect(found).toContain(`${NO} state.assists is not what the events make of it`);
});

test("an event that was rewritten together with its hashes still breaks the chain", async () => {
  const [second] = await office.db
    .select()
    .from(ticketEvents)
    .where(sql`seq = 2 and ${ours}`);
  await office.db.run(sql`update ticket_events set hash = ${"f".repeat(64)} where seq = 2 and ${ours}`);
  await office.db.run(sql`update ticket_events set prev_hash = ${"f".repeat(64)} where seq = 3 and ${ours}`);
  expect(second).toBeDefined();
  expect((await differences()).map(({ what }) => what).join()).toMatch(/event 2 .*event 3/s);
});

test("a redacted text leaves the chain whole and is counted apart", async () => {
  await office.db
    .update(ticketEvents)
    .set({ content: null })
    .where(sql`seq = 3 and ${ours}`);
  const result = await audit(office.db, { onDifference: ({ about, what }) => expect.fail(`${about}: ${what}`) });
  expect(result).toMatchObject({ redacted: 1, differences: 0 });
});

test("a number that is missing, a counter that has moved, events of no ticket are named", async () => {
  const [row] = await office.db.select().from(tickets).where(eq(tickets.no, NO));
  await office.db.delete(tickets).where(eq(tickets.no, NO));
  expect(await differences()).toEqual([
    { about: row?.id, what: "events without a ticket" },
    { about: "QF-20261124", what: "1 tickets, highest number 2, counter 2" },
  ]);
  await office.db.update(counters).set({ value: 7 });
  expect((await differences()).map(({ what }) => what)).toContain("1 tickets, highest number 2, counter 7");
});

test("npm run audit: 0 when all is well, 1 with a line per difference, 2 with a sentence when it cannot look", async () => {
  const clean = await runChild("scripts/audit.ts", ["--data", office.dir]);
  expect(clean).toMatchObject({ code: 0, out: "2 tickets, 4 events: 0 differences\n" });
  expect(clean.err).toContain("2 of 2 tickets");

  await office.db.run(sql`update tickets set stage = 'closed' where no = ${NO}`);
  const dirty = await runChild("scripts/audit.ts", [], { DATABASE_URL: `file:${office.dir}/qifu.db` });
  expect(dirty.code).toBe(1);
  expect(dirty.out).toContain(`${NO}: column stage is not what the events make of it\n`);

  const nothing = await runChild("scripts/audit.ts", ["--data", `${office.dir}/nowhere`]);
  expect(nothing).toMatchObject({ code: 2, out: "" });
  expect(nothing.err).toMatch(/^Cannot audit: there is no database at .*\n$/);

  expect(await runChild("scripts/audit.ts", ["--help"])).toMatchObject({ code: 0, err: "" });
  expect(await runChild("scripts/audit.ts", ["--nonsense"])).toMatchObject({ code: 2, out: "" });
}, 120_000);
