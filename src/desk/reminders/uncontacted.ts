import type { Directory } from "../../domain/people/directory.ts";
import { isWorkingTime } from "../../domain/calendar/index.ts";
import { onDuty } from "../../domain/quiet-hours.ts";
import { stillWanted } from "../../domain/reminders.ts";
import { holder } from "../../domain/ticket/answering.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { workerId } from "../tickets/told.ts";
import { presentLine } from "../views/person-line.ts";
import { lateness } from "./asks.ts";
import type { Hearing } from "./at-night.ts";
import type { Reaching, Reminding } from "./reminding.ts";

/**
 * Nobody has spoken to the enterprise in time: whose hand it is in is asked to, from the second time on his head reads so. While
 * it is offered, who answers for it is asked once (首问, 000-16).
 */
export function uncontacted(
  directory: Directory,
  ticket: TicketState,
  now: number,
  first: boolean,
  { to, cards, here, awake }: Reaching & Pick<Hearing, "awake">,
): Reminding {
  const { no, title, requester } = ticket;
  const asker = directory.people.get(requester.personId ?? "");
  const caller = { requester: asker?.name ?? null, phone: asker?.phone ?? null };
  const line = { code: "contact_overdue", no, title, ...caller, ...lateness(directory, ticket, now) } as const;
  const worker = workerId(ticket);
  const head = directory.units.get(ticket.unitId ?? "")?.headId ?? null;
  const told = first || head === null || here(head) === here(worker) ? [] : awake([head]);
  // Each comes again by an hour of its own: who is asked to take or dispatch it hears of that alone.
  const asksMore = (["accept_overdue", "return_undecided"] as const).some((kind) =>
    stillWanted(directory, ticket, kind, now),
  );
  const answers = holder(ticket);
  const holds = ticket.stage === "offered" && here(answers) !== here(worker);
  // Of what was missed at night he hears in the morning.
  const once = first || (onDuty(directory, ticket) && !isWorkingTime(directory.calendar, ticket.deadlines.contactBy));
  return {
    lines: [
      ...(holds && once ? to(awake([answers]), { ...line, code: "contact_held" }) : []),
      ...(asksMore ? [] : to(awake([worker]), line)),
      ...to(told, { ...line, worker: presentLine(directory, worker, here(worker)) }),
    ],
    notices: [],
    cards: cards(told),
    urgent: [],
    turns: true,
  };
}
