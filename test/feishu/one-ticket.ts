import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { cards, tickets } from "../../db/schema/index.ts";
import type { Deps } from "../../src/deps.ts";
import { fail } from "../../src/domain/result.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { noteProgress } from "../../src/desk/tickets/progress.ts";
import { sendReady } from "../../src/feishu/jobs/send-ready.ts";
import { createRunner } from "../../src/jobs/runner.ts";
import { JOBS } from "../../src/jobs/registry.ts";
import type { Database } from "../../src/store/database.ts";
import type { NewJob } from "../../src/store/jobs.ts";
import { openBusyTown } from "../support/busy-town.ts";
import { TUESDAY_10 } from "../support/clock.ts";
import { dice } from "../support/dice.ts";
import { freshDatabase } from "../support/template-database.ts";

/** One ticket, and the cards of it that people have on their screens. */
export interface OneTicket {
  db: Database;
  deps: Deps;
  clock: { now: number };
  ticket: TicketState;
  /** Messages whose card was changed in place, in order. */
  patched: string[];
  /** Messages whose next change fails as a 503 does. */
  failing: Set<string>;
  /** Makes the cards show progress and returns their messages; somebody who only watches sees none. */
  showingProgress(): Promise<string[]>;
  /** Somebody writes progress; what it leaves to be sent is left to the queue, as after a crash. */
  progress(n: number, sends?: boolean): Promise<void>;
  /** The queue works on when every lease and wait has passed. */
  later(): Promise<void>;
  cardRows(): Promise<(typeof cards.$inferSelect)[]>;
  cardJobOf(recipient: string): NewJob;
}

/** For one test file: before each test a town of its own in which somebody has just written. */
export function oneTicket(): OneTicket {
  let dir: string;
  // Filled before each test.
  const town = {} as OneTicket;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "qifu-cards-"));
    town.db = await freshDatabase(dir, TUESDAY_10);
    const busy = await openBusyTown(town.db, TUESDAY_10, dice(Math.random() * 2 ** 31), 0);
    town.clock = busy.clock;
    await busy.write();
    const [row] = await town.db.select().from(tickets);
    town.ticket = row?.state as TicketState;
    town.patched = [];
    town.failing = new Set();
    town.deps = {
      ...busy.deps,
      feishu: {
        ...busy.deps.feishu,
        patchCard: (messageId, card) => {
          if (town.failing.delete(messageId))
            return Promise.resolve(fail({ kind: "transient", code: 503, waitMs: 0, logId: null }));
          town.patched.push(messageId);
          return busy.deps.feishu.patchCard(messageId, card);
        },
      },
    };
  });
  afterEach(() => {
    town.db.$client.close();
    rmSync(dir, { recursive: true });
  });

  return Object.assign(town, {
    async showingProgress() {
      await town.progress(0);
      await town.later();
      const ids = town.patched.toSorted();
      expect(ids.length).toBeGreaterThan(1);
      town.patched = [];
      return ids;
    },
    async progress(n: number, sends = false) {
      const directory = await town.deps.directory.get(null);
      const openId = directory.openIdsByPerson.get(town.ticket.responsibleId)?.[0] ?? "";
      const by = { commandId: `progress-${n}`, ticketId: town.ticket.id, by: { openId } };
      const acted = await noteProgress(town.deps, by, { text: `第${n}次进展`, visible: true });
      expect(acted.type).toBe("done");
      if (sends && acted.type === "done") await sendReady(town.deps, acted.ready);
    },
    async later() {
      town.clock.now += 5 * 60_000;
      await createRunner(town.deps, JOBS).drain();
    },
    cardRows: () => town.db.select().from(cards),
    cardJobOf: (recipient: string): NewJob => ({
      id: "again",
      kind: "card",
      key: `card:${town.ticket.id}:${recipient}`,
      serial: `to:${recipient}`,
      payload: { ticketId: town.ticket.id, recipient },
      runAt: town.clock.now,
      maxAttempts: 3,
      createdAt: town.clock.now,
    }),
  });
}
