import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cards, jobs, tickets } from "../../db/schema/index.ts";
import { loadSampleTown } from "../../db/sample/load.ts";
import type { Deps } from "../../src/deps.ts";
import { fail } from "../../src/domain/result.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { noteProgress } from "../../src/desk/tickets/progress.ts";
import { sendReady } from "../../src/feishu/jobs/send-ready.ts";
import type { Audience } from "../../src/desk/views/ticket-view.ts";
import { fingerprint } from "../../src/feishu/cards/fingerprint.ts";
import { createRunner } from "../../src/jobs/runner.ts";
import { JOBS } from "../../src/jobs/registry.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import type { Database } from "../../src/store/database.ts";
import { cardsShown, markBusy, wantCard } from "../../src/store/cards.ts";
import { addJob } from "../../src/store/jobs.ts";
import type { NewJob } from "../../src/store/jobs.ts";
import { openBusyTown } from "../support/busy-town.ts";
import { TUESDAY_10 } from "../support/clock.ts";
import { dice } from "../support/dice.ts";
import { freshDatabase } from "../support/office.ts";

let dir: string;
let db: Database;
let deps: Deps;
let clock: { now: number };
let ticket: TicketState;
/** Messages whose card was changed in place, in order. */
let patched: string[];
/** Messages whose next change fails as a 503 does. */
let failing: Set<string>;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-refresh-"));
  db = await freshDatabase(dir);
  await loadSampleTown(db, LOCAL_APP.appId, TUESDAY_10);
  const town = await openBusyTown(db, TUESDAY_10, dice(Math.random() * 2 ** 31), 0);
  clock = town.clock;
  await town.write();
  const [row] = await db.select().from(tickets);
  ticket = row?.state as TicketState;
  patched = [];
  failing = new Set();
  deps = {
    ...town.deps,
    feishu: {
      ...town.deps.feishu,
      patchCard: (messageId, card) => {
        if (failing.delete(messageId))
          return Promise.resolve(fail({ kind: "transient", code: 503, waitMs: 0, logId: null }));
        patched.push(messageId);
        return town.deps.feishu.patchCard(messageId, card);
      },
    },
  };
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true });
});

/** Cards on which progress is to be seen; somebody who only watches sees none. */
async function showingProgress(): Promise<string[]> {
  await progress(0);
  await later();
  const ids = patched.toSorted();
  expect(ids.length).toBeGreaterThan(1);
  patched = [];
  return ids;
}

/** Somebody writes progress; what it leaves to be sent is left to the queue, as after a crash. */
async function progress(n: number, sends = false): Promise<void> {
  const directory = await deps.directory.get(null);
  const openId = directory.openIdsByPerson.get(ticket.responsibleId)?.[0] ?? "";
  const by = { commandId: `progress-${n}`, ticketId: ticket.id, by: { openId } };
  const acted = await noteProgress(deps, by, { text: `第${n}次进展`, visible: true });
  expect(acted.type).toBe("done");
  if (sends && acted.type === "done") await sendReady(deps, acted.ready);
}

/** The queue works on when every lease and wait has passed. */
async function later(): Promise<void> {
  clock.now += 5 * 60_000;
  await createRunner(deps, JOBS).drain();
}

test("ten changes in a row make one update of each card", async () => {
  const ids = await showingProgress();
  for (let n = 1; n <= 10; n += 1) await progress(n);
  await later();
  expect(patched.toSorted()).toEqual(ids);
  await later();
  expect(patched).toHaveLength(ids.length);
});

test("a card that cannot be changed now holds up no other, and is the only one tried again", async () => {
  const ids = await showingProgress();
  const [first = ""] = ids;
  failing.add(first);
  await progress(1);
  await later();
  expect(patched.toSorted()).toEqual(ids.filter((id) => id !== first));
  await later();
  expect(patched).toHaveLength(ids.length);
  expect(patched.at(-1)).toBe(first);
  expect((await db.select().from(jobs).where(eq(jobs.kind, "refresh"))).every(({ state }) => state === "done")).toBe(
    true,
  );
});

test("a card with an open form is left alone until the form is done; the others show the news at once", async () => {
  const ids = await showingProgress();
  const [busy = ""] = ids;
  await markBusy(db, busy, clock.now + 10 * 60_000);
  await progress(1);
  await later();
  expect(patched.toSorted()).toEqual(ids.filter((id) => id !== busy));
  await later();
  await later();
  expect(patched.at(-1)).toBe(busy);
  expect(patched).toHaveLength(ids.length);
});

test("a form that was open on a message holds up nothing on the next one", async () => {
  const [first = ""] = await showingProgress();
  await markBusy(db, first, clock.now + 10 * 60_000);
  const before = (await db.select().from(cards)).find(({ messageId }) => messageId === first);
  const { recipient = "", audience = "" } = before ?? {};
  const want = wantCard(db, { ticketId: ticket.id, recipient, audience: audience as Audience, renew: true });
  await db.batch([want, addJob(db, cardJobOf(ticket.id, recipient))]);
  await createRunner(deps, JOBS).drain();
  const sent = (await db.select().from(cards)).find((card) => card.recipient === recipient);
  expect(sent?.messageId).not.toBe(first);
  await progress(1, true);
  expect(patched).toContain(sent?.messageId);
});

