import { addDays, localDay, nextWorkingMinute, startOfLocalDay } from "../../domain/calendar/index.ts";
import type { Directory, Person } from "../../domain/people/directory.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { mayApprove } from "../../domain/ticket/approver.ts";
import { mayConfirm } from "../../domain/ticket/confirmer.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { todosOf } from "../../domain/ticket/todo.ts";
import type { Statement } from "../../store/database.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { addJob } from "../../store/add-jobs.ts";
import { bumpDirectoryVersion, directoryVersion, setLeave } from "../../store/people.ts";
import { tasksOf, toListed } from "../../store/ticket-lists.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { CardWish, Notice, NoticeWish } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { openIdOf } from "../views/person-line.ts";
import { actorOf } from "./actor.ts";
import { mayStandIn } from "./leave-notice.ts";

export interface LeaveInput {
  /** Local days, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly delegateId: string | null;
}

export type LeaveResult =
  | {
      readonly type: "done";
      readonly person: Person;
      readonly delegate: string | null;
      readonly ready: readonly ReadyJob[];
    }
  | { readonly type: "repeated" }
  | { readonly type: "refused"; readonly code: "not_allowed" | "date_not_later" | "stand_in_away" };

const LONGEST_DAYS = 366;

/**
 * 请假: new tickets go to whoever stands in, or to the next on the rota; so do the reminders of what is in hand, and he may act
 * on it. He is told at once, with how much it is and by when.
 */
export async function takeLeave(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  input: LeaveInput,
): Promise<LeaveResult> {
  const { directory, person } = await who(deps, command.openId);
  if (person === undefined) return { type: "refused", code: "not_allowed" };
  const now = deps.clock.now();
  const today = localDay(directory.calendar, now);
  if (input.to < input.from || input.to < today || input.to > addDays(input.from, LONGEST_DAYS))
    return { type: "refused", code: "date_not_later" };
  const delegate = input.delegateId === null ? null : (directory.people.get(input.delegateId) ?? null);
  const usable = delegate !== null && mayStandIn(person, delegate);
  if (input.delegateId !== null && (!usable || isOnLeave(delegate, input.from)))
    return { type: "refused", code: "stand_in_away" };
  const [inHand] = await deps.db.batch([tasksOf(deps.db, person.id, [person.id])]);
  const { from, to } = input;
  const listed = toListed(inHand).map(({ state }) => state);
  const leave = { person: { ...person, leaveFrom: from, leaveTo: to, delegateId: delegate?.id ?? null }, now, today };
  const told = named(directory, leave, listed);
  const before = standingIn(person, today);
  return written(
    deps,
    command,
    { directory, person, delegate, now },
    input,
    [
      ...tell(directory, delegate?.id ?? null, told),
      ...(before === delegate?.id ? [] : tell(directory, before, { ...told, state: "over" })),
    ],
    cardsFor(directory, leave, listed),
    [
      from > today ? thatMorning(deps, directory, person.id, from) : turnsNow(deps, person.id),
      thatMorning(deps, directory, person.id, addDays(to, 1)),
    ],
  );
}

/** The mornings on which a leave begins and is over. Taken once more for the same day it is still one job. */
const thatMorning = (deps: DeskDeps, { calendar }: Directory, personId: string, from: string): Statement => {
  const runAt = nextWorkingMinute(calendar, startOfLocalDay(calendar, from));
  return turning(deps, { personId, from }, `leave:${personId}:${from}`, runAt);
};

/** At once, but read anew: what is being written still stands with the directory of before. */
const turnsNow = (deps: DeskDeps, personId: string): Statement =>
  turning(deps, { personId, from: null }, null, deps.clock.now());

const turning = (deps: DeskDeps, payload: Turns, key: string | null, runAt: number): Statement =>
  addJob(deps.db, {
    id: deps.ids.next("job"),
    kind: "leave",
    key,
    serial: null,
    payload,
    runAt,
    maxAttempts: 12,
    createdAt: deps.clock.now(),
  });

/**
 * A leave begins that was taken before, or is over: the cards of what is in hand name who answers from now on. At its beginning
 * who stands in gets what has come to him; nothing = not a word.
 */
export async function leaveBegins(deps: DeskDeps, job: ClaimedJob): Promise<readonly ReadyJob[]> {
  // Written by the desk itself, above.
  const { personId, from } = job.payload as Turns;
  const [version, inHand] = await deps.db.batch([directoryVersion(deps.db), tasksOf(deps.db, personId, [personId])]);
  const directory = await deps.directory.get(versionOf(version));
  const now = deps.clock.now();
  const today = localDay(directory.calendar, now);
  const person = directory.people.get(personId);
  const holds = person !== undefined && from !== null && person.leaveFrom === from && isOnLeave(person, today);
  const tickets = toListed(inHand).map(({ state }) => state);
  const told = holds ? named(directory, { person, now, today }, tickets) : null;
  const committed = await commit(deps, {
    commandId: job.id,
    actor: { type: "system", job: job.kind },
    now,
    directory,
    notices: holds && told?.count ? tell(directory, person.delegateId, told) : [],
    cards: holds ? cardsFor(directory, { person, now, today }, tickets) : [],
    turned: tickets,
    job,
  });
  return committed.type === "committed" ? committed.ready : [];
}

interface Turns {
  readonly personId: string;
  /** Null = who stands in has been told already, or has nothing to be told. */
  readonly from: string | null;
}

interface Leave {
  /** With the leave that is being taken. */
  readonly person: Person;
  readonly now: number;
  readonly today: string;
}

/** What is told to who stands in. */
const named = (directory: Directory, leave: Leave, tickets: readonly TicketState[]): Told => ({
  kind: "leave_told",
  absent: leave.person.name,
  state: "named",
  from: leave.person.leaveFrom ?? "",
  to: leave.person.leaveTo ?? "",
  ...waiting(directory, leave, tickets),
});

/** What waits for him in the leave; what falls due before it begins is his own. */
function waiting(directory: Directory, { person, now, today }: Leave, tickets: readonly TicketState[]) {
  const { calendar } = directory;
  const from = person.leaveFrom ?? today;
  const later = from > today;
  const start = later ? startOfLocalDay(calendar, from) : now;
  const todos = tickets
    .map((ticket) => todosOf({ directory, now: start }, ticket, person.id).filter(({ by }) => !later || by >= start))
    .filter((all) => all.length > 0);
  // What waits for others or for its own day is nobody's to do before that.
  const end = startOfLocalDay(calendar, addDays(person.leaveTo ?? from, 1));
  const limits = todos.flat().flatMap(({ by, waits, what }) => (!waits || (what === "parked" && by < end) ? [by] : []));
  return { count: todos.length, earliest: limits.length === 0 ? null : Math.min(...limits), later };
}

/** What he has been asked for comes to who stands in as its card: on a list a word that ends by tomorrow is found too late. */
function cardsFor(before: Directory, { person, now, today }: Leave, tickets: readonly TicketState[]): CardWish[] {
  const standIn = person.delegateId;
  const openId = standIn === null ? null : openIdOf(before, standIn);
  if (standIn === null || openId === null || (person.leaveFrom ?? today) > today) return [];
  const directory = { ...before, people: new Map(before.people).set(person.id, person) };
  return tickets.flatMap((ticket): CardWish[] => {
    const asked = mayApprove(directory, ticket, standIn, now) || mayConfirm(directory, ticket, standIn, now);
    const part = ticket.assists.some(({ personId, doneAt }) => personId === person.id && doneAt === null);
    if (!asked && !part) return [];
    const recipient = { type: "person", openId } as const;
    return [{ ticketId: ticket.id, recipient, audience: asked ? "leader" : "assist", renew: true }];
  });
}

/** 销假: back on the rota from now on; who stood in is told. */
export async function endLeave(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
): Promise<LeaveResult> {
  const { directory, person } = await who(deps, command.openId);
  if (person === undefined) return { type: "refused", code: "not_allowed" };
  const now = deps.clock.now();
  const told: Told = {
    kind: "leave_told",
    absent: person.name,
    state: "over",
    from: "",
    to: "",
    count: 0,
    earliest: null,
  };
  return written(
    deps,
    command,
    { directory, person, delegate: null, now },
    { from: null, to: null, delegateId: null },
    tell(directory, standingIn(person, localDay(directory.calendar, now)), told),
    [],
    [turnsNow(deps, person.id)],
  );
}

type Told = Extract<Notice, { kind: "leave_told" }>;

/** Who was named for a leave that is not over yet. */
const standingIn = ({ leaveFrom, leaveTo, delegateId }: Person, today: string): string | null =>
  leaveFrom === null || (leaveTo !== null && leaveTo < today) ? null : delegateId;

function tell(directory: Directory, personId: string | null, notice: Told): NoticeWish[] {
  const openId = personId === null ? null : openIdOf(directory, personId);
  return openId === null ? [] : [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: null }];
}

async function who(deps: DeskDeps, openId: string) {
  const [version] = await deps.db.batch([directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, openId);
  return { directory, person: actor.type === "person" ? directory.people.get(actor.personId) : undefined };
}

async function written(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  about: {
    readonly directory: Directory;
    readonly person: Person;
    readonly delegate: Person | null;
    readonly now: number;
  },
  leave: { readonly from: string | null; readonly to: string | null; readonly delegateId: string | null },
  notices: readonly NoticeWish[],
  cards: readonly CardWish[] = [],
  jobs: readonly Statement[] = [],
): Promise<LeaveResult> {
  const { directory, person, delegate, now } = about;
  const { from, to, delegateId } = leave;
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor: actorOf(directory, command.openId),
    now,
    directory,
    rows: [setLeave(deps.db, person.id, { from, to, delegateId }), bumpDirectoryVersion(deps.db), ...jobs],
    notices,
    cards,
  });
  return committed.type === "committed"
    ? { type: "done", person, delegate: delegate?.name ?? null, ready: committed.ready }
    : { type: "repeated" };
}
