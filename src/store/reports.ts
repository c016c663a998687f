import { and, getTableColumns, isNull, notInArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { ticketFacts } from "../../db/schema/index.ts";
import type { Directory } from "../domain/people/directory.ts";
import type { FactChange, RoundFacts } from "../domain/stats/facts.ts";
import { searchWords } from "../domain/stats/search-words.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import type { Period } from "../domain/stats/period.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database, Statement } from "./database.ts";

const f = ticketFacts;

const stored = getTableColumns(f);

/** The rule of mergeFacts as an upsert: what was learnt first stays, a settled limit is not moved. */
const mergedRound = compiled((db, slot: Slot<RoundFacts>) => {
  type Column = keyof RoundFacts & keyof typeof stored;
  const { id: _id, ...columns } = stored;
  const first = (name: Column): SQL => sql.raw(`coalesce(ticket_facts.${f[name].name}, excluded.${f[name].name})`);
  const last = (name: Column): SQL => sql.raw(`excluded.${f[name].name}`);
  return db
    .insert(f)
    .values(
      // Every column of a round, each stored as its column stores it.
      Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [name, slot(name as Column, column)]),
      ) as unknown as typeof f.$inferInsert,
    )
    .onConflictDoUpdate({
      target: [f.ticketId, f.round],
      set: {
        stage: last("stage"),
        urgency: last("urgency"),
        category: last("category"),
        unitId: last("unitId"),
        responsibleId: last("responsibleId"),
        enterpriseId: last("enterpriseId"),
        projectId: last("projectId"),
        pausedSince: last("pausedSince"),
        level: last("level"),
        cause: first("cause"),
        acceptDueAt: sql`case when ticket_facts.accept_settled then ticket_facts.accept_due_at else excluded.accept_due_at end`,
        acceptSettled: sql`max(ticket_facts.accept_settled, excluded.accept_settled)`,
        acceptedAt: first("acceptedAt"),
        contactDueAt: sql`case when ticket_facts.contacted_at is null then excluded.contact_due_at else ticket_facts.contact_due_at end`,
        contactedAt: first("contactedAt"),
        resolveDueAt: sql`case when ticket_facts.resolved_at is null and ticket_facts.ended_at is null then excluded.resolve_due_at else ticket_facts.resolve_due_at end`,
        resolvedAt: first("resolvedAt"),
        handledMinutes: first("handledMinutes"),
        benefitFen: first("benefitFen"),
        rating: first("rating"),
        ratedAt: first("ratedAt"),
        returnedAt: first("returnedAt"),
        extendedAt: first("extendedAt"),
        secondMaterialsAt: first("secondMaterialsAt"),
        endedAt: first("endedAt"),
        endReason: first("endReason"),
      },
    });
});

/** Rounds of a ticket as one change leaves them, merged into what is stored. */
export function factWrites(db: Database, change: FactChange): Statement[] {
  const upserts: Statement[] = change.rounds.map((row) => mergedRound(db, row));
  const { earlier } = change;
  if (earlier === null) return upserts;
  return [...upserts, correctedRounds(db, earlier)];
}

const correctedRounds = compiled((db, slot: Slot<NonNullable<FactChange["earlier"]>>) =>
  db
    .update(f)
    .set({ category: slot("category"), enterpriseId: slot("enterpriseId"), projectId: slot("projectId") })
    .where(sql`${f.ticketId} = ${slot("ticketId")} and ${f.round} < ${slot("before")}`),
);

/** Confidential matters are in no figure, list or sheet (domain.md B.10): every reader here starts from this. */
export function visible(directory: Pick<Directory, "categories">): SQL | undefined {
  const hidden = hiddenIn(directory);
  if (hidden.length === 0) return undefined;
  // The unary plus keeps the planner on the index of time: it would read nearly all rows by category.
  return or(sql`+${f.category} is null`, notInArray(sql`+${f.category}`, hidden));
}

const hiddenIn = (directory: Pick<Directory, "categories">): string[] =>
  [...directory.categories.values()].flatMap(({ confidential, code }) => (confidential ? [code] : []));

/** Rounds that lived in a period, in two indexed reads: those still open and those that ended after its start. */
export async function roundsIn(
  db: Database,
  directory: Pick<Directory, "categories">,
  period: Period,
): Promise<readonly RoundFacts[]> {
  const hidden = JSON.stringify(hiddenIn(directory));
  const [open, ended] = await db.batch([
    roundsStillOpen(db, { to: period.to, hidden }),
    roundsEnded(db, { ...period, hidden }),
  ]);
  return [...open, ...ended].map(toFacts);
}

const shown = (hidden: SQL): SQL =>
  sql`(+${f.category} is null or +${f.category} not in (select value from json_each(${hidden})))`;

const roundsStillOpen = compiled((db, slot: Slot<{ to: number; hidden: string }>) =>
  db
    .select()
    .from(f)
    .where(and(isNull(f.endedAt), sql`${f.startedAt} < ${slot("to")}`, shown(slot("hidden")))),
);

const roundsEnded = compiled((db, slot: Slot<Period & { hidden: string }>) =>
  db
    .select()
    .from(f)
    .where(sql`${f.endedAt} >= ${slot("from")} and +${f.startedAt} < ${slot("to")} and ${shown(slot("hidden"))}`),
);

/** The columns hold what `factWrites` put there. */
export function toFacts({ id: _id, ...row }: typeof ticketFacts.$inferSelect): RoundFacts {
  return row as RoundFacts;
}

/** Words of a ticket, written when its title, place or firm are new; kept apart from the facts, which hold no words. */
export function searchWrites(
  db: Database,
  directory: Pick<Directory, "enterprises">,
  before: TicketState | null,
  after: TicketState,
): Statement[] {
  const text = searchText(directory, after);
  if (before !== null && searchText(directory, before) === text) return [];
  return [searchable(db, { words: searchWords(text), ticketId: after.id })];
}

const searchable = compiled((db, slot: Slot<{ words: string; ticketId: string }>) =>
  db.run(
    sql`insert or replace into ticket_search(rowid, words) select id, ${slot("words")} from ticket_facts where ticket_id = ${slot("ticketId")} and round = 0`,
  ),
);

function searchText(directory: Pick<Directory, "enterprises">, ticket: TicketState): string {
  const firm = directory.enterprises.get(ticket.requester.enterpriseId ?? "")?.name ?? "";
  return [ticket.no, ticket.title, ticket.place ?? "", firm].join(" ");
}
