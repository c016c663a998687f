import { localDay, nextWorkingMinute, workingDaysBetween } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { unreachable } from "../../domain/result.ts";
import { answering, holder, answeringUnit } from "../../domain/ticket/answering.ts";
import { gaveAway } from "../../domain/ticket/authority.ts";
import { alarmedAt, lastToldAt } from "../../domain/reminders.ts";
import { presentFor, presentToDispatch } from "../../domain/people/standing-in.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { unanswered } from "../../domain/ticket/supervisions.ts";
import { pauseEndsAt } from "../../domain/ticket/verbs/close-unanswered.ts";
import { mayBeReturned } from "../../domain/ticket/verbs/return.ts";
import { unapproved } from "./unapproved.ts";
import { unconfirmed } from "./unconfirmed.ts";
import { extendBy } from "../../domain/ticket/verbs/ask-extension.ts";
import { dutyAlarm } from "../messages/emergency.ts";
import type { CardWish, Notice, NoticeWish, TicketLine } from "../outgoing.ts";
import { hearing } from "./at-night.ts";
import type { Reminded, UrgentWish } from "./reminded.ts";
import { workerId } from "../tickets/told.ts";
import { answeringLine, nameOf, openIdOf } from "../views/person-line.ts";

export interface Reminding {
  /** Lines by person, to be bundled. */
  readonly lines: readonly {
    readonly openId: string;
    readonly ticketId: string;
    readonly line: TicketLine;
    /** Told alone, it is this card instead of a line. */
    readonly draft?: Extract<Notice, { kind: "accountability_draft" }>;
    /** The reminder it comes from; absent = a draft, which is none. */
    readonly of?: Reminded;
  }[];
  readonly notices: readonly NoticeWish[];
  readonly cards: readonly CardWish[];
  /** Persons whose card is marked urgent in the app, because nothing else has moved them. */
  readonly urgent: readonly UrgentWish[];
  /** True = every card of it that somebody has says something else from now on, though nothing has happened. */
  readonly turns?: boolean;
}

const DAY_MS = 86_400_000;

const NOTHING: Reminding = { lines: [], notices: [], cards: [], urgent: [] };

/**
 * Who is reminded of what when a reminder comes due: the worker first, his head at breach (003-11), the leader later.
 * @param first false = it has been said before, and nothing has moved since. @param dueAt when it was due, UTC ms.
 */
