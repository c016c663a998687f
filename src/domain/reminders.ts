import {
  addWorkingDays,
  endOfWorkingDay,
  isWorkingTime,
  localDay,
  nextWorkingMinute,
  startOfLocalDay,
} from "./calendar/index.ts";
import type { Directory } from "./people/directory.ts";
import { onDuty } from "./quiet-hours.ts";
import { lastMorning } from "./ticket/approver.ts";
import { callBackAt } from "./ticket/call-back.ts";
import { dispatchBy, returnedAt } from "./ticket/dispatch-by.ts";
import { reviews } from "./ticket/review.ts";
import { interimDue } from "./ticket/interim.ts";
import { isOpen } from "./ticket/state.ts";
import type { TicketState } from "./ticket/state.ts";
import { pauseEndsAt } from "./ticket/verbs/close-unanswered.ts";
import { unanswered } from "./ticket/supervisions.ts";
import { unratedCloseAt } from "./ticket/verbs/close-unrated.ts";
import { lookBackAt } from "./ticket/verbs/look-back.ts";

/**
 * accept_overdue: nobody has pressed accept in time, passed on, then each working day · contact_overdue: nobody has spoken to the
 * enterprise, each working day · contact_escalate: still nobody, a working day later · interim_due: the enterprise has not heard
 * for long · due_soon: on the morning of the working day before the limit and of its own · overdue: the limit has passed, each
 * working day · escalate: two working days late, to the leader · pause_ending: papers are missing and the pause ends on the
 * next working day · return_undecided: a return waits at the end of the day and each morning · approval_unanswered, pause_ended, close_unrated:
 * something ends by rule · approval_due: on the morning of the day on which an unanswered request ends · review: from the morning of a
 * parked matter's day · supervision_due: a supervision's reply, assist_due: an assisting unit's part, each working day ·
 * call_back: what was done again has no mark yet (二次回访) · confirm_due: a bound leader has not confirmed, each working day · confirm_late: his superior is told a day later ·
 * look_back: does it still hold? · duty_alarm: an emergency nobody has confirmed.
 */
export type ReminderKind =
  | "accept_overdue"
  | "contact_overdue"
  | "contact_escalate"
  | "due_soon"
  | "interim_due"
  | "overdue"
  | "escalate"
  | "return_undecided"
  | "approval_due"
  | "approval_unanswered"
  | "pause_ending"
  | "pause_ended"
  | "close_unrated"
  | "review"
  | "supervision_due"
  | "assist_due"
  | "confirm_due"
  | "confirm_late"
  | "look_back"
  | "call_back"
  | "duty_alarm";

export interface PlannedReminder {
  readonly kind: ReminderKind;
  /** UTC ms; outside office hours only where the category runs around the clock (domain.md B.13). */
  readonly dueAt: number;
}

/** Minutes between two alarms of an emergency that nobody has taken in hand (domain.md B.14). */
const DUTY_ALARM_MINUTES = 5;
/** Minutes between two words of the same where duty runs around the clock and nobody has moved (domain.md B.13). */
const ON_DUTY_MINUTES = 60;
/** Working days after the limit at which the leader is told (sample policy: two days after). */
const ESCALATE_DAYS = 2;
/** Working days after the limit of first contact at which a silence becomes a draft for the leader (000-16, 000-18). */
const CONTACT_ESCALATE_DAYS = 1;
/** Working days after a bound leader's own limit at which his superior is told. */
const CONFIRM_LATE_DAYS = 1;

/**
 * Every reminder the ticket's present state calls for; what is not in the list is cancelled.
 * @param after UTC ms: what repeats is planned for the first time after this; absent = its first time.
 */
export function plannedReminders(
  directory: Directory,
  ticket: TicketState,
  after: number | null = null,
): readonly PlannedReminder[] {
  const planned: PlannedReminder[] = [];
  const add = (kind: ReminderKind, at: number | null): void => {
    if (at !== null) planned.push({ kind, dueAt: at });
  };
  for (const plan of [acceptance, interim, limits, byRule, supervision, confirmation])
    plan(directory, ticket, add, after);
  return planned;
}

type Plan = (
  directory: Directory,
  ticket: TicketState,
  add: (kind: ReminderKind, at: number | null) => void,
  after: number | null,
) => void;

/** Held until the office is open, unless the category is on duty at any hour. */
const held = (directory: Directory, ticket: TicketState, at: number): number =>
  onDuty(directory, ticket) ? at : nextWorkingMinute(directory.calendar, at);

