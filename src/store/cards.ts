import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { cards, tickets } from "../../db/schema/index.ts";
import type { Audience } from "../desk/views/ticket-view.ts";
import type { Database } from "./database.ts";

/** The card of one ticket at one recipient. */
export interface CardRow {
  readonly ticketId: string;
  readonly recipient: string;
  readonly audience: Audience;
  readonly renewal: number;
  readonly sentRenewal: number;
  readonly messageId: string | null;
  readonly shownVersion: number;
  readonly shownHash: string | null;
  /** UTC ms of its present message; null while none was sent. */
  readonly sentAt: number | null;
  /** UTC ms until which a form is open on it; null = none. */
  readonly busyUntil: number | null;
}

export const cardsOf = (db: Database, ticketId: string) => db.select().from(cards).where(eq(cards.ticketId, ticketId));

export const cardAt = (db: Database, ticketId: string, recipient: string) =>
  db
    .select()
    .from(cards)
    .where(and(eq(cards.ticketId, ticketId), eq(cards.recipient, recipient)));

export const toCardRows = (rows: readonly (typeof cards.$inferSelect)[]): CardRow[] =>
  rows.map((row) => ({ ...row, audience: row.audience as Audience }));

/** Wants a card at a recipient; `renew` asks for a new message even if he has one already. Returns the row as it now is. */
export function wantCard(
  db: Database,
  wish: { readonly ticketId: string; readonly recipient: string; readonly audience: Audience; readonly renew: boolean },
) {
  return db
    .insert(cards)
    .values({ ticketId: wish.ticketId, recipient: wish.recipient, audience: wish.audience, renewal: 1 })
    .onConflictDoUpdate({
      target: [cards.ticketId, cards.recipient],
      set: wish.renew ? { audience: wish.audience, renewal: sql`${cards.renewal} + 1` } : { audience: wish.audience },
    })
    .returning();
}

export type WantedCard = Awaited<ReturnType<typeof wantCard>>[number];

/** A new message of the card was sent. Never steps back behind a later renewal. */
export function cardSent(
  db: Database,
  sent: {
    readonly ticketId: string;
    readonly recipient: string;
    readonly renewal: number;
    readonly messageId: string;
    readonly version: number;
    readonly hash: string | null;
    readonly at: number;
  },
) {
  return db
    .update(cards)
    .set({
      renewal: sql`max(${cards.renewal}, ${sent.renewal})`,
      sentRenewal: sent.renewal,
      messageId: sent.messageId,
      shownVersion: sent.version,
      shownHash: sent.hash,
      sentAt: sent.at,
    })
    .where(
      and(
        eq(cards.ticketId, sent.ticketId),
        eq(cards.recipient, sent.recipient),
        sql`${cards.sentRenewal} < ${sent.renewal}`,
      ),
    );
}

/** A form was opened on a card (or closed: null). */
export const markBusy = (db: Database, messageId: string, until: number | null) =>
  db.update(cards).set({ busyUntil: until }).where(eq(cards.messageId, messageId));

/** The present message shows this version now. */
export function cardShown(
  db: Database,
  shown: {
    readonly ticketId: string;
    readonly recipient: string;
    readonly version: number;
    readonly hash: string | null;
  },
) {
  return db
    .update(cards)
    .set({ shownVersion: shown.version, shownHash: shown.hash })
    .where(and(eq(cards.ticketId, shown.ticketId), eq(cards.recipient, shown.recipient)));
}

/** Cards of a requester's open tickets, so that a message about one of them needs no second look. */
export const cardsOfRequester = (
  db: Database,
  requester: { readonly openId: string; readonly personId: string | null },
) =>
  db
    .select()
    .from(cards)
    .where(
      inArray(
        cards.ticketId,
        db
          .select({ id: tickets.id })
          .from(tickets)
          .where(
            and(
              isNull(tickets.closedAt),
              or(
                eq(tickets.requesterOpenId, requester.openId),
                requester.personId === null ? sql`0` : eq(tickets.requesterPersonId, requester.personId),
              ),
            ),
          ),
      ),
    );

/** Cards of open tickets whose message is older than an instant, a page of them. */
export const agedCards = (db: Database, sentBefore: number, limit: number) =>
  db
    .select({ ticketId: cards.ticketId, recipient: cards.recipient })
    .from(tickets)
    .innerJoin(cards, eq(cards.ticketId, tickets.id))
    .where(and(isNull(tickets.closedAt), lt(tickets.openedAt, sentBefore), lt(cards.sentAt, sentBefore)))
    .limit(limit);
