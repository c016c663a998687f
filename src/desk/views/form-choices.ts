import type { Directory } from "../../domain/people/directory.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { TicketAction } from "./ticket-actions.ts";
import type { FormChoices } from "./ticket-view.ts";

/** What a form on a ticket's card offers; only what can be chosen. */
export function formChoices(
  directory: Directory,
  ticket: TicketState,
  action: TicketAction,
  older: readonly TicketState[],
): FormChoices {
  const units = [...directory.units.values()].map(({ id, name }) => ({ id, label: name }));
  switch (action) {
    case "hand_over":
      return { colleagues: colleagues(directory, ticket), units: units.filter(({ id }) => id !== ticket.unitId) };
    case "return":
      return { units: units.filter(({ id }) => id !== ticket.unitId) };
    case "dispatch":
      return {
        units,
        categories: [...directory.categories.values()]
          .filter((category) => !category.confidential)
          .map(({ code, name }) => ({ code, label: name })),
        category: ticket.category,
        unit: ticket.unitId,
      };
    case "merge":
      return { olderTickets: older.map(({ id, no, title }) => ({ id, label: `${no} ${title}` })) };
    default:
      return {};
  }
}

function colleagues(directory: Directory, ticket: TicketState): { id: string; label: string }[] {
  const giverId = ticket.assigneeId ?? ticket.responsibleId;
  const unitId = ticket.unitId ?? directory.people.get(giverId)?.unitId ?? null;
  return [...directory.people.values()]
    .filter(
      (p) => p.kind === "cadre" && p.active && p.unitId === unitId && p.id !== giverId && p.id !== ticket.offeredToId,
    )
    .map(({ id, name, post }) => ({ id, label: `${name} ${post}` }));
}
