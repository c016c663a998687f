import type { Directory } from "../../domain/people/directory.ts";
import { digestNeeds, digestOf, isQuiet } from "../../domain/stats/digest.ts";
import type { RoundFacts } from "../../domain/stats/facts.ts";
import type { Scope } from "../../domain/stats/scope.ts";
import { inScope, scopeName } from "../../domain/stats/scope.ts";
import type { Database } from "../../store/database.ts";
import { roundsIn } from "../../store/reports.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import { nameOf } from "../views/person-line.ts";
import { answeringUnit } from "../../domain/ticket/answering.ts";
import type { DigestView } from "./notice.ts";

export interface DigestWish {
  readonly scope: Scope;
  /** UTC ms of the last digest. */
  readonly since: number;
}

/**
 * Digests of several scopes from one read of the facts: what is open and what ended lately, however long the ledger is.
 * The titles of the few tickets a leader should touch are read after that.
 */
export async function digestViews(
  db: Database,
  directory: Directory,
  wishes: readonly DigestWish[],
  now: number,
): Promise<readonly DigestView[]> {
  const from = Math.min(...wishes.map(({ since }) => digestNeeds(directory, since, now)));
  const rows = await roundsIn(db, directory, { from, to: now });
  const digests = wishes.map((wish) => ({
    wish,
    digest: digestOf(directory, scoped(directory, rows, wish), wish.since, now),
  }));
  const ids = [...new Set(digests.flatMap(({ digest }) => digest.attention.map(({ ticketId }) => ticketId)))];
  const tickets = new Map(
    ids.length === 0 ? [] : toStored(await ticketsByIds(db, ids)).map(({ state }) => [state.id, state] as const),
  );
  return digests.map(({ wish, digest }): DigestView => {
    const { overdue, attention, ...figures } = digest;
    return {
      office: directory.settings.name,
      scope: scopeName(directory, wish.scope),
      now,
      since: wish.since,
      quiet: isQuiet(digest),
      figures,
      overdue: overdue.map(({ unitId, ...rest }) => ({ unit: unitName(directory, unitId), ...rest })),
      attention: attention.flatMap(({ ticketId, unitId: _asked, ...rest }) => {
        const ticket = tickets.get(ticketId);
        if (ticket === undefined) return [];
        const { enterpriseId } = ticket.requester;
        return {
          ticketId,
          no: ticket.no,
          title: ticket.title,
          enterprise: directory.enterprises.get(enterpriseId ?? "")?.shortName ?? null,
          unit: unitName(directory, answeringUnit(directory, ticket)),
          responsible: nameOf(directory, ticket.responsibleId),
          ...rest,
        };
      }),
    };
  });
}

const scoped = (directory: Directory, rows: readonly RoundFacts[], wish: DigestWish): readonly RoundFacts[] =>
  wish.scope.type === "town" ? rows : rows.filter(inScope(directory, wish.scope));

export const unitName = (directory: Directory, unitId: string | null): string | null =>
  directory.units.get(unitId ?? "")?.name ?? null;