export function remind(
  directory: Directory,
  ticket: TicketState,
  kind: ReminderKind,
  now: number,
  first: boolean,
  dueAt: number = now,
): Reminding {
  const { id, no, title } = ticket;
  const { resolveBy } = ticket.deadlines;
  const { calendar } = directory;
  const today = localDay(calendar, now);
  const workingDaysLeft = workingDaysBetween(calendar, now, resolveBy);
  const worker = workerId(ticket);
  // Whoever is away or gone is not reminded; who does his work meanwhile is.
  const here = (person: string): string =>
    ticket.stage === "triage" ? presentToDispatch(directory, person, today) : presentFor(directory, person, today);
  const reach = (people: readonly (string | null)[]): string[] => [
    ...new Set(people.flatMap((person) => (person === null ? [] : [here(person)]))),
  ];
  const asked = directory.units.get(ticket.unitId ?? "");
  // Who has not accepted it does not answer for it, and neither does his unit.
  const unit = directory.units.get(answeringUnit(directory, ticket) ?? "");
  const responsible = nameOf(directory, ticket.responsibleId);
  const offeredTo = ticket.offeredToId === null ? null : nameOf(directory, ticket.offeredToId);
  const to = (people: readonly (string | null)[], line: TicketLine): Reminding["lines"] =>
    reach(people).flatMap((person) => {
      const openId = openIdOf(directory, person);
      return openId === null ? [] : [{ openId, ticketId: id, line }];
    });
  const urgent = (person: string): Reminding["urgent"] => {
    const openId = openIdOf(directory, here(person));
    return openId === null ? [] : [{ openId, ticketId: id }];
  };
  const head = unit?.headId ?? null;
  // Who heads a unit, where he does not do the work himself: he is told who does.
  const notWorking = (person: string | null): string | null =>
    person === null || here(person) === here(worker) ? null : person;
  const above = notWorking(head);
  const office = directory.settings.headLeaderId ?? null;
  // Who asked not to be pinged reads it in the digest.
  const loud = (person: string | null): string | null =>
    person === null || directory.people.get(here(person))?.roles.includes("quiet") === true ? null : here(person);
  // The light on a card turns with time alone, so the card is brought up to date with the reminder.
  const cards = (people: readonly (string | null)[], as: CardWish["audience"] = "task"): CardWish[] =>
    reach(people).flatMap((person) => {
      const openId = openIdOf(directory, person);
      if (openId === null) return [];
      // Who is to dispatch it keeps the card with which he can.
      const dispatches = ticket.stage === "triage" && directory.people.get(person)?.roles.includes("dispatcher");
      const audience = dispatches === true ? "dispatcher" : as;
      return [{ ticketId: id, recipient: { type: "person", openId }, audience, renew: false }];
    });
  const person = directory.people.get(ticket.requester.personId ?? "");
  const asker = { requester: person?.name ?? null, phone: person?.phone ?? null };
  const { awake, duty } = hearing(directory, ticket, { kind, dueAt }, now, here);
  /** To who is on duty tonight and is not told otherwise: whom to call. */
  const onCall = (told: readonly (string | null)[]): Reminding["lines"] =>
    to(
      duty.filter((person) => !told.includes(person)),
      { code: "accept_overdue", no, title, offeredTo, responsible, onDuty: true },
    );
  /** To the enterprise, the first time: bad news is told before it asks (voice.md 10). */
  const outside = (line: TicketLine): Reminding["lines"] =>
    first && ticket.requester.openId !== null ? [{ openId: ticket.requester.openId, ticketId: id, line }] : [];
  switch (kind) {
    case "accept_overdue": {
      // Still nobody the next time: who is above the unit hears of it, and while it is nobody's the office's head.
      const leader = first ? null : (asked?.leaderId ?? office);
      const line: TicketLine = { code: "accept_overdue", no, title, offeredTo, responsible };
      const { offeredToId, responsibleId } = ticket;
      const returnable = mayBeReturned(directory, ticket, now);
      const toAccept = to([offeredToId], { code: "accept_asked", no, title, returnable });
      const others = awake([responsibleId, loud(leader)]).filter((person) => person !== offeredToId);
      return {
        ...NOTHING,
        lines: [...toAccept, ...to(others, line), ...onCall(others)],
        cards: [
          ...cards([offeredToId]),
          ...cards(awake([responsibleId]), gaveAway(ticket, responsibleId) ? "task" : "dispatcher"),
          ...cards(awake([loud(leader)]), "leader"),
        ],
        urgent: offeredToId === null ? [] : urgent(offeredToId),
        turns: true,
      };
    }
    case "contact_overdue": {
      const line = { code: "contact_overdue", no, title, ...asker } as const;
      const askedHead = notWorking(asked?.headId ?? null);
      return {
        ...NOTHING,
        lines: [
          ...to(awake([worker]), line),
          ...(first ? [] : to(awake([askedHead]), { ...line, worker: nameOf(directory, worker) })),
        ],
        cards: first ? [] : cards(awake([askedHead])),
        turns: true,
      };
    }
    case "call_back":
      return { ...NOTHING, lines: to([ticket.firstResponderId], { code: "call_back", no, title, ...asker }) };
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
        lines: to([worker], {
          code: "due_soon",
          no,
          title,
          resolveBy,
          workingDaysLeft,
          extendBy: extendBy(directory, ticket, now),
          now,
        }),
        cards: cards([worker]),
        turns: true,
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
      const told: TicketLine = {
        code: "overdue_told",
        no,
        title,
        resolveBy,
        responsible: answeringLine(directory, ticket, now),
        head: head === answering(directory, ticket, now).id ? "" : nameOf(directory, head),
      };
      return {
        ...NOTHING,
        lines: [...to([worker, holder(ticket), head], line), ...outside(told)],
        cards: cards([worker, holder(ticket), head]),
        urgent: urgent(worker),
        turns: true,
      };
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
      return { ...NOTHING, lines: to([loud(leader)], line), cards: cards([loud(leader)], "leader") };
    }
    case "confirm_due":
    case "confirm_late":
      return unconfirmed(directory, ticket, kind, now);
    case "approval_due":
      return unapproved(directory, ticket, now);
    case "return_undecided": {
      const deciding = awake([ticket.responsibleId]);
      return { ...NOTHING, lines: [...to(deciding, { code: "return_undecided", no, title }), ...onCall(deciding)] };
    }
    case "review":
      // Not looked at on its day: his head is told as well, as at any breach (003-11).
      return {
        ...NOTHING,
        lines: [
          ...to([worker, now > (ticket.parking?.until ?? now) + DAY_MS ? head : null], { code: "review", no, title }),
          ...outside({ code: "review_told", no, title, responsible: answeringLine(directory, ticket, now) }),
        ],
        turns: true,
      };
    case "supervision_due": {
      const late = unanswered(ticket).filter((s) => s.replyBy <= now);
      // Who asked hears once that nothing has come, however late this is said; who owes the answer, each morning.
      const asked = late.filter((s) => first || nextWorkingMinute(calendar, s.replyBy) >= dueAt);
      return {
        ...NOTHING,
        lines: [
          ...to([worker, ...asked.map(({ byId }) => loud(byId))], { code: "supervision_due", no, title }),
          ...to([above], { code: "supervision_due", no, title, worker: nameOf(directory, worker) }),
        ],
        cards: cards([above]),
      };
    }
    case "assist_due": {
      const late = ticket.assists.filter((assist) => assist.doneAt === null && assist.dueBy <= now);
      // The head can give it to somebody else, for which he needs the card.
      const heads = late.map(({ unitId }) => directory.units.get(unitId)?.headId ?? null);
      return {
        ...NOTHING,
        cards: cards([...late.map(({ personId }) => personId), ...(first ? [] : heads)], "assist"),
        lines: late.flatMap((assist) => {
          const assisting = directory.units.get(assist.unitId);
          const boss = first ? null : (assisting?.headId ?? null);
          return to([assist.personId, holder(ticket), boss], {
            code: "assist_due",
            no,
            title,
            unit: assisting?.name ?? "",
          });
        }),
      };
    }
    case "pause_ending": {
      const { openId } = ticket.requester;
      const until = pauseEndsAt({ directory }, ticket);
      if (openId === null || until === null) return NOTHING;
      const { materials } = ticket;
      return {
        ...NOTHING,
        lines: [{ openId, ticketId: id, line: { code: "pause_ending", no, title, until, materials } }],
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
    case "close_unrated":
    case "pause_ended":
    case "approval_unanswered":
      // Carried out by rule, and told by what that changes.
      return NOTHING;
    default:
      return unreachable(kind);
  }
}
