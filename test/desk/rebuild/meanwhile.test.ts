import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tickets } from "../../../db/schema/index.ts";
import type { Change, Committed } from "../../../src/desk/commit.ts";
import { commit } from "../../../src/desk/commit.ts";
import type { DeskDeps } from "../../../src/desk/deps.ts";
import { rebuildTickets } from "../../../src/desk/rebuild/run.ts";
import type { TicketFact } from "../../../src/domain/ticket/events.ts";
import { FOLD_VERSION } from "../../../src/domain/ticket/fold-version.ts";
import { createIds } from "../../../src/ids.ts";
import { createLog } from "../../../src/log.ts";
import { audit } from "../../../src/store/audit.ts";
import type { Database, Statement } from "../../../src/store/database.ts";
import { createDirectorySource } from "../../../src/store/directory.ts";
import { foldMark } from "../../../src/store/rebuild.ts";
import { ticketById } from "../../../src/store/tickets.ts";
import { LOCAL_APP } from "../../../src/local/app.ts";
import { HOUR } from "../../support/clock.ts";
import type { Office } from "../../support/office.ts";
import { openOffice } from "../../support/office.ts";
import { reminderTrail, watchReminders } from "../../support/reminder-trail.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await watchReminders(office.db);
});
afterEach(() => office.close());

function rebuild(db: Database = office.db) {
  const directory = createDirectorySource(office.db, LOCAL_APP.appId);
  return rebuildTickets({ db, directory, now: () => office.sandbox.now() }, { write: true });
}

/** As an older release would have written every state: without the younger fields, and with another opinion. */
const spoil = () =>
  office.db.run(sql`update tickets set state = json_set(json_remove(state, '$.pauses', '$.contactsMissed', '$.passedOn',
    '$.rebuilt'), '$.urges', 7)`);

const ticket = async () => {
  const [row] = await office.db.select().from(tickets);
  if (row === undefined) throw new Error("no ticket");
  return row;
};

async function expectClean(): Promise<void> {
  await audit(office.db, { onDifference: ({ about, what }) => expect.fail(`${about}: ${what}`) });
}

/** A database in which something happens between what is read and what is written. */
function interrupted(by: () => Promise<unknown>): Database {
  let done = false;
  return new Proxy(office.db, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name) as unknown;
      return async (statements: [Statement, ...Statement[]]) => {
        const { sql: text } = (statements[0] as unknown as { getQuery?(): { sql: string } }).getQuery?.() ?? {
          sql: "",
        };
        if (!done && text.includes("insert into settings")) {
          done = true;
          await by();
        }
        return target.batch(statements);
      };
    },
  });
}

test("a desk rebuilds what an older release left before it serves", async () => {
  expect(await foldMark(office.db)).toEqual({ done: FOLD_VERSION, doing: null, after: "" });
});

test("a person who is quicker wins, and the ticket is folded again with what he did", async () => {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await spoil();
  const cadre = office.person("ou_demo_c29");
  const rebuilt = await rebuild(interrupted(() => cadre.press("接收")));
  expect(rebuilt).toMatchObject({ tickets: 1, differing: 1, left: 0 });
  expect(await ticket()).toMatchObject({ version: 2, stage: "in_progress", state: { assigneeId: "C29", urges: 0 } });
  await expectClean();
});

test("a reminder that is said meanwhile is not planned once more", async () => {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.person("ou_demo_c29").press("接收");
  await spoil();
  const was = await reminderTrail(office.db, office.sandbox.now());
  await rebuild(interrupted(() => office.advance(30 * HOUR)));
  await office.advance(30 * HOUR);
  const trail = await reminderTrail(office.db, office.sandbox.now());
  expect(trail.wrong).toEqual([]);
  expect(trail.sent).toBeGreaterThan(was.sent);
  await expectClean();
});

test("what was decided on the state of before is decided again on the rebuilt one", async () => {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await spoil();
  const { id } = await ticket();
  const [before] = await ticketById(office.db, id);
  await rebuild();
  expect(await urge(before)).toEqual({ type: "conflict" });
  const [again] = await ticketById(office.db, id);
  expect(await urge(again)).toMatchObject({ type: "committed" });
  expect(await urge((await ticketById(office.db, id))[0])).toMatchObject({ type: "committed" });
  expect(await ticket()).toMatchObject({ version: 3, state: { urges: 2, pauses: null } });
  await expectClean();
});

/** What the desk commits when the enterprise asks where it stands. */
async function urge(row: { state: unknown; headHash: string } | undefined): Promise<Committed> {
  const ids = createIds(() => office.sandbox.now(), Math.random);
  const log = createLog({ write: () => undefined, now: () => 0 });
  const deps = { db: office.db, ids, log, sha256: undefined } as unknown as DeskDeps;
  const before = row as NonNullable<Change["tickets"]>[number]["before"];
  const facts: TicketFact[] = [{ type: "urged", data: {}, content: { text: "" } }];
  return commit(deps, {
    commandId: ids.next("run"),
    actor: { type: "requester", openId: "ou_demo_e01", personId: null },
    now: office.sandbox.now(),
    directory: await createDirectorySource(office.db, LOCAL_APP.appId).get(null),
    tickets: [{ ticketId: before?.state.id ?? "", before, cards: [], facts }],
  });
}

test("reminders of rebuilt tickets come once each, over days in which the states are spoilt again and again", async () => {
  await office.person("ou_demo_e01").say("园区纬二路停电了,注塑机全停了");
  await office.person("ou_demo_e02").say("厂门口道路破损严重,大车过不去");
  await office.person("ou_demo_c29").press("接收");
  for (let day = 0; day < 9; day += 1) {
    await office.advance(24 * HOUR);
    await spoil();
    expect(await rebuild()).toMatchObject({ tickets: 2, differing: 2 });
    expect(await rebuild()).toMatchObject({ differing: 0, reminders: 0 });
  }
  const trail = await reminderTrail(office.db, office.sandbox.now());
  expect(trail.wrong).toEqual([]);
  expect(trail.sent).toBeGreaterThan(10);
  await expectClean();
});
