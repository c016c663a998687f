import { eq, sql } from "drizzle-orm";
import { cards, tickets } from "../../db/schema/index.ts";
import type { CardRow } from "./cards.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";
import { lastTurns, presentVersion, toTurns } from "./people.ts";
import type { StoredTicket } from "./tickets.ts";
import { columns, stored } from "./tickets.ts";

/** All that a change of one ticket looks at. */
export interface TicketInHand {
  readonly ticket: StoredTicket;
  readonly cards: readonly CardRow[];
  readonly directoryVersion: number;
  /** When each person was last given a ticket, UTC ms. */
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/** Every column of a card; the type makes a forgotten one fail to compile. */
const CARD: Readonly<Record<keyof CardRow, (typeof cards)[keyof CardRow]>> = {
  ticketId: cards.ticketId,
  recipient: cards.recipient,
  audience: cards.audience,
  renewal: cards.renewal,
  sentRenewal: cards.sentRenewal,
  messageId: cards.messageId,
  shownVersion: cards.shownVersion,
  shownHash: cards.shownHash,
  sentAt: cards.sentAt,
  busyUntil: cards.busyUntil,
};

/**
 * A ticket with its cards and whatever else a decision on it needs, read as of one instant by one statement: it stands in
 * front of every press.
 */
export async function ticketInHand(db: Database, id: string): Promise<TicketInHand | null> {
  const [row] = await inHand(db, { id });
  if (row === undefined) return null;
  return {
    ticket: stored(row),
    cards: JSON.parse(row.cards) as CardRow[],
    directoryVersion: Number(row.version ?? 0),
    lastAssigned: toTurns([row]),
  };
}

const inHand = compiled((db, slot: Slot<{ id: string }>) => {
  const card = sql.join(
    Object.entries(CARD).map(([name, column]) => sql`${sql.raw(`'${name}'`)}, ${column}`),
    sql`, `,
  );
  return db
    .select({
      ...columns,
      cards: sql<string>`(select json_group_array(json_object(${card})) from ${cards} where ${eq(cards.ticketId, slot("id"))})`,
      version: presentVersion,
      turns: sql<string>`(select ${lastTurns} from rota)`,
    })
    .from(tickets)
    .where(eq(tickets.id, slot("id")));
});