/** The first time itself, then each working morning; where duty runs around the clock, each hour. */
function again(directory: Directory, ticket: TicketState, first: number, after: number | null): number {
  if (after === null || after < first) return first;
  return onDuty(directory, ticket) ? after + ON_DUTY_MINUTES * 60_000 : nextMorning(directory, after);
}

const acceptance: Plan = (directory, ticket, add, after) => {
  if (ticket.stage === "triage" || ticket.stage === "offered")
    add(
      returnedAt(ticket) === null ? "accept_overdue" : "return_undecided",
      again(directory, ticket, held(directory, ticket, dispatchBy(directory, ticket)), after),
    );
  const started = ["triage", "offered", "in_progress"].includes(ticket.stage);
  if (started && ticket.firstContactAt === null) {
    const { contactBy } = ticket.deadlines;
    add("contact_overdue", again(directory, ticket, held(directory, ticket, contactBy), after));
    const silences = silencesLookedAt(directory, ticket);
    add("contact_escalate", silences.find(({ at }) => after === null || at > after)?.at ?? null);
  }
  const alarm = ticket.urgency === "emergency" && isOpen(ticket) && !dutyConfirmed(ticket);
  if (alarm) add("duty_alarm", (after ?? alarmedAt(ticket)) + DUTY_ALARM_MINUTES * 60_000);
};

/**
 * When a silence of whoever had it is looked at, one working day after each first contact that was due: of those who gave it
 * on without a word first, then of who has it now. Earliest first; `by` is the limit, both UTC ms.
 */
export function silencesLookedAt(directory: Directory, ticket: TicketState): readonly { by: number; at: number }[] {
  // While it was parked or with a leader nobody owed the enterprise a call.
  const resumed = ticket.pauses?.at(-1)?.to ?? 0;
  const { calendar } = directory;
  return [...(ticket.contactsMissed ?? []), { by: ticket.deadlines.contactBy }].map(({ by }) => {
    const { at } = addWorkingDays(calendar, Math.max(by, resumed), CONTACT_ESCALATE_DAYS);
    return { by, at: nextWorkingMinute(calendar, at) };
  });
}

const interim: Plan = (directory, ticket, add) => add("interim_due", interimDue(directory, ticket));

const limits: Plan = (directory, ticket, add, after) => {
  if (!["triage", "offered", "in_progress"].includes(ticket.stage)) return;
  const { calendar } = directory;
  const { resolveBy } = ticket.deadlines;
  // The day before, while an extension can still be asked for (domain.md B.4), and on the day itself.
  const mornings = [-2, -1].map((days) => nextWorkingMinute(calendar, addWorkingDays(calendar, resolveBy, days).at));
  add("due_soon", mornings.find((at) => at > Math.max(ticket.clockStartedAt, after ?? 0)) ?? null);
  add("overdue", eachMorning(directory, [resolveBy], after));
  add("escalate", nextWorkingMinute(calendar, addWorkingDays(calendar, resolveBy, ESCALATE_DAYS).at));
};

/** At each of several limits, and each working morning as long as one has passed. Earliest of them; null = no limit. */
function eachMorning(directory: Directory, limits: readonly number[], after: number | null): number | null {
  const times = limits.map((limit) => {
    const first = nextWorkingMinute(directory.calendar, limit);
    return after === null || after < first ? first : nextMorning(directory, after);
  });
  return times.length === 0 ? null : Math.min(...times);
}

/** Opening of the next working day. */
const nextMorning = (directory: Directory, at: number): number =>
  nextWorkingMinute(directory.calendar, endOfWorkingDay(directory.calendar, localDay(directory.calendar, at)));

/** Opening of the working day before an instant's own. */
function openingBefore({ calendar }: Directory, at: number): number {
  const day = localDay(calendar, addWorkingDays(calendar, at, -1).at);
  return nextWorkingMinute(calendar, startOfLocalDay(calendar, day));
}

const byRule: Plan = (directory, ticket, add) => {
  add("close_unrated", unratedCloseAt({ directory }, ticket));
  // After a bad mark nobody waits in silence for the second one: the desk asks (domain.md B.8, call-back 100 %).
  add("call_back", callBackAt(directory, ticket));
  const pauseEnds = pauseEndsAt({ directory }, ticket);
  add("pause_ended", pauseEnds);
  if (pauseEnds !== null) add("pause_ending", openingBefore(directory, pauseEnds));
  const lookBack = lookBackAt(ticket);
  if (lookBack !== null) add("look_back", nextWorkingMinute(directory.calendar, lookBack));
  if (ticket.approval === null) return;
  add("approval_unanswered", ticket.approval.decideBy);
  add("approval_due", lastMorning(directory, ticket.approval));
};

