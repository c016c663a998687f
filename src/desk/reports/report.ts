import type { Directory } from "../../domain/people/directory.ts";
import { agendaOf } from "../../domain/stats/agenda.ts";
import { holds, periodBefore } from "../../domain/stats/period.ts";
import type { AskedPeriod } from "../../domain/stats/question.ts";
import { inScope, scopeName } from "../../domain/stats/scope.ts";
import type { Scope } from "../../domain/stats/scope.ts";
import type { Database } from "../../store/database.ts";
import { roundsIn } from "../../store/reports.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import { unitName } from "./digest.ts";
import type { ReportView } from "./notice.ts";
import { periodView } from "./period.ts";

/** Items of the draft agenda a card shows; the sheet has all of them. */
const MOST_AGENDA = 8;

/** The report of a period: figures, the period before, and the agenda of what is late or stuck now (001-32). */
export async function reportView(
  db: Database,
  directory: Directory,
  wish: { readonly scope: Scope; readonly period: AskedPeriod },
  now: number,
): Promise<ReportView> {
  const { scope, period } = wish;
  const previous = periodBefore(directory.calendar, period.kind, period.from);
  const rows = (await roundsIn(db, directory, { from: previous.from, to: Math.max(period.to, now) })).filter(
    inScope(directory, scope),
  );
  const agenda = agendaOf(directory.calendar, rows, now);
  const shown = agenda.slice(0, MOST_AGENDA);
  const ids = shown.map(({ ticketId }) => ticketId);
  const titles = new Map(
    ids.length === 0 ? [] : toStored(await ticketsByIds(db, ids)).map(({ state }) => [state.id, state.title] as const),
  );
  return {
    ...periodView(directory, rows, { scope: scopeName(directory, scope), period, now }),
    before: {
      opened: rows.filter((row) => row.round === 0 && holds(previous, row.openedAt)).length,
      resolved: rows.filter((row) => holds(previous, row.resolvedAt)).length,
    },
    agenda: shown.map(({ unitId, ...item }) => ({
      ...item,
      unit: unitName(directory, unitId),
      title: titles.get(item.ticketId) ?? item.no,
    })),
    agendaTotal: agenda.length,
  };
}
