import { localDay } from "../calendar/index.ts";
import { personOf } from "../people/actor.ts";
import type { Directory } from "../people/directory.ts";
import { standsInFor } from "../people/standing-in.ts";
import { substitute } from "../people/rota.ts";
import { holder, presentOn } from "./answering.ts";
import { mayApprove } from "./approver.ts";
import { mayConfirm } from "./confirmer.ts";
import type { DecideContext } from "./context.ts";
import type { TicketState } from "./state.ts";
import { isOpen } from "./state.ts";
import { callBackAt, callBackBy } from "./call-back.ts";
import { dutyTakerNow } from "./duty-taker.ts";
import { unanswered } from "./supervisions.ts";
import { pauseEndsAt } from "./verbs/close-unanswered.ts";

/**
 * What a person has to do about a ticket. accept, contact, result: the work itself · hold: the first responder answers until
 * the other has accepted (首问), and calls the enterprise himself once that is late · dispatch: nobody has it yet · reply: to
 * a supervision · assist: his unit's part · extension, parking, termination, confirm: a leader's word · coordinate: taken up to him (提级) · unpark: a parked matter's day has come · awaiting, parked: nothing for now.
 */
export type TodoKind =
  | "accept"
  | "hold"
  | "dispatch"
  | "contact"
  | "reply"
  | "result"
  | "assist"
  | "extension"
  | "parking"
  | "termination"
  | "confirm"
  | "coordinate"
  | "unpark"
  | "call_back"
  | "awaiting"
  | "parked";

export interface Todo {
  readonly what: TodoKind;
  /** By when, UTC ms. Of what waits: until when it does. */
  readonly by: number;
  /** True = nothing to do before `by`. */
  readonly waits: boolean;
}

/** The most pressing of what the acting person has to do about a ticket; null = nothing (000-10, 000-16, domain.md B.1, B.4). */
export function todoOf(context: DecideContext, ticket: TicketState): Todo | null {
  const person = personOf(context.directory, context.actor);
  if (person === null) return null;
  return todosOf(context, ticket, person.id).toSorted(byPressure)[0] ?? null;
}

type Pressure = Pick<Todo, "by" | "waits">;
/** What waits comes last, the earlier limit first. */
export const byPressure = (a: Pressure, b: Pressure): number => Number(a.waits) - Number(b.waits) || a.by - b.by;

/** All that a person has to do about an open ticket, in no order. */
export function todosOf(
  { directory, now }: Pick<DecideContext, "directory" | "now">,
  ticket: TicketState,
  personId: string,
): Todo[] {
  if (!isOpen(ticket)) return [];
  const { approval, confirmation, deadlines } = ticket;
  const todos: Todo[] = [];
  const day = localDay(directory.calendar, now);
  const does = (id: string | null): boolean =>
    id !== null && (id === personId || standsInFor(directory, personId, id, day));
  const add = (what: TodoKind, by: number, waits = false): void => void todos.push({ what, by, waits });
  if (approval !== null && mayApprove(directory, ticket, personId, now)) add(approval.kind, approval.decideBy);
  if (confirmation !== null && mayConfirm(directory, ticket, personId, now)) add("confirm", confirmation.answerBy);
  const paused = ticket.stage === "awaiting_requester" || (ticket.stage === "parked" && now < parkingEnd(ticket));
  if (does(upTo(ticket))) add("coordinate", parkingEnd(ticket), paused);
  const stands = ticket.stage === "parked";
  for (const { personId: own, doneAt, dueBy } of ticket.assists)
    if (does(own) && doneAt === null) add("assist", stands ? parkingEnd(ticket) : dueBy, stands);
  if (ticket.stage === "offered" && does(ticket.offeredToId)) add("accept", deadlines.acceptBy);
  const call = callBackAt(directory, ticket);
  if (call !== null && does(callBackBy(ticket))) add("call_back", call);
  const silent = ticket.firstContactAt === null;
  if (silent && does(dutyTakerNow(ticket))) add("contact", deadlines.contactBy);
  const own = holder(ticket);
  if (own !== personId && presentOn(directory, ticket, own, day) !== personId) return todos;
  const reply = unanswered(ticket).map(({ replyBy }) => replyBy);
  if (reply.length > 0) add("reply", Math.min(...reply));
  if (ticket.stage === "triage") add("dispatch", deadlines.acceptBy);
  if (ticket.stage === "offered" && !does(ticket.offeredToId)) {
    // What he has promised to the enterprise is late: that comes before waiting for the other.
    if (!silent || now < deadlines.contactBy) add("hold", deadlines.acceptBy);
    if (silent) add("contact", deadlines.contactBy);
  }
  if (ticket.stage === "in_progress") add("result", deadlines.resolveBy);
  if (ticket.stage === "in_progress" && silent) add("contact", deadlines.contactBy);
  if (ticket.stage === "awaiting_requester")
    add("awaiting", pauseEndsAt({ directory }, ticket) ?? deadlines.resolveBy, true);
  if (ticket.stage === "parked") todos.push(parkedUntil(directory, ticket, now));
  return todos;
}

/** The leader it has been taken up to, while somebody still works on it. */
const upTo = ({ stage, takenUpTo }: TicketState): string | null =>
  stage === "awaiting_rating" || stage === "awaiting_confirmation" ? null : (takenUpTo ?? null);

/** The day of a parked matter; of every other its limit. UTC ms. */
const parkingEnd = ({ parking, deadlines }: TicketState): number => parking?.until ?? deadlines.resolveBy;

/** A parked matter waits until its review day; then somebody has to look at it. */
export function parkedUntil({ calendar }: Directory, ticket: TicketState, now: number): Todo {
  const by = parkingEnd(ticket);
  const waits = localDay(calendar, now) < localDay(calendar, by);
  return { what: waits ? "parked" : "unpark", by, waits };
}

/**
 * Under whose names something may wait for a person: his own, of those he stands in for today, and of those who stood in for
 * him when they were asked. The rules say afterwards what of it is really his.
 * @param day local day, YYYY-MM-DD.
 */
export function namesFor(directory: Directory, personId: string, day: string): string[] {
  const own = directory.people.get(personId)?.delegateId ?? null;
  const others = [...directory.people.values()].filter(
    ({ id, delegateId }) => id === own || (delegateId !== null && substitute(directory, id, day)?.id === personId),
  );
  return [...new Set([personId, ...others.map(({ id }) => id)])];
}

/** For whom besides its own people an open ticket waits: kept beside it, so that lists find it (000-10, B.4, 000-09). */
export function partsOf(ticket: TicketState): readonly { readonly personId: string; readonly unitId: string | null }[] {
  if (!isOpen(ticket)) return [];
  const { approval, confirmation, assists } = ticket;
  const leader = upTo(ticket);
  const caller = callBackBy(ticket);
  const taker = ticket.firstContactAt === null ? dutyTakerNow(ticket) : null;
  return [
    ...assists.flatMap(({ personId, unitId, doneAt }) => (doneAt === null ? [{ personId, unitId }] : [])),
    ...(approval === null ? [] : [{ personId: approval.approverId, unitId: null }]),
    ...(confirmation === null ? [] : [{ personId: confirmation.leaderId, unitId: null }]),
    ...(caller === null ? [] : [{ personId: caller, unitId: null }]),
    ...(taker === null ? [] : [{ personId: taker, unitId: null }]),
    ...(leader === null ? [] : [{ personId: leader, unitId: null }]),
  ];
}
