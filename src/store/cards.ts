import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { cards, tickets } from "../../db/schema/index.ts";
import type { Audience } from "../desk/views/ticket-view.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
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

export const cardsOf = (db: Database, ticketId: string) => ticketCards(db, { ticketId });
const ticketCards = compiled((db, slot: Slot<{ ticketId: string }>) =>
  db
    .select()
    .from(cards)
    .where(eq(cards.ticketId, slot("ticketId"))),
);

export const cardAt = (db: Database, ticketId: string, recipient: string) => oneCard(db, { ticketId, recipient });
const oneCard = compiled((db, slot: Slot<{ ticketId: string; recipient: string }>) =>
  db
    .select()
    .from(cards)
    .where(and(eq(cards.ticketId, slot("ticketId")), eq(cards.recipient, slot("recipient")))),
);

export const toCardRows = (rows: readonly (typeof cards.$inferSelect)[]): CardRow[] =>
  rows.map((row) => ({ ...row, audience: row.audience as Audience }));

interface CardWant {
  readonly ticketId: string;
  readonly recipient: string;
  readonly audience: Audience;
}

/** Wants a card at a recipient; `renew` asks for a new message even if he has one already. Returns the row as it now is. */
export const wantCard = (db: Database, { renew, ...wish }: CardWant & { readonly renew: boolean }) =>
  renew ? renewedCard(db, wish) : wantedCard(db, wish);

const renewedCard = compiled((db, slot: Slot<CardWant>) =>
  newCard(db, slot)
    .onConflictDoUpdate({
      target: [cards.ticketId, cards.recipient],
      set: { audience: sql`excluded.audience`, renewal: sql`${cards.renewal} + 1` },
    })
    .returning(),
);

const wantedCard = compiled((db, slot: Slot<CardWant>) =>
  newCard(db, slot)
    .onConflictDoUpdate({ target: [cards.ticketId, cards.recipient], set: { audience: sql`excluded.audience` } })
    .returning(),
);

const newCard = (db: Database, slot: Slot<CardWant>) =>
  db
    .insert(cards)
    .values({ ticketId: slot("ticketId"), recipient: slot("recipient"), audience: slot("audience"), renewal: 1 });

export type WantedCard = Awaited<ReturnType<typeof wantCard>>[number];

interface SentCard {
  readonly ticketId: string;
  readonly recipient: string;
  readonly renewal: number;
  readonly messageId: string;
  readonly version: number;
  readonly hash: string | null;
  readonly at: number;
}

/**
 * A new message of the card was sent, and shows this version. Never steps back behind a later renewal. Another run of the same
 * job may have noted the message first, when this one's lease ran out: then it counts as `cardsShown` says.
 */
export const cardSent = compiled((db, slot: Slot<SentCard>) => {
  const first = sql`${cards.sentRenewal} < ${slot("renewal")}`;
  return db
    .update(cards)
    .set({
      renewal: sql`max(${cards.renewal}, ${slot("renewal")})`,
      sentRenewal: sql`max(${cards.sentRenewal}, ${slot("renewal")})`,
      messageId: slot("messageId"),
      shownVersion: sql`case when ${first} then ${slot("version")} else max(${cards.shownVersion}, ${slot("version")}) end`,
      shownHash: sql`case when ${first} or ${cards.shownVersion} <= ${slot("version")} then ${slot("hash")} end`,
      sentAt: sql`case when ${first} then ${slot("at")} else ${cards.sentAt} end`,
      // A form that was open is open on the message before.
      busyUntil: sql`case when ${first} then null else ${cards.busyUntil} end`,
    })
    .where(
      and(
        eq(cards.ticketId, slot("ticketId")),
        eq(cards.recipient, slot("recipient")),
        sql`(${first} or ${cards.messageId} = ${slot("messageId")})`,
      ),
    );
});

/** A form was opened on a card (or closed: null). */
export const markBusy = (db: Database, messageId: string, until: number | null) =>
  db.update(cards).set({ busyUntil: until }).where(eq(cards.messageId, messageId));

/**
 * These messages show this version now. A recipient's newer message, sent meanwhile, is not marked for what an older one shows.
 * When a newer version was noted meanwhile, nobody knows which of the two changes reached the platform last: then nothing counts
 * as shown, and whoever changes it next does so in any case.
 */
export const cardsShown = (
  db: Database,
  now: {
    readonly ticketId: string;
    readonly version: number;
    readonly shown: readonly { readonly messageId: string; readonly hash: string | null }[];
  },
) =>
  shownCards(db, {
    ticketId: now.ticketId,
    version: now.version,
    shown: JSON.stringify(Object.fromEntries(now.shown.map(({ messageId, hash }) => [messageId, hash]))),
  });

const shownCards = compiled((db, slot: Slot<{ ticketId: string; version: number; shown: string }>) =>
  db
    .update(cards)
    .set({
      shownVersion: sql`max(${cards.shownVersion}, ${slot("version")})`,
      shownHash: sql`case when ${cards.shownVersion} <= ${slot("version")}
        then (select value from json_each(${slot("shown")}) where key = ${cards.messageId}) end`,
    })
    .where(
      and(
        eq(cards.ticketId, slot("ticketId")),
        sql`${cards.messageId} in (select key from json_each(${slot("shown")}))`,
      ),
    ),
);

/** Cards of a requester's open tickets, so that a message about one of them needs no second look. */
export const cardsOfRequester = (
  db: Database,
  requester: { readonly openId: string; readonly personId: string | null },
) => requesterCards(db, { openId: requester.openId, personId: requester.personId });

const requesterCards = compiled((db, slot: Slot<{ openId: string; personId: string | null }>) =>
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
              // Nothing equals the null of somebody unknown.
              or(eq(tickets.requesterOpenId, slot("openId")), eq(tickets.requesterPersonId, slot("personId"))),
            ),
          ),
      ),
    ),
);

/** Cards of open tickets whose message is older than an instant, a page of them; the youngest first, for some are left as they are. */
export const agedCards = (db: Database, sentBefore: number, limit: number) =>
  db
    .select({ ticketId: cards.ticketId, recipient: cards.recipient })
    .from(tickets)
    .innerJoin(cards, eq(cards.ticketId, tickets.id))
    .where(and(isNull(tickets.closedAt), lt(tickets.openedAt, sentBefore), lt(cards.sentAt, sentBefore)))
    .orderBy(desc(cards.sentAt))
    .limit(limit);
