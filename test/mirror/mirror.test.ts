import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { mirrorState, mirrorTickets, tickets } from "../../db/schema/index.ts";
import { factsOf } from "../../src/domain/stats/fact-change.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { mirrorStatus } from "../../src/mirror/status.ts";
import { mirrorTurn } from "../../src/mirror/turn.ts";
import { wantAllAgain } from "../../src/store/mirror.ts";
import { mirrorWorld } from "../support/base.ts";
import type { MirrorWorld } from "../support/base.ts";
import { MINUTE } from "../support/clock.ts";
import { factsDatabase } from "../support/facts-database.ts";
import type { FactsDatabase } from "../support/facts-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";

const directory = sampleDirectory();
const FROM = Date.parse("2026-09-01T00:00:00+08:00");
const UNTIL = Date.parse("2026-11-24T10:00:00+08:00");
const year = simulateYear(directory, { from: FROM, until: UNTIL, tickets: 260, seed: 41 });
const latest = new Map<string, TicketState>(year.changes.map(({ after }) => [after.id, after]));
const hidden = ({ category }: Pick<TicketState, "category">): boolean =>
  directory.categories.get(category ?? "")?.confidential === true;
const shown = [...latest.values()].filter((ticket) => !hidden(ticket));

let facts: FactsDatabase;
let world: MirrorWorld;
beforeAll(async () => {
  facts = await factsDatabase(directory, year);
});
afterAll(() => facts.close());
beforeEach(async () => {
  await facts.db.delete(mirrorTickets);
  await facts.db.delete(mirrorState);
});

const open = async (options: Parameters<typeof mirrorWorld>[3] = {}): Promise<MirrorWorld> => {
  world = await mirrorWorld(facts.db, directory, UNTIL, options);
  return world;
};

/** One record a ticket, every ticket, whatever broke on the way. */
async function expectOneEach(): Promise<void> {
  const numbers = (await world.base.rows()).map((row) => row["编号"] as string);
  expect(numbers.toSorted()).toEqual(shown.map(({ no }) => no).toSorted());
}

