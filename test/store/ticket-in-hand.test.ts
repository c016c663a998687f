import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cards, tickets } from "../../db/schema/index.ts";
import { cardsOf, toCardRows } from "../../src/store/cards.ts";
import { bumpDirectoryVersion, noteAssigned, toTurns, versionAndTurns } from "../../src/store/people.ts";
import { ticketInHand } from "../../src/store/ticket-in-hand.ts";
import { ticketById, toStored } from "../../src/store/tickets.ts";
import { memoryDatabase } from "../support/memory-database.ts";

const text = fc.string({ unit: "grapheme" });
const instant = fc.nat({ max: 2 ** 50 });
const card = fc.record({
  recipient: text,
  audience: text,
  renewal: fc.nat(),
  sentRenewal: fc.nat(),
  messageId: fc.option(text),
  shownVersion: fc.nat(),
  shownHash: fc.option(text),
  sentAt: fc.option(instant),
  busyUntil: fc.option(instant),
});

test("one statement reads what four did: the ticket, its cards, the directory's version and the turns", async () => {
  const db = await memoryDatabase(Math.random);
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(card, { maxLength: 4, selector: ({ recipient }) => recipient }),
      fc.array(fc.tuple(text, instant), { maxLength: 3 }),
      fc.jsonValue(),
      async (shown, turns, words) => {
        const id = `tk_${(n += 1)}`;
        const row = { no: `QF-${n}`, version: n, stage: "triage", responsibleId: "C06", openedAt: 0, headHash: id };
        await db.insert(tickets).values({ id, ...row, state: { words } });
        for (const one of shown) await db.insert(cards).values({ ticketId: id, ...one });
        for (const [person, at] of turns) await noteAssigned(db, person, at);
        await bumpDirectoryVersion(db);
        const version = await versionAndTurns(db);
        expect(await ticketInHand(db, id)).toEqual({
          ticket: toStored(await ticketById(db, id))[0],
          cards: toCardRows(await cardsOf(db, id)),
          directoryVersion: Number(version[0]?.value),
          lastAssigned: toTurns(version),
        });
      },
    ),
    { numRuns: 60 },
  );
  expect(await ticketInHand(db, "tk_none")).toBeNull();
  db.$client.close();
});
