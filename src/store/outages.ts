import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { ticketFacts, tickets } from "../../db/schema/index.ts";
import { UTILITIES } from "../domain/ticket/similar.ts";
import { compiled } from "./compiled.ts";
import type { Slot } from "./compiled.ts";
import type { Database } from "./database.ts";

/** Open tickets about a utility that came in since, newest first, by the facts' own index. */
export const outageTickets = (db: Database, since: number) => recentOutages(db, { since });
const recentOutages = compiled((db, slot: Slot<{ since: number }>) =>
  db
    .select({ state: tickets.state, headHash: tickets.headHash })
    .from(ticketFacts)
    .innerJoin(tickets, eq(tickets.id, ticketFacts.ticketId))
    .where(
      and(
        inArray(ticketFacts.category, [...UTILITIES]),
        sql`${ticketFacts.startedAt} >= ${slot("since")}`,
        isNull(tickets.closedAt),
      ),
    )
    .orderBy(desc(ticketFacts.startedAt))
    .limit(12),
);
