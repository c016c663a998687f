import type { TicketEvent } from "./events.ts";
import type { Note, Result, TicketState } from "./state.ts";

/** One more line of what happened. */
export function noted(
  state: TicketState,
  event: TicketEvent,
  kind: Note["kind"],
  text: string,
): { readonly notes: readonly Note[] } {
  return { notes: [...state.notes, { at: event.at, kind, text, ...actedBy(event) }] };
}

/** Who did it, and in whose place (代). */
export function actedBy({ actor }: TicketEvent): Pick<Note, "by" | "standsInFor"> {
  const absent = actor.type === "person" ? actor.standsInFor : undefined;
  const by = actor.type === "system" ? null : actor.personId;
  return { by, ...(absent === undefined ? {} : { standsInFor: absent }) };
}

/** The result with whoever gave it in the assignee's place. */
export function resultOf(event: Extract<TicketEvent, { type: "resolved" | "handed_in" }>): Result {
  const { actor, at, data, content } = event;
  const done = { text: content.text, benefitYuan: data.benefitYuan, at };
  return actor.type === "person" && actor.standsInFor !== undefined ? { ...done, by: actor.personId } : done;
}
