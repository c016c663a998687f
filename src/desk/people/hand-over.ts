import { addDays, localDay, startOfLocalDay } from "../../domain/calendar/index.ts";
import type { Directory, Person } from "../../domain/people/directory.ts";
import { presentOn } from "../../domain/ticket/answering.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Todo, TodoKind } from "../../domain/ticket/todo.ts";
import { todosOf } from "../../domain/ticket/todo.ts";
import type { CardWish, Notice, NoticeWish } from "../outgoing.ts";
import type { Audience } from "../views/ticket-view.ts";
import { openIdOf } from "../views/person-line.ts";

/** The office as it is in a leave or without it, at an instant (UTC ms); `later` = which is still to come. */
export interface Moment {
  readonly directory: Directory;
  readonly at: number;
  readonly later?: boolean;
}

export type Told = Extract<Notice, { kind: "leave_told" }>;

/** A ticket of somebody's, with what of it he who has it can do. */
interface InHand {
  readonly ticket: TicketState;
  readonly todos: readonly Todo[];
}

/** What is a person's to do at a moment, by whose hand it is in then. What falls due before it begins is his own. */
export function hands(
  { directory, at, later = false }: Moment,
  absentId: string,
  tickets: readonly TicketState[],
): Map<string, InHand[]> {
  const moment = { directory, now: at };
  const inHand = tickets.flatMap((ticket) => {
    const id = presentOn(directory, ticket, absentId, localDay(directory.calendar, at));
    const may = new Set(todosOf(moment, ticket, id).map(({ what }) => what));
    const own = todosOf(moment, ticket, absentId);
    const todos = own.filter(({ what, by }) => may.has(what) && (!later || by >= at));
    return todos.length === 0 ? [] : [{ id, ticket, todos }];
  });
  return Map.groupBy(inHand, ({ id }) => id);
}

/** What is told to who stands in. */
export function named({ directory, later = false }: Moment, absent: Person, inHand: readonly InHand[]): Told {
  const [from, to] = absent.active ? [absent.leaveFrom ?? "", absent.leaveTo ?? ""] : ["", ""];
  // What waits for others or for its own day is nobody's to do before that.
  const end = to === "" ? Infinity : startOfLocalDay(directory.calendar, addDays(to, 1));
  const limits = inHand
    .flatMap(({ todos }) => todos)
    .flatMap(({ by, waits, what }) => (!waits || (what === "parked" && by < end) ? [by] : []));
  const earliest = limits.length === 0 ? null : Math.min(...limits);
  return { kind: "leave_told", absent: absent.name, state: "named", from, to, count: inHand.length, earliest, later };
}

/** It is over for who stood in. */
export const over = ({ name }: Person): Told => ({
  kind: "leave_told",
  absent: name,
  state: "over",
  from: "",
  to: "",
  count: 0,
  earliest: null,
});

export function tell(directory: Directory, personId: string | null, notice: Told): NoticeWish[] {
  const openId = personId === null ? null : openIdOf(directory, personId);
  return openId === null ? [] : [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: null }];
}

/** What he has been asked for comes as its card: on a list a word that ends by tomorrow is found too late. */
const ASKED: Partial<Record<TodoKind, Audience>> = {
  extension: "leader",
  parking: "leader",
  termination: "leader",
  confirm: "leader",
  coordinate: "leader",
  assist: "assist",
};

/** What a person has to do passes from one hand into another: who has it now is told, and who had it that it is over. */
export function handOver(
  before: Moment,
  after: Moment,
  absent: Person,
  tickets: readonly TicketState[],
): { readonly told: ReadonlyMap<string, Told>; readonly cards: readonly CardWish[] } {
  const had = hands(before, absent.id, tickets);
  const has = hands(after, absent.id, tickets);
  const told = new Map<string, Told>();
  const cards: CardWish[] = [];
  for (const [id, inHand] of has) {
    const earlier = new Set(had.get(id)?.map(({ ticket }) => ticket.id));
    const fresh = inHand.filter(({ ticket }) => !earlier.has(ticket.id));
    if (fresh.length > 0) told.set(id, named(after, absent, inHand));
    const openId = openIdOf(after.directory, id);
    if (openId === null) continue;
    for (const { ticket, todos } of fresh) {
      const audience = todos.flatMap(({ what }) => ASKED[what] ?? [])[0];
      if (audience !== undefined)
        cards.push({ ticketId: ticket.id, recipient: { type: "person", openId }, audience, renew: true });
    }
  }
  for (const id of had.keys()) if (!has.has(id)) told.set(id, over(absent));
  // To himself it is no news.
  told.delete(absent.id);
  return { told, cards };
}
