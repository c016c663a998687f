import { isWorkingTime } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { heardOnDutyOnly } from "../../domain/reminders.ts";
import type { PlannedReminder } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";

type People = readonly (string | null)[];

/** Who hears of a reminder at this moment, of those who hear of it in office hours (domain.md B.13). */
export interface Hearing {
  /** Those who are not left in peace until the morning. */
  readonly awake: (people: People) => People;
  /** Persons on duty tonight besides who is asked, who hear of what nobody has taken; empty in office hours. */
  readonly duty: readonly string[];
}

/** @param here who does a person's work today. */
export function hearing(
  directory: Directory,
  ticket: TicketState,
  reminder: PlannedReminder,
  now: number,
  here: (personId: string) => string,
): Hearing {
  if (!heardOnDutyOnly(directory, ticket, reminder, now)) return { awake: (people) => people, duty: [] };
  const { dutyPersonIds } = directory.settings;
  // An office that has put nobody on duty: who is to dispatch it must hear of it all the same.
  const last = dutyPersonIds.length === 0 && ticket.offeredToId === null ? [ticket.responsibleId] : [];
  const asked = [ticket.offeredToId, ticket.assigneeId].filter((person) => person !== null);
  const onDuty = new Set([...dutyPersonIds, ...last, ...asked].map(here));
  return {
    awake: (people) => people.filter((person) => person !== null && onDuty.has(here(person))),
    duty:
      isWorkingTime(directory.calendar, now) || ticket.assigneeId !== null
        ? []
        : dutyPersonIds.filter((person) => person !== ticket.offeredToId),
  };
}

/** Whether somebody is told tonight, besides who is asked, that a ticket has moved: only who is on duty (domain.md B.13). */
export const toldTonight = (directory: Directory, ticket: TicketState, personId: string, at: number): boolean =>
  directory.settings.dutyPersonIds.includes(personId) ||
  !heardOnDutyOnly(directory, ticket, { kind: "accept_overdue", dueAt: at }, at);
