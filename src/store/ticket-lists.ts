import { asc, desc, inArray, sql } from "drizzle-orm";
import { accountabilityDrafts, cards, reminders, ticketParts, tickets } from "../../db/schema/index.ts";
import { BEING_WORKED_ON } from "../domain/ticket/state.ts";
import type { Database } from "./database.ts";
import type { StoredTicket } from "./tickets.ts";
import { columns, stored } from "./tickets.ts";

/** Most tickets of a list. */
export const MOST = 50;
/** One more is read, to know whether there are more. */
const READ = MOST + 1;

/** A draft of 责任追究 that waits for a leader's word. */
export interface WaitingDraft {
  readonly id: string;
  readonly at: number;
}

/** A ticket of a list, with what lists show beside it. */
export interface ListedTicket extends StoredTicket {
  readonly drafts: readonly WaitingDraft[];
  /** As what the asker has its card; null = he has none. */
  readonly audience: string | null;
}

const listed = { ...columns, drafts: sql<string | null>`null`, audience: sql<string | null>`null` };

export const toListed = (
  rows: readonly { state: unknown; headHash: string; drafts: string | null; audience: string | null }[],
): ListedTicket[] =>
  rows.map((row) => ({
    ...stored(row),
    audience: row.audience,
    // Built by the query below.
    drafts: row.drafts === null ? [] : (JSON.parse(row.drafts) as WaitingDraft[]),
  }));

/**
 * What waits for a person's hand: what he answers for, what is offered to him, and what waits for him besides.
 * @param people himself, and those whose work he does while they are away; `dispatching` of those who should dispatch.
 * @param names under whose names a word or a part may wait for him.
 */
export const tasksOf = (
  db: Database,
  personId: string,
  names: readonly string[],
  people = [personId],
  dispatching = people,
) => {
  const parts = sql`select ticket_id from ${ticketParts} where person_id in ${[...names, ""]}`;
  // Columns by their bare names: the builder takes the table's name off where it selects from one table only.
  const own = sql`leader_id = ${personId} and ${accountabilityDrafts}.state = 'draft'`;
  const drafts = sql`select ticket_id from ${accountabilityDrafts} where ${own}`;
  return (
    db
      .select({
        ...listed,
        drafts: sql<string>`(select json_group_array(json_object('id', id, 'at', created_at)) from ${accountabilityDrafts}
          where ticket_id = tickets.id and ${own})`,
      })
      .from(tickets)
      .where(
        // Each look goes into its own index; with "or" SQLite would read every open ticket of the office.
        sql`${tickets.id} in (
          select id from (select id from ${tickets}
            where closed_at is null and responsible_id in ${people} and stage in ${BEING_WORKED_ON}
            order by resolve_by limit ${READ})
          union select id from (select id from ${tickets}
            where closed_at is null and responsible_id in ${dispatching} and stage = 'triage'
            order by resolve_by limit ${READ})
          union select id from (select id from ${tickets}
            where closed_at is null and offered_to_id in ${people} and stage in ${BEING_WORKED_ON}
            order by resolve_by limit ${READ})
          union ${parts} union ${drafts})`,
      )
      // What others wait for must not fall behind the fiftieth of his own.
      .orderBy(sql`${tickets.id} in (${parts} union ${drafts}) desc`, asc(tickets.resolveBy))
      .limit(READ)
  );
};

/** Open tickets of units, and those they have a part in. Earliest limit first. */
export const unitTickets = (db: Database, unitIds: readonly string[]) => {
  // One look for each unit: a list of them would be sorted whole before the first fifty are taken.
  const looks = ["", ...unitIds].map(
    (unitId) => sql`select id from (select id from ${tickets}
      where closed_at is null and unit_id = ${unitId} and stage in ${BEING_WORKED_ON}
      order by resolve_by limit ${READ})`,
  );
  return db
    .select(listed)
    .from(tickets)
    .where(
      sql`${tickets.id} in (
${sql.join(looks, sql` union `)}
        union select ticket_id from ${ticketParts} where unit_id in ${[...unitIds, ""]})`,
    )
    .orderBy(asc(tickets.resolveBy))
    .limit(READ);
};

/** Most planned reminders looked through for what a leader may have to look at. */
const MOST_PLANNED = 5000;

/**
 * What a leader may have to look at, the latest first: open tickets whose limit falls before an instant, those that are parked,
 * and those about which somebody is asked for acceptance, contact or a reply by then. All UTC ms.
 */
export const lateTickets = (
  db: Database,
  before: number,
  asked: { readonly morning: number; readonly reply: number },
) =>
  db
    .select(listed)
    .from(tickets)
    .where(
      sql`${tickets.id} in (
        select id from (select id from ${tickets}
          where closed_at is null and resolve_by < ${before} and stage in ('triage', 'offered', 'in_progress')
          order by resolve_by limit ${READ})
        union all select id from (select id from ${tickets} where stage = 'parked' order by resolve_by limit ${READ})
        union all select ticket_id from (select ticket_id from (select ticket_id, kind, due_at from ${reminders}
          where state = 'planned' and due_at <= ${asked.reply} order by due_at limit ${MOST_PLANNED})
          where kind = 'supervision_due'
            or (kind in ('accept_overdue', 'return_undecided', 'contact_overdue') and due_at <= ${asked.morning})
          limit ${2 * READ}))`,
    )
    .orderBy(sql`${tickets.stage} = 'parked'`, asc(tickets.resolveBy));

/** Tickets with any of these numbers, those still open first, then the newest; all of them, for who may read which is asked after. */
export const ticketsByNo = (db: Database, nos: readonly string[], openId: string) =>
  db
    .select({
      ...listed,
      audience: sql<
        string | null
      >`(select audience from ${cards} where ticket_id = tickets.id and recipient = ${openId})`,
    })
    .from(tickets)
    .where(inArray(tickets.no, [...nos]))
    .orderBy(sql`${tickets.closedAt} is not null`, desc(tickets.openedAt));
