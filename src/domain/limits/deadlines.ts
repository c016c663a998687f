import {
  addDays,
  addWorking,
  addWorkingDays,
  endOfWorkingDay,
  localDay,
  reachesUnknownYear,
} from "../calendar/index.ts";
import type { Reckoned, WorkingCalendar } from "../calendar/index.ts";
import { unreachable } from "../result.ts";
import type { Deadlines, Urgency } from "../ticket/state.ts";
import type { Limit, LimitPolicy } from "./policy.ts";

export interface DeadlineStart {
  readonly urgency: Urgency;
  /** UTC ms. */
  readonly receivedAt: number;
  readonly calendar: WorkingCalendar;
  /** key = 重点企业 (002-20). */
  readonly tier: "key" | "normal";
  /** Found complex (疑难): its own final limit, where the policy has one. */
  readonly complex?: boolean;
  /** Done again after a bad mark: its own final limit, where the policy has one, and first contact within a working day (B.8). */
  readonly redo?: boolean;
}

/** Working days within which whoever gave a bad mark is spoken to (domain.md B.8, Shanghai art. 29). */
const REDO_CONTACT_DAYS = 1;

/**
 * Accept, first contact and final limit of a request, in UTC ms (000-17, domain.md B.2).
 * An earlier step never ends after a later one: who must be heard within two hours must be taken in hand within two.
 */
export function deadlines(policy: LimitPolicy, start: DeadlineStart): Deadlines {
  const { calendar, receivedAt, urgency } = start;
  const always = runsAlways(policy, urgency);
  const resolve = limitEnd(calendar, receivedAt, finalLimit(policy, start));
  const contact = limitEnd(
    calendar,
    receivedAt,
    atAnyHour(ofTier(start.tier, policy.keyContact, policy.contact), start, always),
  );
  const accept = limitEnd(calendar, receivedAt, atAnyHour(acceptLimit(policy, start), start, always));
  const heard = start.redo === true ? addWorkingDays(calendar, receivedAt, REDO_CONTACT_DAYS).at : contact.at;
  const contactBy = Math.min(contact.at, heard, resolve.at);
  return {
    acceptBy: Math.min(accept.at, contactBy),
    contactBy,
    resolveBy: resolve.at,
    provisional: accept.provisional || contact.provisional || resolve.provisional,
  };
}

/**
 * Whether accept and first contact are owed at night too: where duty runs around the clock, unless it can wait, and in an
 * emergency, whatever the category (domain.md B.13, B.14).
 */
export function runsAlways(policy: LimitPolicy, urgency: Urgency): boolean {
  return urgency === "emergency" || (policy.runs24x7 && urgency !== "low");
}

/**
 * End of one limit counted from `at` (UTC ms). Calendar days end at the close of office hours of the last day; when it
 * rests, of the next working day; the day of receipt does not count (民法典 201–203). Working days: see addWorkingDays.
 */
export function limitEnd(calendar: WorkingCalendar, at: number, limit: Limit): Reckoned {
  switch (limit.unit) {
    case "minutes":
      return { at: at + limit.value * 60_000, provisional: false };
    case "working_minutes":
      return addWorking(calendar, at, limit.value);
    case "working_days":
      return addWorkingDays(calendar, at, limit.value);
    case "calendar_days": {
      const end = endOfWorkingDay(calendar, addDays(localDay(calendar, at), limit.value));
      return { at: end, provisional: reachesUnknownYear(calendar, at, end) };
    }
    default:
      return unreachable(limit.unit);
  }
}

function acceptLimit(policy: LimitPolicy, { urgency, tier }: DeadlineStart): Limit {
  const urgent = urgency === "high" || urgency === "emergency";
  if (!urgent || policy.urgentAcceptMinutes === null) return ofTier(tier, policy.keyAccept, policy.accept);
  return { value: policy.urgentAcceptMinutes, unit: "working_minutes" };
}

function finalLimit(policy: LimitPolicy, { complex, redo, tier }: DeadlineStart): Limit {
  if (complex === true && policy.complexWorkingDays !== null)
    return { value: policy.complexWorkingDays, unit: "working_days" };
  return (redo === true ? policy.redoResolve : null) ?? ofTier(tier, policy.keyResolve, policy.resolve);
}

/** The limit of a tier (002-20): a key firm's or project's own, where the office has set one. */
export const ofTier = <L extends Limit | null>(
  tier: DeadlineStart["tier"],
  own: Limit | null | undefined,
  all: L,
): L | Limit => (tier === "key" ? (own ?? all) : all);

function atAnyHour(limit: Limit, { urgency, calendar }: DeadlineStart, always: boolean): Limit {
  const { value, unit } = limit;
  if (!always || unit === "minutes") return limit;
  if (unit === "working_minutes") return { value, unit: "minutes" };
  // A day of the office is as many minutes of an emergency: it must not wait for Monday.
  return urgency === "emergency" ? { value: value * calendar.minutesPerDay, unit: "minutes" } : limit;
}
