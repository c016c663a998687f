import { localParts, workingBetween } from "../../src/domain/calendar/index.ts";
import type { Directory } from "../../src/domain/people/directory.ts";
import type { Figures } from "../../src/domain/stats/figures.ts";
import type { Period } from "../../src/domain/stats/period.ts";
import type { TicketEvent } from "../../src/domain/ticket/events.ts";

/**
 * The same figures reckoned again the long way: by walking over the raw events of every ticket, without states, facts or
 * any code of the product but its calendar. What the product shows must agree to the last digit.
 */
export function slowFigures(
  directory: Directory,
  histories: Iterable<readonly TicketEvent[]>,
  period: Period,
  now: number,
  wanted: (unitId: string | null, category: string | null, projectId: string | null) => boolean = () => true,
): Figures {
  const inside = (at: number): boolean => at >= period.from && at < period.to;
  const end = Math.min(period.to, now + 1);
  const sum = {
    opened: 0,
    bad_mark: 0,
    not_solved: 0,
    relapse: 0,
    was_request: 0,
    resolved: 0,
    refused: 0,
    withdrawn: 0,
    merged: 0,
    terminated: 0,
    dismissed: 0,
    before: 0,
    after: 0,
    unrated: 0,
    returned: 0,
    extended: 0,
    second: 0,
    fen: 0,
  };
  const accept = { of: 0, good: 0 };
  const response = { of: 0, good: 0 };
  const onTime = { of: 0, good: 0 };
  const marks: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  const minutes: number[] = [];
  const hours = Array.from({ length: 24 }, () => 0);
  const judge = (share: { of: number; good: number }, done: number | null, due: number, ended: number | null): void => {
    if (done !== null && done <= due) {
      if (inside(done)) {
        share.of += 1;
        share.good += 1;
      }
    } else if (!(done === null && ended !== null && ended <= due) && due < now && inside(due)) share.of += 1;
  };

  for (const history of histories) {
    const category = lastCategory(history);
    if (category !== null && directory.categories.get(category)?.confidential === true) continue;
    for (const round of roundsOf(history)) {
      if (!wanted(unitAfter(history, round.upTo), category, lastProject(history))) continue;
      const { events } = round;
      const first = events[0] as TicketEvent;
      if (first.type === "opened") {
        if (inside(first.at)) {
          sum.opened += 1;
          const { hour } = localParts(directory.calendar, first.at);
          hours[hour] = (hours[hour] ?? 0) + 1;
        }
        const taken = events.find((e) => e.type === "accepted");
        const settles = events.findIndex((e) => e.type === "accepted" || e.type === "passed_on");
        const due = limitBefore(events, settles === -1 ? events.length : settles, "acceptBy");
        judge(accept, taken?.at ?? null, due, endOf(events));
      } else if (inside(first.at)) sum[causeOf(history, first)] += 1;

      const spoken = events.findIndex(
        (e) => (e.type === "progressed" && e.data.visible) || e.type === "materials_requested" || isResult(e),
      );
      const unitBefore = unitAfter(history, round.upTo - events.length);
      const contactDue = contactLimit(events.slice(0, spoken === -1 ? events.length : spoken), unitBefore);
      const contactWaits = pauseBefore(events, spoken === -1 ? events.length : spoken);
      const told = events[spoken];
      // While a leader looks at the result, or it is parked, nobody owes a call: the limit stands still.
      if (contactWaits === null || contactWaits > contactDue)
        judge(response, told?.at ?? null, contactDue, endOf(events));
      else if (told !== undefined) judge(response, told.at, Math.max(contactDue, told.at), null);

      const result = events.find(isResult);
      const stop = result ?? events.find((e) => isEnd(e));
      const upTo = stop === undefined ? events.length : events.indexOf(stop);
      let due = limitBefore(events, upTo, "resolveBy");
      const pausedAt = pauseBefore(events, upTo);
      // While the clock stands still nobody is late: what counts is when it was paused or handed in.
      if (stop !== undefined && pausedAt !== null && pausedAt <= due) due = Math.max(due, stop.at);
      const stands = stop === undefined && pausedAt !== null && pausedAt <= due;
      if (!stands) judge(onTime, result?.at ?? null, due, result === undefined ? endOf(events) : null);

      if (inHand(events, period.from)) sum.before += 1;
      if (inHand(events, end)) sum.after += 1;
      let seen = { returned: false, extended: false };
      for (const event of events) {
        if (event.type === "returned" && !seen.returned) {
          seen = { ...seen, returned: true };
          if (inside(event.at)) sum.returned += 1;
        }
        if (event.type === "approval_given" && event.data.kind === "extension" && !seen.extended) {
          seen = { ...seen, extended: true };
          if (inside(event.at)) sum.extended += 1;
        }
        if (!inside(event.at)) continue;
        if (isResult(event)) {
          sum.resolved += 1;
          minutes.push(Math.round(workingBetween(directory.calendar, first.at, event.at)));
          const yuan = benefitOf(events, event);
          if (yuan !== null) sum.fen += Math.round(yuan * 100);
        }
        if (event.type === "rated") marks[event.data.level - 1] = (marks[event.data.level - 1] ?? 0) + 1;
        if (event.type === "closed" && event.data.reason === "unrated") sum.unrated += 1;
        if (event.type === "materials_requested" && event.data.count === 2) sum.second += 1;
        if (
          event.type === "refused" ||
          event.type === "withdrawn" ||
          event.type === "merged" ||
          event.type === "dismissed" ||
          event.type === "terminated"
        )
          sum[event.type] += 1;
      }
    }
  }
  const rated = marks.reduce((all, one) => all + one, 0);
  const content = marks[2] + marks[3] + marks[4];
  return {
    opened: sum.opened,
    redo: { bad_mark: sum.bad_mark, not_solved: sum.not_solved, relapse: sum.relapse, was_request: sum.was_request },
    resolved: sum.resolved,
    otherwise: {
      refused: sum.refused,
      withdrawn: sum.withdrawn,
      merged: sum.merged,
      terminated: sum.terminated,
      not_request: sum.dismissed,
    },
    inHandBefore: sum.before,
    inHandAfter: sum.after,
    accept,
    response,
    onTime,
    solution: { of: rated + sum.not_solved + sum.relapse, good: content },
    satisfaction: { of: rated, good: content },
    marks,
    unrated: sum.unrated,
    handledMinutes: minutes.toSorted((a, b) => a - b),
    returned: sum.returned,
    extended: sum.extended,
    secondMaterials: sum.second,
    benefitFen: sum.fen,
    hours,
  };
}

