import { localDay, workingBetween } from "../../calendar/index.ts";
import { presentToDispatch } from "../../people/standing-in.ts";
import { ok } from "../../result.ts";
import { isWorker, mayAccept } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

export interface ReturnInput {
  readonly reason: string;
  readonly proposedUnitId: string | null;
}

/** 不归我管 (退单): once per unit, before first contact, within a working day of being offered; time keeps running (B.3). */
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
  if (ticket.firstContactAt !== null || ticket.redo > 0) return refuse({ code: "return_after_contact" });
  const given = ticket.chain.at(-1)?.at ?? ticket.openedAt;
  if (workingBetween(directory.calendar, given, now) > directory.calendar.minutesPerDay)
    return refuse({ code: "return_too_late" });
  const noReason = textRefusal(input.reason);
  if (noReason !== null) return refuse(noReason.code === "text_missing" ? { code: "reason_missing" } : noReason);
  // A dispatcher who has left or is away must not get it back: today's duty takes over.
  const responsibleId = presentToDispatch(directory, ticket.firstResponderId, localDay(directory.calendar, now));
  return ok([
    {
      type: "returned",
      data: { unitId: ticket.unitId, proposedUnitId: input.proposedUnitId, responsibleId },
      content: { reason: input.reason.trim() },
    },
  ]);
}
