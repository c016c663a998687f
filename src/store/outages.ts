import { and, desc, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import { ticketFacts, tickets } from "../../db/schema/index.ts";
import { UTILITIES } from "../domain/ticket/similar.ts";
import type { Database } from "./database.ts";

/** Open tickets about a utility that came in since, newest first, by the facts' own index. Null = none are wanted. */
export const outageTickets = (db: Database, since: number | null) =>
  db
    .select({ state: tickets.state, headHash: tickets.headHash })
    .from(ticketFacts)
    .innerJoin(tickets, eq(tickets.id, ticketFacts.ticketId))
    .where(
      since === null
        ? sql`0`
        : and(
            inArray(ticketFacts.category, [...UTILITIES]),
            gte(ticketFacts.startedAt, since),
            isNull(tickets.closedAt),
          ),
    )
    .orderBy(desc(ticketFacts.startedAt))
    .limit(12);