interface Round {
  readonly events: readonly TicketEvent[];
  /** Index in the history behind the round's last event. */
  readonly upTo: number;
}

function roundsOf(history: readonly TicketEvent[]): Round[] {
  const starts = history.flatMap((event, i) =>
    ["opened", "reopened", "restored", "resumed"].includes(event.type) ? [i] : [],
  );
  return starts.map((start, i) => {
    const upTo = starts[i + 1] ?? history.length;
    return { events: history.slice(start, upTo), upTo };
  });
}

function causeOf(
  history: readonly TicketEvent[],
  reopened: TicketEvent,
): "bad_mark" | "not_solved" | "relapse" | "was_request" {
  if (reopened.type === "restored" || reopened.type === "resumed") return "was_request";
  const before = history.slice(0, history.indexOf(reopened));
  if (before.at(-1)?.type === "rated") return "bad_mark";
  return before.findLast((e) => e.type === "closed" || isResult(e))?.type === "closed" ? "relapse" : "not_solved";
}

function lastCategory(history: readonly TicketEvent[]): string | null {
  let category: string | null = null;
  for (const { type, data } of history)
    if (type === "opened" || type === "dispatched" || type === "described") category = data.category ?? category;
  return category;
}

function unitAfter(history: readonly TicketEvent[], upTo: number): string | null {
  let unit: string | null = null;
  for (const event of history.slice(0, upTo)) {
    unit = movedTo(event, unit);
  }
  return unit;
}