describe("what stands in the base", () => {
  test("every ticket once, as the ledger shows it; nothing confidential, no phone, none of the words", async () => {
    expect(latest.size - shown.length).toBeGreaterThan(0);
    const { base, finish } = await open();
    await finish();
    await expectOneEach();
    const rows = new Map((await base.rows()).map((row) => [row["编号"], row]));
    for (const ticket of shown) {
      const row = rows.get(ticket.no);
      const last = factsOf(directory, year.histories.get(ticket.id) ?? []).at(-1);
      expect(row).toMatchObject({
        事项: ticket.title,
        受理时间: ticket.openedAt,
        办结期限: last?.resolveDueAt,
        承办单位: directory.units.get(ticket.unitId ?? "")?.name ?? "待派单",
        责任人: directory.people.get(ticket.responsibleId)?.name,
      });
      expect(row?.["结案时间"]).toBe(ticket.closedAt ?? undefined);
      expect(row?.["企业"]).toBe(directory.enterprises.get(ticket.requester.enterpriseId ?? "")?.name);
      if (last?.resolvedAt !== null && last !== undefined)
        expect(row?.["按时办结"]).toBe(last.resolvedAt <= last.resolveDueAt ? "按时" : "超期");
    }
    const stages = new Set([...rows.values()].map((row) => row["状态"]));
    for (const stage of ["办理中", "已办结", "已撤回", "不予受理"]) expect(stages).toContain(stage);
    const confidential = [...latest.values()].filter(hidden).map(({ no }) => no);
    expect(confidential.filter((no) => JSON.stringify([...rows.values()]).includes(no))).toEqual([]);
  });

  test("a ticket that moves changes in place; one that turns confidential goes; nothing else is written", async () => {
    const { base, finish, sandbox, clock } = await open();
    await finish();
    const before = await base.rows();
    const [moved, secret] = shown.filter(({ stage }) => stage === "in_progress");
    if (moved === undefined || secret === undefined) throw new Error("nothing in progress");
    const was = await facts.db.select().from(tickets);
    try {
      await touch(moved, { stage: "withdrawn", closedAt: UNTIL });
      await touch(secret, { category: "integrity" });
      const calls = sandbox.control.wire().length;
      clock.now += 6 * MINUTE;
      await finish();
      const after = await base.rows();
      expect(after.find((row) => row["编号"] === secret.no)).toBeUndefined();
      const old = before.find((row) => row["编号"] === moved.no);
      expect(after.find((row) => row["编号"] === moved.no)).toMatchObject({
        record_id: old?.record_id,
        状态: "已撤回",
        结案时间: UNTIL,
      });
      expect(after).toHaveLength(before.length - 1);
      const writes = sandbox.control
        .wire()
        .slice(calls)
        .filter(({ name }) => /batch_/.test(name));
      expect(writes.map(({ name }) => name.replace(/.*records\//, "")).toSorted()).toEqual([
        "batch_delete",
        "batch_update",
      ]);
      // Back again: what was emptied is empty.
      await touch(moved, { stage: "in_progress", closedAt: null }, 2);
      clock.now += 6 * MINUTE;
      await finish();
      const back = (await base.rows()).find((row) => row["编号"] === moved.no);
      expect(back?.["结案时间"]).toBeUndefined();
    } finally {
      for (const row of was) await facts.db.update(tickets).set(row).where(eq(tickets.id, row.id));
    }
  });

  test("a limit that passes is told without anybody touching the ticket", async () => {
    const { base, finish, clock } = await open();
    await finish();
    const early = shown.filter(
      ({ stage, deadlines, pausedSince }) =>
        stage === "in_progress" && pausedSince === null && deadlines.resolveBy > UNTIL + 10 * MINUTE,
    );
    const next = early.toSorted((a, b) => a.deadlines.resolveBy - b.deadlines.resolveBy)[0];
    if (next === undefined) throw new Error("nothing runs");
    const row = async () => (await base.rows()).find((one) => one["编号"] === next.no);
    expect((await row())?.["按时办结"]).toBeUndefined();
    clock.now = next.deadlines.resolveBy + 1;
    await finish();
    expect((await row())?.["按时办结"]).toBe("超期");
  });

  test("a row deleted by hand is made again; all are written anew when that is wanted", async () => {
    const { base, finish, clock } = await open();
    await finish();
    const [gone] = await base.rows();
    await base.call("POST", "/records/batch_delete", { records: [gone?.record_id] });
    clock.now += 6 * MINUTE;
    await finish();
    expect((await base.rows()).some((row) => row["编号"] === gone?.["编号"])).toBe(false);
    await wantAllAgain(facts.db, clock.now);
    await finish();
    await expectOneEach();
  });

  test("one row the platform refuses is shown as refused and holds up nobody", async () => {
    const [bad] = shown;
    if (bad === undefined) throw new Error("no ticket");
    const [was] = await facts.db.select().from(tickets).where(eq(tickets.id, bad.id));
    await facts.db
      .update(tickets)
      .set({ state: { ...bad, title: "长".repeat(100_001) } })
      .where(eq(tickets.id, bad.id));
    try {
      const { base, finish } = await open();
      await finish();
      expect(await base.rows()).toHaveLength(shown.length - 1);
      expect(await mirrorStatus(facts.db, world.clock.now)).toMatchObject({ refused: 1, waiting: 0, fault: null });
    } finally {
      if (was !== undefined) await facts.db.update(tickets).set(was).where(eq(tickets.id, bad.id));
    }
  });
});

/** A change of a ticket as the one writer leaves it, as far as the mirror looks. */
async function touch(ticket: TicketState, change: Partial<TicketState>, more = 1): Promise<void> {
  const next = { ...ticket, ...change, version: ticket.version + more };
  const { stage, closedAt, category, version } = next;
  await facts.db
    .update(tickets)
    .set({ stage, closedAt, category, version, state: next })
    .where(eq(tickets.id, ticket.id));
  await facts.db.$client.execute({
    sql: `insert into ticket_events select ticket_id, ?, 'progressed', ?, actor, data, content, content_hash, prev_hash, hash, command_id
          from ticket_events where ticket_id = ? and seq = 1`,
    args: [1000 + version, world.clock.now, ticket.id],
  });
}

describe("what breaks", () => {
  /** A table at which the whole process dies, before or after a creation was carried out: its turn never goes on. */
  function dyingTable(carriedOut: boolean) {
    const { table } = world.mirror;
    const died = Promise.withResolvers<void>();
    const create = async (...given: Parameters<typeof table.create>): ReturnType<typeof table.create> => {
      if (carriedOut) await table.create(...given);
      died.resolve();
      return new Promise(() => undefined);
    };
    return { table: { ...table, create }, died: died.promise };
  }

  test.each([
    ["between a record and its note: it is found by its number and made only once", true],
    ["before the call: what was only tried is made", false],
  ])("a crash %s", async (_name, carriedOut) => {
    const { base, turn, finish, clock } = await open();
    const dying = dyingTable(carriedOut);
    void turn(dying.table);
    await dying.died;
    expect((await base.rows()).length > 0).toBe(carriedOut);
    expect((await mirrorStatus(facts.db, clock.now)).unknown).toBeGreaterThan(0);
    // Its turn is nobody else's until it has run out.
    clock.now += MINUTE;
    expect(await turn()).toBe("not_due");
    clock.now += 2 * MINUTE;
    await finish();
    await expectOneEach();
  });

  test("what nobody has thought of is shown as a fault too", async () => {
    const { mirror, turn, clock, finish } = await open();
    const broken = { ...mirror.table, create: () => Promise.reject(new Error("a mistake of ours")) };
    await expect(turn(broken)).rejects.toThrow("a mistake of ours");
    expect((await mirrorStatus(facts.db, clock.now)).fault).toMatchObject({ kind: "other", code: 0, times: 1 });
    clock.now += 11 * MINUTE;
    await finish();
    await expectOneEach();
  });

  test("carried out, but no answer came, twice in a row: looked for and found", async () => {
    const { sandbox, base, turn, finish } = await open();
    await turn({
      ...world.mirror.table,
      create: () => Promise.resolve({ ok: false, error: { kind: "busy", code: 1, waitMs: 0 } }),
    });
    world.clock.now += 10 * MINUTE;
    // Of the next three calls that change something, all are cut; the second try of a creation is one of them.
    sandbox.control.setFaults({ apiTimeoutAfterSuccess: 2 });
    expect(await turn()).toBe("stopped");
    expect((await base.rows()).length).toBeGreaterThan(0);
    expect(await mirrorStatus(facts.db, world.clock.now)).toMatchObject({
      fault: { kind: "unknown", code: 0, times: 1 },
    });
    expect((await mirrorStatus(facts.db, world.clock.now)).unknown).toBeGreaterThan(0);
    world.clock.now += 10 * MINUTE;
    await finish();
    await expectOneEach();
    expect(await mirrorStatus(facts.db, world.clock.now)).toMatchObject({ waiting: 0, unknown: 0, fault: null });
  });

  test.each([
    ["429", { apiRateLimited: 0.3 }],
    ["1254290, too many", { apiTableLimited: 0.3 }],
    ["1254291, another write", { apiTableConflict: 0.3 }],
    ["5xx", { apiServerError: 0.3 }],
    ["carried out without an answer", { apiTimeoutAfterSuccess: 0.3 }],
    ["a token that is no longer good", { apiTokenExpired: 0.3 }],
    ["all of it", { apiRateLimited: 0.1, apiTableConflict: 0.1, apiServerError: 0.1, apiTimeoutAfterSuccess: 0.1 }],
  ])("%s: every ticket once in the end", async (_name, faults) => {
    const { sandbox, finish, clock } = await open();
    sandbox.control.setFaults(faults);
    await finish(200);
    await wantAllAgain(facts.db, clock.now);
    await finish(200);
    sandbox.control.setFaults(Object.fromEntries(Object.keys(faults).map((key) => [key, 0])));
    await expectOneEach();
  });

  test("two instances at one moment: one writes, never a conflict, every ticket once", async () => {
    const { deps, mirror, sandbox, clock } = await open({ bitableWriteMs: 15 });
    const ends: string[] = [];
    for (let i = 0; i < 10 && !ends.includes("done"); i += 1) {
      ends.push(...(await Promise.all([mirrorTurn(deps, mirror), mirrorTurn(deps, mirror)])));
      clock.now += 1;
    }
    expect(ends).toContain("not_due");
    expect(ends).toContain("done");
    expect(sandbox.control.wire().filter(({ code }) => code === 1254291)).toEqual([]);
    await expectOneEach();
  });

  test("who takes longer than his turn writes nothing over the next one's", async () => {
    const { mirror, turn, clock, finish } = await open();
    let second: string | undefined;
    const slow = {
      ...mirror.table,
      columns: async () => {
        const answer = await mirror.table.columns();
        clock.now += 5 * MINUTE;
        second = await turn();
        return answer;
      },
    };
    expect(await turn(slow)).toBe("lost");
    expect(["done", "more"]).toContain(second);
    await finish();
    await expectOneEach();
  });

  test("the table is deleted: told with its code, tried rarely; another table gets everything", async () => {
    const { base, turn, finish, clock, mirror, deps } = await open();
    await finish();
    await base.call("DELETE", "");
    await wantAllAgain(facts.db, clock.now);
    expect(await turn()).toBe("stopped");
    const status = await mirrorStatus(facts.db, world.clock.now);
    expect(status).toMatchObject({ fault: { kind: "table_gone", code: 1254041, times: 1, at: clock.now } });
    expect(status.waiting).toBe(shown.length + (latest.size - shown.length));
    expect(await turn()).toBe("not_due");
    const other = await mirrorWorld(facts.db, directory, clock.now);
    const there = { ...mirror, target: other.mirror.target, table: other.mirror.table };
    while ((await mirrorTurn(deps, there)) !== "done") clock.now += 1;
    expect(await other.base.rows()).toHaveLength(shown.length);
  });

  test("a column is renamed: told which, and it goes on when the name is back", async () => {
    const { base, turn, finish, clock } = await open();
    await finish();
    const { data } = (await base.call("GET", "/fields?page_size=100")) as {
      data: { items: { field_id: string; field_name: string; type: number }[] };
    };
    const column = data.items.find(({ field_name }) => field_name === "办结期限");
    const rename = (field_name: string, type = column?.type) =>
      base.call("PUT", `/fields/${column?.field_id}`, { field_name, type });
    await rename("最晚什么时候");
    await wantAllAgain(facts.db, clock.now);
    expect(await turn()).toBe("stopped");
    expect((await mirrorStatus(facts.db, world.clock.now)).fault).toMatchObject({
      kind: "columns",
      columns: { missing: ["办结期限"], wrongType: [] },
    });
    // Renamed while nothing was looked at: the write itself says so.
    await rename("办结期限");
    clock.now += 11 * MINUTE;
    await finish();
    await facts.db.update(mirrorTickets).set({ wanted: 1000 });
    await rename("办结期限", 1);
    clock.now += 11 * MINUTE;
    expect(await turn()).toBe("stopped");
    expect((await mirrorStatus(facts.db, world.clock.now)).fault?.columns).toEqual({
      missing: [],
      wrongType: ["办结期限"],
    });
    await rename("办结期限", 5);
    clock.now += 11 * MINUTE;
    await finish();
    await expectOneEach();
    expect((await mirrorStatus(facts.db, world.clock.now)).fault).toBeNull();
  });

  test("the table takes no more rows: told, and what is in it still moves", async () => {
    const { base, finish, turn, clock } = await open();
    await finish();
    const rows = Array.from({ length: 1000 }, (_, i) => ({ fields: { 编号: `旧${i}` } }));
    for (let i = 0; i < 19; i += 1) await base.call("POST", "/records/batch_create", { records: rows });
    const free = 20_000 - 19_000 - shown.length;
    await base.call("POST", "/records/batch_create", { records: rows.slice(0, free) });
    // One is made anew, which needs a place that is taken; the others are there.
    const gone = (await base.rows()).find((row) => (row["编号"] as string).startsWith("QF"));
    await facts.db
      .update(mirrorTickets)
      .set({ recordId: null, wanted: 1000 })
      .where(eq(mirrorTickets.recordId, gone?.record_id ?? ""));
    clock.now += 6 * MINUTE;
    expect(await turn()).toBe("stopped");
    expect(await mirrorStatus(facts.db, clock.now)).toMatchObject({
      waiting: 1,
      fault: { kind: "full", code: 1254103 },
    });
    await wantAllAgain(facts.db, clock.now);
    clock.now += 11 * MINUTE;
    expect(await turn()).toBe("stopped");
    // Besides the one, only those of which nothing is to stand there.
    expect((await mirrorStatus(facts.db, clock.now)).waiting).toBeLessThanOrEqual(1 + latest.size - shown.length);
  });

  test("a first look at the columns that fails is repeated, not taken for a good one", async () => {
    const { sandbox, turn, base, clock } = await open({ prepared: false });
    sandbox.control.setFaults({ apiServerError: 1 });
    expect(await turn()).toBe("stopped");
    expect((await mirrorStatus(facts.db, clock.now)).fault?.kind).toBe("unknown");
    clock.now += 11 * MINUTE;
    expect(await turn()).toBe("stopped");
    expect((await mirrorStatus(facts.db, clock.now)).fault?.kind).toBe("columns");
    expect(await base.rows()).toEqual([]);
  });

  test("no column at all: told before anything is written", async () => {
    const { turn, base } = await open({ prepared: false });
    expect(await turn()).toBe("stopped");
    const { fault } = await mirrorStatus(facts.db, world.clock.now);
    expect(fault?.columns?.missing).toHaveLength(13);
    expect(await base.rows()).toEqual([]);
  });
});
