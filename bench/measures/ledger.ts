import { sweepReminders } from "../../src/desk/reminders/sweep.ts";
import { matterRow, ticketView } from "../../src/desk/views/project.ts";
import type { Deps } from "../../src/deps.ts";
import { loadPressed } from "../../src/feishu/callbacks/ticket-card.ts";
import { noticeMessage, ticketCard } from "../../src/feishu/cards/index.ts";
import { cardsOfRequester } from "../../src/store/cards.ts";
import type { Database } from "../../src/store/database.ts";
import type { StoredTicket } from "../../src/store/tickets.ts";
import { lateTickets, tasksOf, toListed, unitTickets } from "../../src/store/ticket-lists.ts";
import { ticketsOfRequester, toStored } from "../../src/store/tickets.ts";
import { deskInProcess } from "../support/desk.ts";
import type { Ledger } from "../support/ledger.ts";
import { BUSIEST, PEOPLE, fillLedger, makeDue } from "../support/ledger.ts";
import type { BenchContext, Measure, Result } from "../support/measure.ts";
import { compared, limited, watched } from "../support/measure.ts";
import { inFolder, openTown } from "../support/office.ts";
import { median, quantile, span } from "../support/stats.ts";

const SMALL = 10_000;
const DUE = 1000;

export const ledger: Measure = {
  name: "ledger",
  about:
    "a million open tickets: the sweep of a thousand due reminders, a ticket's card, the lists of requesters and cadres",
  run: (context) =>
    inFolder((few) =>
      inFolder(async (many) => {
        const large = context.quick ? 100_000 : 1_000_000;
        const small = await office(few, SMALL);
        const big = await office(many, large);
        context.say(`ledger: ${large} tickets written`);
        try {
          return [await sweep(context, small, big), ...(await reads(big))];
        } finally {
          small.db.$client.close();
          big.db.$client.close();
        }
      }),
    ),
};

interface Office {
  readonly db: Database;
  readonly deps: Deps;
  readonly tickets: number;
  readonly ledger: Ledger;
}

async function office(dir: string, tickets: number): Promise<Office> {
  const db = await openTown(dir);
  const ledger = await fillLedger(db, tickets, DUE);
  const { deps } = await deskInProcess({ db, now: () => ledger.dueAt + 1 });
  return { db, deps, tickets, ledger };
}

async function sweep(context: BenchContext, small: Office, big: Office): Promise<Result> {
  const times = new Map<Office, number[]>([
    [small, []],
    [big, []],
  ]);
  for (let round = 0; round <= (context.quick ? 3 : 5); round += 1)
    for (const [one, all] of times) {
      await makeDue(one.db, one.tickets, one.ledger);
      const began = performance.now();
      const settled = await sweepReminders(one.deps, () => Promise.resolve());
      const took = performance.now() - began;
      if (settled < DUE) throw new Error(`only ${settled} of ${DUE} reminders were settled`);
      context.say(`ledger: ${settled} of ${one.tickets} in ${took.toFixed(0)} ms`);
      // The first round only warms up.
      if (round > 0) all.push(took);
    }
  const [theirs = [], ours = []] = times.values();
  const note = `median of ${ours.length} in turn: ${span(ours)} ms against ${span(theirs)} ms; sends left undone`;
  const measured = {
    name: "sweep_of_1000_due",
    value: median(ours),
    unit: "ms",
    note: `${note}; ${big.tickets} tickets`,
  };
  return compared(measured, median(theirs), `the same among ${SMALL}`, { atMost: 1.5 });
}

async function reads({ db, deps, tickets }: Office): Promise<Result[]> {
  const directory = await deps.directory.get(null);
  const now = deps.clock.now();
  const clock = { now, utcOffsetMinutes: directory.calendar.offsetMinutes };
  const listOf = (tickets: readonly StoredTicket[]) => {
    const rows = tickets.map(({ state }) => matterRow(directory, state, now));
    return { kind: "list", what: "tasks", rows, total: rows.length, lastClosed: null } as const;
  };
  const unitId = (await db.get<{ id: string }>("select unit_id as id from tickets limit 1")).id;
  // Spread over the whole table by a step that shares no factor with it.
  const at = (i: number, of: number): number => 1 + ((i * 104_729) % of);

  const card = await p95(300, async (i) => {
    const id = `tk_bench_${String(at(i, tickets)).padStart(8, "0")}`;
    const pressed = await loadPressed(deps, id, "ou_demo_c07");
    if (pressed === null) throw new Error(`no ticket ${id}`);
    ticketCard(ticketView({ directory, now, viewer: pressed.actor }, pressed.ticket, "task"));
  });
  const requester = (openId: string, personId: string) => async (): Promise<void> => {
    const who = { openId, personId };
    const [rows] = await db.batch([ticketsOfRequester(db, who, now - 30 * 86_400_000), cardsOfRequester(db, who)]);
    if (rows.length === 0) throw new Error(`${openId} has no tickets`);
    noticeMessage(listOf(toStored(rows)), clock);
  };
  const list = await p95(300, (i) => requester(`ou_r${at(i, PEOPLE - 1)}`, `P-r${at(i, PEOPLE - 1)}`)());
  const busiest = await p95(20, requester(BUSIEST.openId, BUSIEST.personId));
  const tasks = await p95(300, async (i) => {
    const personId = `X${at(i, PEOPLE - 1)}`;
    const rows = toListed(await tasksOf(db, personId, [personId]));
    if (rows.length === 0) throw new Error("a cadre without tasks");
    noticeMessage(listOf(rows), clock);
  });
  const late = await p95(100, async () => {
    const rows = toListed(
      await lateTickets(db, now + 12 * 3_600_000, { morning: now + 86_400_000, reply: now + 3 * 86_400_000 }),
    );
    noticeMessage(listOf(rows), clock);
  });
  const unit = await p95(100, async () => {
    const rows = toListed(await unitTickets(db, [unitId]));
    noticeMessage(listOf(rows), clock);
  });
  const among = `among ${tickets} open tickets of ${PEOPLE} requesters and ${PEOPLE} cadres, read and rendered`;
  return [
    limited({ name: "ticket_card_p95", value: card, unit: "ms", note: among }, 50),
    limited({ name: "requester_list_p95", value: list, unit: "ms", note: among }, 50),
    watched({
      name: "busiest_requester_list_p95",
      value: busiest,
      unit: "ms",
      note: `3 open, ${BUSIEST.closed} closed long ago`,
    }),
    limited({ name: "my_tasks_p95", value: tasks, unit: "ms", note: among }, 50),
    limited({ name: "late_list_p95", value: late, unit: "ms", note: among }, 50),
    limited({ name: "unit_list_p95", value: unit, unit: "ms", note: "all of them are one unit's" }, 50),
  ];
}

/** Of so many times, or of as many as fit into five seconds. */
async function p95(times: number, work: (i: number) => Promise<void>): Promise<number> {
  const all: number[] = [];
  const end = performance.now() + 5000;
  for (let i = 0; i < times && performance.now() < end; i += 1) {
    const began = performance.now();
    await work(i);
    all.push(performance.now() - began);
  }
  return quantile(all, 0.95);
}
