import { localDay, nextWorkingMinute } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { holder } from "../../domain/ticket/answering.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { personLine, presentLine } from "../views/person-line.ts";
import type { Reaching, Reminding } from "./reminding.ts";

/**
 * Parts of other units that are late (会办): each morning who does one and the lead, who cannot close it before; from a part's
 * own second morning on the head of its unit, who can give it to somebody else.
 */
export function latePart(
  directory: Directory,
  ticket: TicketState,
  now: number,
  first: boolean,
  { to, cards, here }: Reaching,
): Pick<Reminding, "lines" | "cards"> {
  const { no, title } = ticket;
  const { calendar } = directory;
  const today = localDay(calendar, now);
  const late = ticket.assists
    .filter(({ doneAt, dueBy }) => doneAt === null && dueBy <= now)
    .map(({ personId, unitId, dueBy }) => {
      const unit = directory.units.get(unitId);
      // Reminders are the ticket's; whether a part has been asked for before is its own.
      const again = !first && localDay(calendar, nextWorkingMinute(calendar, dueBy)) < today;
      const head = again ? (unit?.headId ?? null) : null;
      return {
        personId,
        boss: head === null || here(head) === here(personId) ? null : head,
        // Whoever does both rings up nobody.
        lead: here(holder(ticket)) === here(personId) ? null : holder(ticket),
        own: { code: "assist_due", no, title, unit: unit?.name ?? "" } as const,
        name: personLine(directory, personId),
        call: presentLine(directory, personId, here(personId)),
      };
    });
  return {
    cards: cards(
      late.flatMap(({ personId, boss }) => [personId, boss]),
      "assist",
    ),
    lines: late.flatMap(({ personId, boss, lead, own, name, call }) => [
      ...to([personId], own),
      ...to([lead], { ...own, worker: name, call }),
      ...to([boss], { ...own, worker: call }),
    ]),
  };
}
