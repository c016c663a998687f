import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cards, jobs, tickets } from "../../db/schema/index.ts";
import type { Deps } from "../../src/deps.ts";
import type { Audience } from "../../src/desk/views/ticket-view.ts";
import { fingerprint } from "../../src/feishu/cards/fingerprint.ts";
import { createRunner } from "../../src/jobs/runner.ts";
import { JOBS } from "../../src/jobs/registry.ts";
import { cardsShown, markBusy, wantCard } from "../../src/store/cards.ts";
import { addJob } from "../../src/store/add-jobs.ts";
import { oneTicket } from "./one-ticket.ts";

const town = oneTicket();

test("ten changes in a row make one update of each card", async () => {
  const ids = await town.showingProgress();
  for (let n = 1; n <= 10; n += 1) await town.progress(n);
  await town.later();
  expect(town.patched.toSorted()).toEqual(ids);
  await town.later();
  expect(town.patched).toHaveLength(ids.length);
});

test("a card that cannot be changed now holds up no other, and is the only one tried again", async () => {
  const ids = await town.showingProgress();
  const [first = ""] = ids;
  town.failing.add(first);
  await town.progress(1);
  await town.later();
  expect(town.patched.toSorted()).toEqual(ids.filter((id) => id !== first));
  await town.later();
  expect(town.patched).toHaveLength(ids.length);
  expect(town.patched.at(-1)).toBe(first);
  expect(
    (await town.db.select().from(jobs).where(eq(jobs.kind, "refresh"))).every(({ state }) => state === "done"),
  ).toBe(true);
});

test("a card with an open form is left alone until the form is done; the others show the news at once", async () => {
  const ids = await town.showingProgress();
  const [busy = ""] = ids;
  await markBusy(town.db, busy, town.clock.now + 10 * 60_000);
  await town.progress(1);
  await town.later();
  expect(town.patched.toSorted()).toEqual(ids.filter((id) => id !== busy));
  await town.later();
  await town.later();
  expect(town.patched.at(-1)).toBe(busy);
  expect(town.patched).toHaveLength(ids.length);
});

test("a form that was open on a message holds up nothing on the next one", async () => {
  const [first = ""] = await town.showingProgress();
  await markBusy(town.db, first, town.clock.now + 10 * 60_000);
  const before = (await town.cardRows()).find(({ messageId }) => messageId === first);
  const { recipient = "", audience = "" } = before ?? {};
  const want = wantCard(town.db, { ticketId: town.ticket.id, recipient, audience: audience as Audience, renew: true });
  await town.db.batch([want, addJob(town.db, town.cardJobOf(recipient))]);
  await createRunner(town.deps, JOBS).drain();
  const sent = (await town.cardRows()).find((card) => card.recipient === recipient);
  expect(sent?.messageId).not.toBe(first);
  await town.progress(1, true);
  expect(town.patched).toContain(sent?.messageId);
});

test("a card that is being sent while somebody changes the ticket shows the change afterwards", async () => {
  const [first = ""] = await town.showingProgress();
  const before = (await town.cardRows()).find(({ messageId }) => messageId === first);
  if (before === undefined) throw new Error("no card");
  const { ticketId, recipient } = before;
  const started = Promise.withResolvers<void>();
  const changed = Promise.withResolvers<void>();
  const posted: string[] = [];
  const sender: Deps = {
    ...town.deps,
    feishu: {
      ...town.deps.feishu,
      send: async (to, message, uuid) => {
        started.resolve();
        await changed.promise;
        const sent = await town.deps.feishu.send(to, message, uuid);
        if (sent.ok) posted.push(sent.value.messageId);
        return sent;
      },
    },
  };
  const sending: Promise<number>[] = [];
  const { directory } = town.deps;
  town.deps = {
    ...town.deps,
    directory: {
      // The ticket and its cards have just been read to be changed: now a new card of it is wanted, and on its way.
      get: async (version) => {
        if (version !== null && sending.length === 0) {
          const want = wantCard(town.db, { ticketId, recipient, audience: before.audience as Audience, renew: true });
          await town.db.batch([want, addJob(town.db, town.cardJobOf(recipient))]);
          sending.push(createRunner(sender, JOBS).drain());
          await started.promise;
        }
        return directory.get(version);
      },
    },
  };
  await town.progress(1, true);
  changed.resolve();
  await Promise.all(sending);
  await town.later();
  const [row] = await town.db.select().from(tickets);
  const after = (await town.cardRows()).find((card) => card.recipient === recipient);
  expect(posted).toEqual([after?.messageId]);
  expect(town.patched, "changed after it was sent").toContain(after?.messageId);
  expect(after?.shownVersion).toBe(row?.version);
});

test("a recipient's newer message is not taken to show what an older one was made to show", async () => {
  const [first = ""] = await town.showingProgress();
  const before = (await town.cardRows()).find(({ messageId }) => messageId === first);
  await town.db.update(cards).set({ messageId: "om_newer" }).where(eq(cards.messageId, first));
  await town.db.batch([
    cardsShown(town.db, { ticketId: town.ticket.id, version: 99, shown: [{ messageId: first, hash: "newest" }] }),
  ]);
  expect((await town.cardRows()).find(({ messageId }) => messageId === "om_newer")).toEqual({
    ...before,
    messageId: "om_newer",
  });
});

test("two changes of one card at once, the older one last: what it shows is unknown, and the newest is shown once more", async () => {
  const [first = ""] = await town.showingProgress();
  const before = (await town.cardRows()).find(({ messageId }) => messageId === first);
  if (before === undefined) throw new Error("no card");
  const { recipient } = before;
  const quick = town.deps.feishu;
  const contents = new Map<string, string>();
  const show: Deps["feishu"]["patchCard"] = async (messageId, card) => {
    const answer = await quick.patchCard(messageId, card);
    contents.set(messageId, JSON.stringify(card));
    return answer;
  };
  // As after a try that was cut off: what it shows is to be shown again.
  await town.db.update(cards).set({ shownHash: null }).where(eq(cards.messageId, first));
  const started = Promise.withResolvers<void>();
  const overtaken = Promise.withResolvers<void>();
  const slow: Deps = {
    ...town.deps,
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
  town.deps = { ...town.deps, feishu: { ...quick, patchCard: show } };
  // His own card's job, as a press leaves it, is on its way when somebody else changes the town.ticket.
  await town.db.batch([addJob(town.db, town.cardJobOf(recipient))]);
  const sending = createRunner(slow, JOBS).drain({ serial: `to:${recipient}` });
  await started.promise;
  await town.progress(2, true);
  overtaken.resolve();
  await sending;
  await town.later();
  const [row] = await town.db.select().from(tickets);
  const after = (await town.cardRows()).find((card) => card.recipient === recipient);
  expect(contents.get(first)).toContain("第2次进展");
  expect(after).toMatchObject({ shownVersion: row?.version, shownHash: fingerprint(contents.get(first) ?? "") });
});

test("who was slower does not take away what a quicker one has noted, and leaves nothing noted as shown", async () => {
  const [first = ""] = await town.showingProgress();
  const before = (await town.cardRows()).find(({ messageId }) => messageId === first);
  await town.db.batch([
    cardsShown(town.db, { ticketId: town.ticket.id, version: 1, shown: [{ messageId: first, hash: "older" }] }),
  ]);
  const after = (await town.cardRows()).find(({ messageId }) => messageId === first);
  expect(after).toEqual({ ...before, shownHash: null });
});
