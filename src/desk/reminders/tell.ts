import { workingDaysBetween } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { unreachable } from "../../domain/result.ts";
import { alarmedAt, lastToldAt } from "../../domain/reminders.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { unconfirmed } from "./unconfirmed.ts";
import { dutyAlarm } from "../messages/emergency.ts";
import type { CardWish, Notice, NoticeWish, TicketLine } from "../outgoing.ts";
import { workerId } from "../tickets/told.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";

/** Kinds that only tell somebody; the others are carried out by a verb of the system. */
export type TellingKind = Exclude<
  ReminderKind,
  "accept_overdue" | "close_unrated" | "pause_ended" | "approval_unanswered"
>;

export interface Reminding {
  /** Lines by person, to be bundled. */
  readonly lines: readonly { readonly openId: string; readonly ticketId: string; readonly line: TicketLine }[];
  readonly notices: readonly NoticeWish[];
  readonly cards: readonly CardWish[];
  /** Persons whose card is marked urgent in the app, because nothing else has moved them. */
  readonly urgent: readonly { readonly openId: string; readonly ticketId: string }[];
}

const DAY_MS = 86_400_000;

const NOTHING: Reminding = { lines: [], notices: [], cards: [], urgent: [] };

/** Who is reminded of what when a reminder comes due: the worker first, his head at breach (003-11), the leader later. */
export function remind(directory: Directory, ticket: TicketState, kind: TellingKind, now: number): Reminding {
  const { id, no, title } = ticket;
  const { resolveBy } = ticket.deadlines;
  const workingDaysLeft = workingDaysBetween(directory.calendar, now, resolveBy);
  const worker = workerId(ticket);
  const unit = directory.units.get(ticket.unitId ?? "");
  const responsible = nameOf(directory, ticket.responsibleId);
  const to = (people: readonly (string | null)[], line: TicketLine): Reminding["lines"] =>
    [...new Set(people)].flatMap((person) => {
      const openId = person === null ? null : openIdOf(directory, person);
      return openId === null ? [] : [{ openId, ticketId: id, line }];
    });
  const urgent = (person: string): Reminding["urgent"] => {
    const openId = openIdOf(directory, person);
    return openId === null ? [] : [{ openId, ticketId: id }];
  };
  const head = unit?.headId ?? null;
  // The light on a card turns with time alone, so the card is brought up to date with the reminder.
  const cards = (people: readonly (string | null)[]): CardWish[] =>
    [...new Set(people)].flatMap((person) => {
      const openId = person === null ? null : openIdOf(directory, person);
      if (openId === null) return [];
      // Who is to dispatch it keeps the card with which he can.
      const dispatches = ticket.stage === "triage" && directory.people.get(person ?? "")?.roles.includes("dispatcher");
      const audience = dispatches === true ? "dispatcher" : "task";
      return [{ ticketId: id, recipient: { type: "person", openId }, audience, renew: false }];
    });
  switch (kind) {
    case "contact_overdue": {
      const person = directory.people.get(ticket.requester.personId ?? "");
      const line = {
        code: "contact_overdue",
        no,
        title,
        requester: person?.name ?? null,
        phone: person?.phone ?? null,
      } as const;
      return { ...NOTHING, lines: to([worker], line) };
    }
    case "contact_escalate":
      // The worker was told at the limit; this one is a draft for the leader, made beside it.
      return NOTHING;
    case "interim_due":
      return {
        ...NOTHING,
        lines: to([worker], { code: "interim_due", no, title, since: lastToldAt(ticket) ?? ticket.openedAt }),
      };
    case "due_soon":
      return {
        ...NOTHING,
        lines: to([worker], { code: "due_soon", no, title, resolveBy, workingDaysLeft, now }),
        cards: cards([worker]),
      };
    case "overdue": {
      const line = {
        code: "overdue",
        no,
        title,
        resolveBy,
        workingDaysLeft,
        responsible,
        unit: unit?.name ?? null,
      } as const;
      return { ...NOTHING, lines: to([worker, head], line), cards: cards([worker, head]), urgent: urgent(worker) };
    }
    case "escalate": {
      const leader = unit?.leaderId ?? null;
      const line = {
        code: "escalate",
        no,
        title,
        resolveBy,
        workingDaysLeft,
        responsible,
        unit: unit?.name ?? null,
      } as const;
      // Who asked not to be pinged reads it in the digest.
      const quiet = directory.people.get(leader ?? "")?.roles.includes("quiet") === true;
      const openId = leader === null || quiet ? null : openIdOf(directory, leader);
      if (openId === null) return NOTHING;
      const card: CardWish = { ticketId: id, recipient: { type: "person", openId }, audience: "leader", renew: false };
      return { ...NOTHING, lines: to([leader], line), cards: [card] };
    }
    case "confirm_due":
    case "confirm_late":
      return unconfirmed(directory, ticket, kind, now);
    case "return_undecided":
      return { ...NOTHING, lines: to([ticket.responsibleId], { code: "return_undecided", no, title }) };
    case "review":
      // Not looked at on its day: his head is told as well, as at any breach (003-11).
      return {
        ...NOTHING,
        lines: to([worker, now > (ticket.parking?.until ?? now) + DAY_MS ? head : null], { code: "review", no, title }),
      };
    case "supervision_due": {
      const by = ticket.supervisions.filter((s) => s.repliedAt === null).map((s) => s.byId);
      return { ...NOTHING, lines: to([worker, head, ...by], { code: "supervision_due", no, title }) };
    }
    case "assist_due": {
      const late = ticket.assists.filter((assist) => assist.doneAt === null && assist.dueBy <= now);
      return {
        ...NOTHING,
        lines: late.flatMap((assist) => {
          const name = directory.units.get(assist.unitId)?.name ?? "";
          return to([assist.personId, worker], { code: "assist_due", no, title, unit: name });
        }),
      };
    }
    case "look_back": {
      const { openId } = ticket.requester;
      if (openId === null || ticket.closedAt === null) return NOTHING;
      const notice: Notice = { kind: "look_back", ticketId: id, no, title, closedAt: ticket.closedAt, state: "asked" };
      return {
        ...NOTHING,
        notices: [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: id }],
      };
    }
    case "duty_alarm": {
      const alarm = 1 + Math.floor((now - alarmedAt(ticket)) / 300_000);
      return { ...NOTHING, notices: dutyAlarm(directory, ticket, { text: ticket.text || ticket.title, now, alarm }) };
    }
    default:
      return unreachable(kind);
  }
}
