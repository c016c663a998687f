import type { TicketEvent } from "./events.ts";
import type { Note, TicketState } from "./state.ts";

/** One more line of what happened. */
export function noted(
  state: TicketState,
  event: TicketEvent,
  kind: Note["kind"],
  text: string,
): { readonly notes: readonly Note[] } {
  const by = event.actor.type === "system" ? null : event.actor.personId;
  return { notes: [...state.notes, { at: event.at, by, kind, text }] };
}
