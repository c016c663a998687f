import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { cards } from "../../db/schema/index.ts";
import { cardSent } from "../../src/store/cards.ts";
import { memoryDatabase } from "../support/memory-database.ts";

const BEFORE = {
  messageId: "om_old",
  sentRenewal: 1,
  renewal: 2,
  shownVersion: 7,
  shownHash: "old",
  sentAt: 5,
  busyUntil: 77,
};
const SENT = { ticketId: "t", recipient: "ou_1", renewal: 2, messageId: "om_new", version: 4, hash: "new", at: 9 };
/** As the other run of the same job has left it. */
const NOTED = { ...BEFORE, messageId: "om_new", sentRenewal: 2, sentAt: 8 };

test.each([
  [
    "the first to note it",
    BEFORE,
    SENT,
    { ...BEFORE, messageId: "om_new", sentRenewal: 2, shownVersion: 4, shownHash: "new", sentAt: 9, busyUntil: null },
  ],
  [
    "an aged card that nobody had wanted renewed",
    { ...BEFORE, renewal: 1 },
    SENT,
    { messageId: "om_new", renewal: 2, sentRenewal: 2 },
  ],
  ["what it shows is not known", BEFORE, { ...SENT, hash: null }, { shownVersion: 4, shownHash: null }],
  [
    "another run has noted it and showed an older version",
    { ...NOTED, shownVersion: 3 },
    SENT,
    { ...NOTED, shownVersion: 4, shownHash: "new" },
  ],
  [
    "another run has noted it and showed a newer version: nobody knows which came last",
    NOTED,
    SENT,
    { ...NOTED, shownHash: null },
  ],
  [
    "a newer message is on its way already",
    { ...NOTED, messageId: "om_newer", sentRenewal: 3, renewal: 3 },
    SENT,
    { ...NOTED, messageId: "om_newer", sentRenewal: 3, renewal: 3 },
  ],
])("a sent card is noted: %s", async (_, before, sent, after) => {
  const db = await memoryDatabase(Math.random);
  for (const recipient of ["ou_1", "ou_2"])
    await db.insert(cards).values({ ticketId: "t", recipient, audience: "task", ...before });
  await cardSent(db, sent);
  const [own, other] = await db
    .select()
    .from(cards)
    .orderBy(sql`recipient`);
  expect(own).toMatchObject(after);
  expect(other).toMatchObject(before);
  db.$client.close();
});
