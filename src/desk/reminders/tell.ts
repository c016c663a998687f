import { localDay, nextWorkingMinute, workingDaysBetween } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { unreachable } from "../../domain/result.ts";
import { holder, answeringUnit, presentOn } from "../../domain/ticket/answering.ts";
import { askedOf } from "../../domain/ticket/asked.ts";
import { gaveAway } from "../../domain/ticket/authority.ts";
import { alarmedAt } from "../../domain/reminders.ts";
import { lastToldAt } from "../../domain/ticket/interim.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import { callerOf, requesterOpenId } from "../../domain/ticket/requester.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { unanswered } from "../../domain/ticket/supervisions.ts";
import { endsUnanswered, pauseEndsAt } from "../../domain/ticket/verbs/close-unanswered.ts";
import { askOf } from "./asks.ts";
import { latePart } from "./parts.ts";
import { unapproved } from "./unapproved.ts";
import { unconfirmed } from "./unconfirmed.ts";
import { uncontacted } from "./uncontacted.ts";
import { extendBy } from "../../domain/ticket/verbs/ask-extension.ts";
import { dangerWords, dutyAlarm } from "../messages/emergency.ts";
import type { CardWish, Notice, TicketLine } from "../outgoing.ts";
import { hearing } from "./at-night.ts";
import type { Reminding } from "./reminding.ts";
import { workerId } from "../tickets/told.ts";
import { answeringLine, nameOf, openIdOf, presentLine } from "../views/person-line.ts";

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
  const taken = ticket.stage !== "triage" && ticket.stage !== "offered";
  // Whoever is away or gone is not reminded; who does his work meanwhile is.
  const here = (person: string): string => presentOn(directory, ticket, person, today);
  const reach = (people: readonly (string | null)[]): string[] => [
    ...new Set(people.flatMap((person) => (person === null ? [] : [here(person)]))),
  ];
  const asked = directory.units.get(ticket.unitId ?? "");
  // Who has not accepted it does not answer for it, and neither does his unit.
  const unit = directory.units.get(answeringUnit(directory, ticket) ?? "");
  const present = (personId: string) => presentLine(directory, personId, here(personId));
  // Whom to talk to about it, with the unit that answers for it; who stands in may be of another.
  const responsible = answeringLine(directory, ticket, now);
  const who = { responsible, unit: (responsible.insteadOf === undefined ? unit?.name : responsible.unit) ?? null };
  const to = (people: readonly (string | null)[], line: TicketLine): Reminding["lines"] =>
    reach(people).flatMap((person) => {
      const openId = openIdOf(directory, person);
      return openId === null ? [] : [{ openId, ticketId: id, line }];
    });
  /** While nobody has taken it, each is asked for his own move. */
  const asks = (people: readonly (string | null)[]): Reminding["lines"] =>
    reach(people).flatMap((person) => to([person], askOf(directory, ticket, now, person, here)));
  const urgent = (person: string): Reminding["urgent"] => {
    const openId = openIdOf(directory, here(person));
    return openId === null ? [] : [{ openId, ticketId: id }];
  };
  const asker = callerOf(directory, ticket);
  const caller = { requester: asker?.name ?? null, phone: asker?.phone ?? null };
  const requester = requesterOpenId(directory, ticket);
  const head = unit?.headId ?? null;
  // Who heads a unit, where he does not do the work himself: he is told who does.
  const notWorking = (person: string | null): string | null =>
    person === null || here(person) === here(worker) ? null : person;
  const above = notWorking(head);
  const office = directory.settings.headLeaderId ?? null;
  // Who asked not to be pinged reads it in the digest.
  const loud = (person: string | null): string | null =>
    person === null || directory.people.get(here(person))?.roles.includes("quiet") === true ? null : here(person);
  // Absent in states of before it was kept.
  const giver = ticket.giver ?? null;
  const gave = giver === null ? null : here(giver.id);
  // The light on a card turns with time alone, so the card is brought up to date with the reminder.
  const cards = (people: readonly (string | null)[], as: CardWish["audience"] = "task"): CardWish[] =>
    reach(people).flatMap((person) => {
      const openId = openIdOf(directory, person);
      if (openId === null) return [];
      // Who is to dispatch it keeps the card with which he can, also while it is offered and not his own to accept or take back.
      const dispatches =
        !taken &&
        person !== ticket.offeredToId &&
        person !== gave &&
        directory.people.get(person)?.roles.includes("dispatcher");
      const audience = dispatches === true ? "dispatcher" : as;
      return [{ ticketId: id, recipient: { type: "person", openId }, audience, renew: false }];
    });
  const { awake, duty } = hearing(directory, ticket, { kind, dueAt }, now, here);
  /** To the enterprise, the first time: bad news is told before it asks (voice.md 10). */
  const outside = (line: TicketLine): Reminding["lines"] =>
    first && requester !== null ? [{ openId: requester, ticketId: id, line }] : [];
  switch (kind) {
    case "accept_overdue": {
      // Still nobody the next time: who is above the unit hears of it, and while it is nobody's the office's head.
      const leader = first ? null : (asked?.leaderId ?? office);
      const { offeredToId, responsibleId } = ticket;
      const others = awake([responsibleId, loud(leader)]);
      return {
        ...NOTHING,
        lines: asks([offeredToId, ...others, ...duty]),
        cards: [
          ...cards([offeredToId]),
          ...cards(awake([responsibleId]), gaveAway(ticket, responsibleId) ? "task" : "dispatcher"),
          ...cards(awake([loud(leader)]), "leader"),
        ],
        urgent: offeredToId === null ? [] : urgent(offeredToId),
        turns: true,
      };
    }
    case "contact_overdue":
      return uncontacted(directory, ticket, now, first, { to, cards, here, awake });
    case "call_back":
      return { ...NOTHING, lines: to([ticket.firstResponderId], { code: "call_back", no, title, ...caller }) };
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
        ...who,
      } as const;
      // Who is in fact told today: a head on leave has heard of nothing.
      const boss = head === null ? null : here(head);
      const unheard = boss === null || boss === responsible.id || openIdOf(directory, boss) === null;
      const told: TicketLine = {
        code: "overdue_told",
        no,
        title,
        resolveBy,
        responsible,
        head: unheard ? "" : nameOf(directory, boss),
        ...(unheard || boss === head ? {} : { acting: true }),
      };
      return {
        ...NOTHING,
        // Until somebody has taken it nobody can close it: accepting or dispatching it stays what is asked.
        lines: [
          ...(taken
            ? reach([worker, holder(ticket), head]).flatMap((person) =>
                to([person], person === responsible.id ? { ...line, own: true } : line),
              )
            : asks([worker, holder(ticket), head])),
          ...outside(told),
        ],
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
        ...who,
      } as const;
      return { ...NOTHING, lines: to([loud(leader)], line), cards: cards([loud(leader)], "leader") };
    }
    case "confirm_due":
    case "confirm_late":
      return unconfirmed(directory, ticket, kind, now);
    case "approval_due":
      return unapproved(directory, ticket, now);
    case "return_undecided": {
      // Undecided the next time: who heads the desk hears of it, as of what nobody accepts.
      const desk = first ? null : loud(above ?? office);
      const deciding = awake([ticket.responsibleId]);
      return {
        ...NOTHING,
        lines: asks([...deciding, ...awake([desk]), ...duty]),
        cards: [...cards(deciding, "dispatcher"), ...cards(awake([desk]))],
        turns: true,
      };
    }
    case "review": {
      // Asked for more time, he waits for his leader's word; the enterprise hears on its day all the same.
      const waits = ticket.approval?.kind === "parking";
      const line = { code: "review", no, title, until: ticket.parking?.until ?? now } as const;
      // Not looked at on its day: his head is told as well, as at any breach (003-11).
      const boss = first || waits ? null : above;
      return {
        ...NOTHING,
        lines: [
          ...to([waits ? null : worker], line),
          ...to([boss], { ...line, worker: present(worker) }),
          ...outside({ code: "review_told", no, title, responsible }),
        ],
        cards: cards([boss]),
        turns: true,
      };
    }
    case "supervision_due": {
      const late = unanswered(ticket).filter((s) => s.replyBy <= now);
      // Who asked hears once that nothing has come, however late this is said; who owes the answer, each morning.
      const asked = late.filter((s) => first || nextWorkingMinute(calendar, s.replyBy) >= dueAt);
      // Until somebody has accepted it the reply is owed by who answers for it, not by who is offered it (000-16).
      const owes = holder(ticket);
      const boss = head === null || here(head) === here(owes) ? null : head;
      return {
        ...NOTHING,
        lines: [
          ...to([owes, ...asked.map(({ byId }) => loud(byId))], { code: "supervision_due", no, title }),
          ...to([boss], { code: "supervision_due", no, title, worker: present(owes) }),
        ],
        cards: cards([boss]),
      };
    }
    case "assist_due":
      return { ...NOTHING, ...latePart(directory, ticket, now, first, { to, cards, here }) };
    case "pause_ending": {
      const until = pauseEndsAt({ directory }, ticket);
      if (requester === null || until === null) return NOTHING;
      const { materials } = ticket;
      const goesOn = endsUnanswered(directory, ticket) ? {} : { goesOn: true as const };
      const line = { code: "pause_ending", no, title, until, materials, ...goesOn } as const;
      return { ...NOTHING, lines: [{ openId: requester, ticketId: id, line }] };
    }
    case "look_back": {
      if (requester === null || ticket.closedAt === null) return NOTHING;
      const { closedAt } = ticket;
      const { mark } = askedOf(ticket);
      const notice: Notice = { kind: "look_back", ticketId: id, no, title, closedAt, mark, state: "asked" };
      return {
        ...NOTHING,
        notices: [{ recipient: { type: "person", openId: requester }, notice, replyTo: null, replyToCardOf: id }],
      };
    }
    case "duty_alarm": {
      const alarm = 1 + Math.floor((now - alarmedAt(ticket)) / 300_000);
      return { ...NOTHING, notices: dutyAlarm(directory, ticket, { text: dangerWords(ticket), now, alarm }) };
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
