import { workingDaysBetween } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { RoundFacts } from "../../domain/stats/facts.ts";
import { inHand } from "../../domain/stats/light.ts";
import { resolveSettled } from "../../domain/stats/steps.ts";
import type { RatingLevel, TicketState } from "../../domain/ticket/state.ts";
import type { ImportedTicket } from "../../store/imported-ledger.ts";

/** A row of a former year's ledger (往年台账): history, in no figure. */
export type ImportedRow = ImportedTicket & { readonly source: "imported" };

/** A ticket as a clerk's sheet shows it; instants are UTC ms. */
export interface LedgerRow {
  readonly source: "desk";
  readonly no: string;
  readonly openedAt: number;
  readonly channel: TicketState["channel"];
  readonly enterprise: string;
  readonly category: string;
  readonly title: string;
  readonly place: string;
  readonly urgency: TicketState["urgency"];
  readonly unit: string;
  readonly responsible: string;
  readonly acceptedAt: number | null;
  readonly contactedAt: number | null;
  readonly resolveDueAt: number;
  readonly resolvedAt: number | null;
  /** Office minutes of the last handling. */
  readonly handledMinutes: number | null;
  readonly stage: TicketState["stage"];
  /** Null = not settled yet. */
  readonly onTime: boolean | null;
  /** Working days past its limit now; 0 when it is not. */
  readonly daysLate: number;
  readonly rating: RatingLevel | null;
  readonly redo: number;
  readonly returned: boolean;
  readonly extendedTo: number | null;
  readonly benefitYuan: number | null;
  readonly result: string;
}

/** @param rounds of this ticket, in order. @throws when there are none. */
export function ledgerRow(
  directory: Directory,
  ticket: TicketState,
  rounds: readonly RoundFacts[],
  now: number,
): LedgerRow {
  const [first] = rounds;
  const last = rounds.at(-1);
  if (first === undefined || last === undefined) throw new Error(`ticket ${ticket.no} has no facts`);
  const fen = rounds.reduce((sum, { benefitFen }) => sum + (benefitFen ?? 0), 0);
  const late = inHand(last) && last.pausedSince === null && now > last.resolveDueAt;
  return {
    source: "desk",
    no: ticket.no,
    openedAt: ticket.openedAt,
    channel: ticket.channel,
    enterprise: directory.enterprises.get(ticket.requester.enterpriseId ?? "")?.name ?? "",
    category: directory.categories.get(ticket.category ?? "")?.name ?? "",
    title: ticket.title,
    place: ticket.place ?? "",
    urgency: ticket.urgency,
    unit: directory.units.get(ticket.unitId ?? "")?.name ?? "",
    responsible: directory.people.get(ticket.responsibleId)?.name ?? "",
    acceptedAt: first.acceptedAt,
    contactedAt: first.contactedAt,
    resolveDueAt: last.resolveDueAt,
    resolvedAt: last.resolvedAt,
    handledMinutes: last.handledMinutes,
    stage: ticket.stage,
    onTime: resolveSettled(last, now)?.inTime ?? null,
    daysLate: late ? Math.max(1, workingDaysBetween(directory.calendar, last.resolveDueAt, now)) : 0,
    rating: last.rating,
    redo: ticket.redo,
    returned: rounds.some(({ returnedAt }) => returnedAt !== null),
    extendedTo: ticket.extension?.until ?? null,
    benefitYuan: fen === 0 ? null : fen / 100,
    result: ticket.result?.text ?? "",
  };
}
