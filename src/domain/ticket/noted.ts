import type { TicketEvent } from "./events.ts";
import type { Note, Result, TicketState } from "./state.ts";

/** One more line of what happened. */
export function noted(
  state: TicketState,
  event: TicketEvent,
  kind: Note["kind"],
  text: string,
): { readonly notes: readonly Note[] } {
  const by = event.actor.type === "system" ? null : event.actor.personId;
  const absent = event.actor.type === "person" ? event.actor.standsInFor : undefined;
  const note = { at: event.at, by, kind, text, ...(absent === undefined ? {} : { standsInFor: absent }) };
  return { notes: [...state.notes, note] };
}

/** The result with whoever gave it in the assignee's place. */
export function resultOf(event: Extract<TicketEvent, { type: "resolved" | "handed_in" }>): Result {
  const { actor, at, data, content } = event;
  const done = { text: content.text, benefitYuan: data.benefitYuan, at };
  return actor.type === "person" && actor.standsInFor !== undefined ? { ...done, by: actor.personId } : done;
}