test("a card that is being sent while somebody changes the ticket shows the change afterwards", async () => {
  const [first = ""] = await showingProgress();
  const before = (await db.select().from(cards)).find(({ messageId }) => messageId === first);
  if (before === undefined) throw new Error("no card");
  const { ticketId, recipient } = before;
  const started = Promise.withResolvers<void>();
  const changed = Promise.withResolvers<void>();
  const posted: string[] = [];
  const sender: Deps = {
    ...deps,
    feishu: {
      ...deps.feishu,
      send: async (to, message, uuid) => {
        started.resolve();
        await changed.promise;
        const sent = await deps.feishu.send(to, message, uuid);
        if (sent.ok) posted.push(sent.value.messageId);
        return sent;
      },
    },
  };
  const sending: Promise<number>[] = [];
  const { directory } = deps;
  deps = {
    ...deps,
    directory: {
      // The ticket and its cards have just been read to be changed: now a new card of it is wanted, and on its way.
      get: async (version) => {
        if (version !== null && sending.length === 0) {
          const want = wantCard(db, { ticketId, recipient, audience: before.audience as Audience, renew: true });
          await db.batch([want, addJob(db, cardJobOf(ticketId, recipient))]);
          sending.push(createRunner(sender, JOBS).drain());
          await started.promise;
        }
        return directory.get(version);
      },
    },
  };
  await progress(1, true);
  changed.resolve();
  await Promise.all(sending);
  await later();
  const [row] = await db.select().from(tickets);
  const after = (await db.select().from(cards)).find((card) => card.recipient === recipient);
  expect(posted).toEqual([after?.messageId]);
  expect(patched, "changed after it was sent").toContain(after?.messageId);
  expect(after?.shownVersion).toBe(row?.version);
});

const cardJobOf = (ticketId: string, recipient: string): NewJob => ({
  id: "again",
  kind: "card",
  key: `card:${ticketId}:${recipient}`,
  serial: `to:${recipient}`,
  payload: { ticketId, recipient },
  runAt: clock.now,
  maxAttempts: 3,
  createdAt: clock.now,
});

test("a recipient's newer message is not taken to show what an older one was made to show", async () => {
  const [first = ""] = await showingProgress();
  const before = (await db.select().from(cards)).find(({ messageId }) => messageId === first);
  await db.update(cards).set({ messageId: "om_newer" }).where(eq(cards.messageId, first));
  await db.batch([cardsShown(db, { ticketId: ticket.id, version: 99, shown: [{ messageId: first, hash: "newest" }] })]);
  expect((await db.select().from(cards)).find(({ messageId }) => messageId === "om_newer")).toEqual({
    ...before,
    messageId: "om_newer",
  });
});

test("two changes of one card at once, the older one last: what it shows is unknown, and the newest is shown once more", async () => {
  const [first = ""] = await showingProgress();
  const before = (await db.select().from(cards)).find(({ messageId }) => messageId === first);
  if (before === undefined) throw new Error("no card");
  const { ticketId, recipient } = before;
  const quick = deps.feishu;
  const contents = new Map<string, string>();
  const show: Deps["feishu"]["patchCard"] = async (messageId, card) => {
    const answer = await quick.patchCard(messageId, card);
    contents.set(messageId, JSON.stringify(card));
    return answer;
  };
  // As after a try that was cut off: what it shows is to be shown again.
  await db.update(cards).set({ shownHash: null }).where(eq(cards.messageId, first));
  const started = Promise.withResolvers<void>();
  const overtaken = Promise.withResolvers<void>();
  const slow: Deps = {
    ...deps,
    feishu: {
      ...quick,
      patchCard: async (messageId, card) => {
        if (messageId === first && !contents.has(first)) {
          started.resolve();
          await overtaken.promise;
        }
        return show(messageId, card);
      },
    },
  };
  deps = { ...deps, feishu: { ...quick, patchCard: show } };
  // His own card's job, as a press leaves it, is on its way when somebody else changes the ticket.
  await db.batch([addJob(db, cardJobOf(ticketId, recipient))]);
  const sending = createRunner(slow, JOBS).drain({ serial: `to:${recipient}` });
  await started.promise;
  await progress(2, true);
  overtaken.resolve();
  await sending;
  await later();
  const [row] = await db.select().from(tickets);
  const after = (await db.select().from(cards)).find((card) => card.recipient === recipient);
  expect(contents.get(first)).toContain("第2次进展");
  expect(after).toMatchObject({ shownVersion: row?.version, shownHash: fingerprint(contents.get(first) ?? "") });
});

test("who was slower does not take away what a quicker one has noted, and leaves nothing noted as shown", async () => {
  const [first = ""] = await showingProgress();
  const before = (await db.select().from(cards)).find(({ messageId }) => messageId === first);
  await db.batch([cardsShown(db, { ticketId: ticket.id, version: 1, shown: [{ messageId: first, hash: "older" }] })]);
  const after = (await db.select().from(cards)).find(({ messageId }) => messageId === first);
  expect(after).toEqual({ ...before, shownHash: null });
});
