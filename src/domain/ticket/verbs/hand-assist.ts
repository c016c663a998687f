import { localDay } from "../../calendar/index.ts";
import { isOnLeave } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse } from "../context.ts";
import { isOpen } from "../state.ts";
import type { TicketState } from "../state.ts";
import { openAssistOf } from "./finish-assist.ts";

/** The assisting unit's part goes to a colleague: by who has it, or by his head when he has left; its limit stays (000-10). */
export function handAssist(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly personId: string },
): Decision {
  if (!isOpen(ticket)) return refuse({ code: "ended", stage: ticket.stage });
  const part = openAssistOf(context, ticket);
  if (part === null) return refuse({ code: "no_such_assist" });
  const to = context.directory.people.get(input.personId);
  if (to?.active !== true || to.kind !== "cadre" || to.unitId !== part.unitId || to.id === part.personId)
    return refuse({ code: "person_unavailable" });
  if (isOnLeave(to, localDay(context.directory.calendar, context.now))) return refuse({ code: "person_unavailable" });
  const data = { assistId: part.id, fromId: part.personId, personId: to.id };
  return ok([{ type: "assist_handed", data, content: null }]);
}