const supervision: Plan = (directory, ticket, add, after) => {
  // Each working morning until it is looked at: a parked matter must not die of its own patience.
  add("review", eachMorning(directory, reviews(directory, ticket), after));
  if (!isOpen(ticket)) return;
  const replies = unanswered(ticket).map((s) => s.replyBy);
  add("supervision_due", eachMorning(directory, replies, after));
  // Parked, its parts stand still with it: nobody can go on before it does.
  const parts =
    ticket.stage === "parked" ? [] : ticket.assists.flatMap((one) => (one.doneAt === null ? one.dueBy : []));
  add("assist_due", eachMorning(directory, parts, after));
};

/** A bound leader is reminded when his own limit has passed and then each morning; a day later his superior is. Nothing ends by itself. */
const confirmation: Plan = (directory, ticket, add, after) => {
  if (ticket.confirmation === null) return;
  const { calendar } = directory;
  const { answerBy } = ticket.confirmation;
  add("confirm_due", eachMorning(directory, [answerBy], after));
  add("confirm_late", nextWorkingMinute(calendar, addWorkingDays(calendar, answerBy, CONFIRM_LATE_DAYS).at));
};

/** When the emergency was last told of, UTC ms: with the ticket, or since. */
export const alarmedAt = (ticket: TicketState): number => ticket.alarmedAt ?? ticket.openedAt;

/** Somebody inside has acted on the emergency since it was told of: accepted it, left a note, asked for papers, solved it. */
export function dutyConfirmed(ticket: TicketState): boolean {
  // What was done about the ordinary matter before says nothing about the danger.
  const since = ticket.alarmedAt ?? Number.NEGATIVE_INFINITY;
  return (
    ticket.chain.some(({ acceptedAt }) => acceptedAt !== null && acceptedAt > since) ||
    ticket.notes.some(
      ({ kind, at }) => ["internal", "progress", "materials", "sent_back"].includes(kind) && at > since,
    ) ||
    [ticket.resolvedAt, ticket.confirmation?.askedAt].some((at) => typeof at === "number" && at > since)
  );
}

/** Whether a reminder that has come due is still wanted; the domain is asked again at the moment itself. */
export function stillWanted(directory: Directory, ticket: TicketState, kind: ReminderKind, now: number): boolean {
  if (kind === "duty_alarm") return ticket.urgency === "emergency" && !dutyConfirmed(ticket) && isOpen(ticket);
  // Said too late (the office was closed, the machine stood still), a warning is no news beside the breach.
  if (kind === "due_soon" && now > ticket.deadlines.resolveBy) return false;
  return plannedReminders(directory, ticket).some((planned) => planned.kind === kind && planned.dueAt <= now);
}

/** Kinds that come again while nothing has changed. */
export const REPEATING: ReadonlySet<ReminderKind> = new Set<ReminderKind>([
  "accept_overdue",
  "contact_overdue",
  "return_undecided",
  "duty_alarm",
  "due_soon",
  "contact_escalate",
  "overdue",
  "supervision_due",
  "assist_due",
  "confirm_due",
  "review",
]);

/** Whether a planned reminder is the first of its kind and not a repetition, of which who is above hears as well. */
export function isFirst(directory: Directory, ticket: TicketState, reminder: PlannedReminder): boolean {
  const first = plannedReminders(directory, ticket).find(({ kind }) => kind === reminder.kind);
  return first === undefined || reminder.dueAt <= first.dueAt;
}

/** When a reminder that has come due is due instead, because its limit has moved meanwhile; UTC ms, null = at no other time. */
export function dueLater(directory: Directory, ticket: TicketState, kind: ReminderKind, now: number): number | null {
  const at = plannedReminders(directory, ticket).find((planned) => planned.kind === kind)?.dueAt ?? now;
  return at > now ? at : null;
}

/**
 * Whether of a matter of duty around the clock only who is asked and who is on duty hears now: outside office hours, and after
 * the first time of a day of what was missed before it. Everybody else is told once, when his office opens (domain.md B.13).
 */
export function heardOnDutyOnly(
  directory: Directory,
  ticket: TicketState,
  { kind, dueAt }: PlannedReminder,
  now: number,
): boolean {
  const { calendar } = directory;
  if (!onDuty(directory, ticket)) return false;
  if (!isWorkingTime(calendar, now)) return true;
  const opening = nextWorkingMinute(calendar, startOfLocalDay(calendar, localDay(calendar, now)));
  const first = plannedReminders(directory, ticket).find((planned) => planned.kind === kind)?.dueAt ?? dueAt;
  // Nobody is asked: whoever is to dispatch it is the one who must act.
  return ticket.stage === "offered" && first < opening && dueAt - ON_DUTY_MINUTES * 60_000 >= opening;
}