/** Unit that is asked after an event: whoever is offered it, from the offer on. */
function movedTo(event: TicketEvent, unit: string | null): string | null {
  if (event.type === "opened" || event.type === "dispatched" || event.type === "passed_on") return event.data.unitId;
  if (event.type === "handed_over" && event.data.contactBy !== undefined) return event.data.unitId ?? unit;
  if (event.type === "described" && event.data.offeredToId !== null) return event.data.unitId;
  if (event.type === "accepted") return event.data.unitId ?? unit;
  return event.type === "returned" || event.type === "restored" ? null : unit;
}

/** First contact of a round whose enterprise has not been spoken to yet: a unit that has missed it once has missed it. */
function contactLimit(events: readonly TicketEvent[], unitBefore: string | null): number {
  let unit = unitBefore;
  let limit = Number.NaN;
  const missed = new Map<string | null, number>();
  for (const event of events) {
    const { data } = event;
    const given = event.type === "handed_over" || event.type === "passed_on" ? event.data.contactBy : undefined;
    const found = event.type === "described" && event.data.offeredToId !== null;
    // Wherever it goes from here, a limit that has passed was not the next one's.
    const goes = given !== undefined || found || event.type === "dispatched" || event.type === "returned";
    if (goes && limit < event.at && !missed.has(unit)) missed.set(unit, limit);
    if (given !== undefined) limit = given;
    // Taken back by the giver: what he had owed holds.
    if (event.type === "accepted" && event.data.contactBy !== undefined) limit = event.data.contactBy;
    if ("deadlines" in data && data.deadlines !== null) limit = data.deadlines.contactBy;
    unit = movedTo(event, unit);
  }
  return missed.get(unit) ?? limit;
}

/** A limit as the last event before index `upTo` has left it. */
function limitBefore(
  events: readonly TicketEvent[],
  upTo: number,
  which: "acceptBy" | "contactBy" | "resolveBy",
): number {
  let limit = Number.NaN;
  for (const { data } of events.slice(0, upTo)) {
    if ("deadlines" in data && data.deadlines !== null) limit = data.deadlines[which];
    if (which === "acceptBy" && "acceptBy" in data) limit = data.acceptBy;
  }
  return limit;
}

function pauseBefore(events: readonly TicketEvent[], upTo: number): number | null {
  let since: number | null = null;
  for (const event of events.slice(0, upTo)) {
    if (event.type === "materials_requested") since = event.at;
    if (event.type === "approval_given" && event.data.kind === "parking") since ??= event.at;
    if (event.type === "handed_in") since = event.at;
    if (event.type === "confirmed" || event.type === "sent_back") since = null;
    if (event.type === "pause_over" || (event.type === "alarmed" && event.data.resumes === true)) since = null;
    if (event.type === "unparked" || (event.type === "supplemented" && event.data.resumes)) since = null;
  }
  return since;
}

/** The result is told to the enterprise: at once, or when a project's bound leader has confirmed it. */
export const isResult = (event: TicketEvent): boolean => event.type === "resolved" || event.type === "confirmed";

/** Money of a result; a leader confirms what was handed in last. */
function benefitOf(events: readonly TicketEvent[], result: TicketEvent): number | null {
  const told = events
    .slice(0, events.indexOf(result) + 1)
    .findLast((e) => e.type === "resolved" || e.type === "handed_in");
  return told?.type === "resolved" || told?.type === "handed_in" ? told.data.benefitYuan : null;
}

function lastProject(history: readonly TicketEvent[]): string | null {
  let project: string | null = null;
  for (const event of history) {
    if (event.type === "opened") project = event.data.projectId ?? null;
    if (event.type === "project_set") project = event.data.projectId;
  }
  return project;
}

const isEnd = (event: TicketEvent): boolean =>
  ["closed", "refused", "withdrawn", "merged", "terminated", "dismissed"].includes(event.type);

/** End before a result matters only; a round sent back has had its result. */
const endOf = (events: readonly TicketEvent[]): number | null => events.find(isEnd)?.at ?? null;

function inHand(events: readonly TicketEvent[], at: number): boolean {
  let yes = false;
  for (const event of events) {
    if (event.at >= at) break;
    if (["opened", "reopened", "restored", "resumed"].includes(event.type)) yes = true;
    if (isResult(event) || isEnd(event)) yes = false;
  }
  return yes;
}
