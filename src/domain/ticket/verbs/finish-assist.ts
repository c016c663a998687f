import { headsUnit, personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { stands } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, textRefusal } from "../context.ts";
import { isOpen } from "../state.ts";
import type { Assist, TicketState } from "../state.ts";

/** Open part of the acting person, of somebody whose work he does today, or of the unit he heads. */
export function openAssistOf(context: DecideContext, ticket: TicketState): Assist | null {
  const { directory } = context;
  const person = personOf(directory, context.actor);
  if (person === null) return null;
  const open = ticket.assists.filter((assist) => assist.doneAt === null);
  return (
    open.find((assist) => assist.personId === person.id) ??
    open.find((assist) => stands(context, person.id, assist.personId)) ??
    open.find((assist) => headsUnit(directory, context.actor, assist.unitId)) ??
    null
  );
}

/** Whose part the actor does because that one is away (代); null = his own, or his unit's as its head. */
export function assistingFor(context: DecideContext, ticket: TicketState): string | null {
  const person = personOf(context.directory, context.actor);
  const owner = openAssistOf(context, ticket)?.personId ?? null;
  return person !== null && stands(context, person.id, owner) ? owner : null;
}

/** The assisting unit reports to the lead unit. */
export function finishAssist(context: DecideContext, ticket: TicketState, input: { readonly text: string }): Decision {
  if (!isOpen(ticket)) return refuse({ code: "ended", stage: ticket.stage });
  const assist = openAssistOf(context, ticket);
  if (assist === null) return refuse({ code: "no_such_assist" });
  const bad = textRefusal(input.text);
  if (bad !== null) return refuse(bad);
  return ok([{ type: "assist_done", data: { assistId: assist.id }, content: { text: input.text.trim() } }]);
}
