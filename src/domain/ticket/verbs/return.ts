import type { Directory } from "../../people/directory.ts";
import { localDay, workingBetween } from "../../calendar/index.ts";
import { presentToDispatch } from "../../people/standing-in.ts";
import { ok } from "../../result.ts";
import { isWorker, mayAccept } from "../authority.ts";
import { decideReturnBy } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface ReturnInput {
  readonly reason: string;
  readonly proposedUnitId: string | null;
}

/**
 * 不归我管 (退单): once per unit, before it has spoken to the enterprise, within a working day of being offered to it; time keeps
 * running, and a dispatcher decides on the same working day (B.3).
 */
export function returnTicket(context: DecideContext, ticket: TicketState, input: ReturnInput): Decision {
  const { directory, now } = context;
  const wrong = stageRefusal(ticket, ["offered", "in_progress"]);
  if (wrong !== null) return refuse(wrong);
  // Once somebody has accepted it, those who let it pass have no hand in it any more.
  const may = isWorker(context, ticket) || (ticket.stage === "offered" && mayAccept(context, ticket));
  if (!may) return refuse({ code: "not_allowed" });
  if (ticket.unitId === null) return refuse({ code: "wrong_stage", stage: ticket.stage });
  if (ticket.returnDecided) return refuse({ code: "return_decided" });
  if (ticket.returnedByUnitIds.includes(ticket.unitId)) return refuse({ code: "returned_before" });
  if (hasSpoken(ticket)) return refuse({ code: "return_after_contact" });
  if (workingBetween(directory.calendar, givenToUnitAt(ticket), now) > directory.calendar.minutesPerDay)
    return refuse({ code: "return_too_late" });
  const noReason = textRefusal(input.reason);
  if (noReason !== null) return refuse(noReason.code === "text_missing" ? { code: "reason_missing" } : noReason);
  // A dispatcher who has left or is away must not get it back: today's duty takes over.
  const responsibleId = presentToDispatch(directory, ticket.firstResponderId, localDay(directory.calendar, now));
  return ok([
    {
      type: "returned",
      data: {
        unitId: ticket.unitId,
        proposedUnitId: input.proposedUnitId,
        responsibleId,
        acceptBy: decideReturnBy(directory, ticket, now),
      },
      content: { reason: input.reason.trim() },
    },
  ]);
}

/** Whether who is offered it could still send it back. */
export function mayBeReturned(directory: Directory, ticket: TicketState, now: number): boolean {
  const actor = { type: "person", personId: ticket.offeredToId ?? "", openId: null } as const;
  return returnTicket({ directory, now, actor }, ticket, { reason: "…", proposedUnitId: null }).ok;
}

/** Whether the unit that has it has spoken to the enterprise: in this round, or when it had it in the round that is done again. */
function hasSpoken({ firstContactAt, deskSpoke, notes, chain, unitId, clockStartedAt }: TicketState): boolean {
  if (firstContactAt !== null && deskSpoke !== true) return true;
  const began = notes.findLast(({ kind }) => ["reopened", "resumed", "restored"].includes(kind))?.kind;
  if (began === undefined || began === "restored") return false;
  return chain.some((link) => link.unitId === unitId && link.acceptedAt !== null && link.acceptedAt <= clockStartedAt);
}

/** Since when the unit has had it, however often it went from one colleague to the next; UTC ms. */
function givenToUnitAt({ chain, unitId, clockStartedAt }: TicketState): number {
  let since = clockStartedAt;
  for (const link of chain.toReversed()) {
    if (link.unitId !== unitId || link.at < clockStartedAt) break;
    since = link.at;
  }
  return since;
}
