import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cards, jobs, tickets } from "../../db/schema/index.ts";
import type { Deps } from "../../src/deps.ts";
import { fingerprint } from "../../src/feishu/cards/fingerprint.ts";
import { createRunner } from "../../src/jobs/runner.ts";
import { JOBS } from "../../src/jobs/registry.ts";
import { addJob } from "../../src/store/add-jobs.ts";
import { oneTicket } from "./one-ticket.ts";

const town = oneTicket();

/** What messages show, first as posted and then as changed; the platform posts nothing twice under one uuid. */
function shownOn(quick: Deps["feishu"]) {
  const contents = new Map<string, string>();
  const feishu: Deps["feishu"] = {
    ...quick,
    send: async (to, message, uuid) => {
      const answer = await quick.send(to, message, uuid);
      if (answer.ok && !contents.has(answer.value.messageId))
        contents.set(answer.value.messageId, JSON.stringify(message.content));
      return answer;
    },
    patchCard: async (messageId, card) => {
      const answer = await quick.patchCard(messageId, card);
      contents.set(messageId, JSON.stringify(card));
      return answer;
    },
  };
  return { contents, feishu };
}

/** A card that is to be sent for the first time, to somebody who sees progress. */
async function unsent(): Promise<string> {
  const [first = ""] = await town.showingProgress();
  const recipient = (await town.cardRows()).find(({ messageId }) => messageId === first)?.recipient ?? "";
  await town.db
    .update(cards)
    .set({ messageId: null, shownHash: null, shownVersion: 0, renewal: 7, sentRenewal: 0 })
    .where(eq(cards.recipient, recipient));
  await town.db.batch([addJob(town.db, { ...town.cardJobOf(recipient), maxAttempts: 12 })]);
  return recipient;
}

async function showsTheNewest(contents: ReadonlyMap<string, string>, recipient: string): Promise<void> {
  const card = (await town.cardRows()).find((row) => row.recipient === recipient);
  const shown = contents.get(card?.messageId ?? "") ?? "";
  expect(shown).toContain("第2次进展");
  expect(card).toMatchObject({
    shownVersion: (await town.db.select().from(tickets))[0]?.version,
    shownHash: fingerprint(shown),
  });
}

test("a first sending that outlives its lease and notes its older view first: the newer run's view is the one noted", async () => {
  const recipient = await unsent();
  const { contents, feishu } = shownOn(town.deps.feishu);
  const [olderSent, olderMayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const [newerShown, newerMayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const older: Deps = {
    ...town.deps,
    feishu: {
      ...feishu,
      send: async (...message) => {
        const answer = await feishu.send(...message);
        olderSent.resolve();
        await olderMayGoOn.promise;
        return answer;
      },
    },
  };
  const newer: Deps = {
    ...town.deps,
    feishu: {
      ...feishu,
      patchCard: async (...change) => {
        const answer = await feishu.patchCard(...change);
        newerShown.resolve();
        await newerMayGoOn.promise;
        return answer;
      },
    },
  };
  const lane = { serial: `to:${recipient}` };
  const first = createRunner(older, JOBS).drain(lane);
  await olderSent.promise;
  await town.progress(2);
  // The other cards were seen to meanwhile, when this one was not there yet.
  await town.db.update(jobs).set({ state: "done" }).where(eq(jobs.kind, "refresh"));
  // Its lease, and that of who made the change.
  town.clock.now += 2 * 60_000;
  const second = createRunner(newer, JOBS).drain(lane);
  await newerShown.promise;
  olderMayGoOn.resolve();
  await first;
  newerMayGoOn.resolve();
  await second;
  town.deps = { ...town.deps, feishu };
  await town.later();
  await showsTheNewest(contents, recipient);
});

test("a second try that outlives its lease and changes the card last: the newest is shown once more", async () => {
  const recipient = await unsent();
  const { contents, feishu } = shownOn(town.deps.feishu);
  const [olderWaits, olderMayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const older: Deps = {
    ...town.deps,
    feishu: {
      ...feishu,
      patchCard: async (...change) => {
        olderWaits.resolve();
        await olderMayGoOn.promise;
        return feishu.patchCard(...change);
      },
    },
  };
  // The try before it was cut off.
  await town.db.update(jobs).set({ attempts: 1 }).where(eq(jobs.id, "again"));
  const lane = { serial: `to:${recipient}` };
  const first = createRunner(older, JOBS).drain(lane);
  await olderWaits.promise;
  await town.progress(2);
  // Its lease, and that of who made the change.
  town.clock.now += 2 * 60_000;
  town.deps = { ...town.deps, feishu };
  await createRunner(town.deps, JOBS).drain(lane);
  olderMayGoOn.resolve();
  await first;
  await town.later();
  await showsTheNewest(contents, recipient);
});
