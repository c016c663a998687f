import { and, desc, eq, gte, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { importedTickets } from "../../db/schema/index.ts";
import type { Directory } from "../domain/people/directory.ts";
import { searchWords } from "../domain/stats/search-words.ts";
import type { RatingLevel } from "../domain/ticket/state.ts";
import type { Database, Statement } from "./database.ts";
import type { LedgerCursor, LedgerFilter } from "./report-ledger.ts";
import { searchOf } from "./report-ledger.ts";

const t = importedTickets;

/** A row of a former year's ledger, as it was taken over. */
export type NewImported = Omit<typeof importedTickets.$inferInsert, "id">;
export type ImportedTicket = Omit<typeof importedTickets.$inferSelect, "rating"> & {
  readonly rating: RatingLevel | null;
};

type Names = Pick<Directory, "categories" | "units" | "enterprises">;

/** Rows of one statement. */
const PAGE = 200;

/** Rows from a checked sheet, with their words; oldest first, so that their numbers follow their days. */
export function importTickets(db: Database, rows: readonly NewImported[]): Statement[] {
  const sorted = rows.toSorted((a, b) => a.openedAt - b.openedAt);
  const statements: Statement[] = [];
  for (let from = 0; from < sorted.length; from += PAGE) {
    const page = sorted.slice(from, from + PAGE);
    statements.push(db.insert(t).values(page), indexed(db, page));
  }
  return statements;
}

function indexed(db: Database, rows: readonly Pick<NewImported, "no" | "title" | "enterprise">[]): Statement {
  const words = rows.map(({ no, title, enterprise }) => [no, searchWords([no, title, enterprise].join(" "))]);
  return db.run(
    sql`insert or replace into imported_search(rowid, words)
      select t.id, j.value ->> 1 from json_each(${JSON.stringify(words)}) j join imported_tickets t on t.no = j.value ->> 0`,
  );
}

/** Words of rows that were taken over before they could be looked for. @returns how many rows it wrote, at most `limit`. */
export async function indexImported(
  db: Database,
  limit: number,
  write: (statements: readonly Statement[]) => Promise<unknown>,
): Promise<number> {
  const rows = await db
    .select()
    .from(t)
    .where(sql`${t.id} not in (select rowid from imported_search)`)
    .limit(limit);
  if (rows.length > 0) await write([indexed(db, rows)]);
  return rows.length;
}

/**
 * Imported rows of a filter, newest first. They are history: none is open or late. What a confidential category holds is in no
 * list, whenever it was taken over, and what the desk holds as a ticket of its own is not shown twice.
 * @param limit 1–1000.
 */
export async function importedPage(
  db: Database,
  names: Names,
  filter: LedgerFilter,
  page: { readonly after: LedgerCursor | null; readonly limit: number },
): Promise<{ readonly rows: readonly ImportedTicket[]; readonly more: boolean }> {
  const conditions = conditionsOf(names, filter);
  if (conditions === null) return { rows: [], more: false };
  const { after, limit } = page;
  const later =
    after === null
      ? undefined
      : or(lt(t.openedAt, after.startedAt), and(eq(t.openedAt, after.startedAt), lt(t.id, after.id)));
  const rows = await db
    .select()
    .from(t)
    .where(and(...conditions, later))
    .orderBy(desc(t.openedAt), desc(t.id))
    .limit(limit + 1);
  return {
    rows: rows.slice(0, limit).map((row) => ({ ...row, rating: row.rating as RatingLevel | null })),
    more: rows.length > limit,
  };
}

/** How many imported rows a filter finds; counts no further than `most`. */
export async function importedCount(db: Database, names: Names, filter: LedgerFilter, most: number): Promise<number> {
  const conditions = conditionsOf(names, filter);
  if (conditions === null) return 0;
  const found = db
    .select({ one: sql`1` })
    .from(t)
    .where(and(...conditions))
    .limit(most);
  const [row] = await db.all<{ n: number }>(sql`select count(*) n from (${found})`);
  return row?.n ?? 0;
}

/** Null = no imported row can be meant. Units, categories and firms are known by their names only. */
function conditionsOf(names: Names, filter: LedgerFilter): readonly (SQL | undefined)[] | null {
  const query = searchOf(filter);
  const unit = filter.unitId === undefined ? undefined : names.units.get(filter.unitId);
  const category = filter.category === undefined ? undefined : names.categories.get(filter.category);
  const firm = filter.enterpriseId === undefined ? undefined : names.enterprises.get(filter.enterpriseId);
  const unknown =
    (filter.unitId !== undefined && unit === undefined) ||
    (filter.category !== undefined && category === undefined) ||
    (filter.enterpriseId !== undefined && firm === undefined);
  if (query === null || unknown || filter.state === "open" || filter.state === "overdue") return null;
  const hidden = confidentialNames(names);
  return [
    hidden.length === 0 ? undefined : notInArray(t.category, hidden),
    sql`not exists (select 1 from tickets own where own.no = ${t.no})`,
    filter.from === undefined ? undefined : gte(t.openedAt, filter.from),
    filter.to === undefined ? undefined : lt(t.openedAt, filter.to),
    unit === undefined ? undefined : eq(t.unit, unit.name),
    category === undefined ? undefined : eq(t.category, category.name),
    firm === undefined ? undefined : inArray(t.enterprise, [firm.name, firm.shortName]),
    query === undefined
      ? undefined
      : sql`${t.id} in (select rowid from imported_search where imported_search match ${query})`,
  ];
}

/** Names of the categories that are in no list, as a sheet may write them: by name or by code. */
export const confidentialNames = ({ categories }: Pick<Directory, "categories">): string[] =>
  [...categories.values()].filter(({ confidential }) => confidential).flatMap(({ code, name }) => [name, code]);
