import { addDays, localDay, nextWorkingMinute, startOfLocalDay } from "../../domain/calendar/index.ts";
import type { Directory, Person } from "../../domain/people/directory.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { presentFor, presentToDispatch, worksFor } from "../../domain/people/standing-in.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Statement } from "../../store/database.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { addJob } from "../../store/add-jobs.ts";
import { bumpDirectoryVersion, directoryVersion, setLeave } from "../../store/people.ts";
import { tasksOf, toListed } from "../../store/ticket-lists.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { NoticeWish } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { actorOf } from "./actor.ts";
import { handOver, hands, named, over, tell } from "./hand-over.ts";
import { mayStandIn, standInName } from "./leave-notice.ts";

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
  const absent = { ...person, leaveFrom: from, leaveTo: to, delegateId: delegate?.id ?? null };
  const later = from > today;
  const at = later ? startOfLocalDay(directory.calendar, from) : now;
  const moment = { directory: withPerson(directory, absent), at, later };
  const tickets = toListed(inHand).map(({ state }) => state);
  const his = delegate === null ? [] : (hands(moment, person.id, tickets).get(delegate.id) ?? []);
  const earlier = standingIn(person, today);
  return written(
    deps,
    command,
    { directory, person: absent, now },
    [
      ...tell(directory, delegate?.id ?? null, named(moment, absent, his)),
      ...(earlier === delegate?.id ? [] : tell(directory, earlier, over(person))),
    ],
    [
      ...(later ? [thatMorning(deps, directory, person.id, from)] : turnsNow(deps, directory, person)),
      thatMorning(deps, directory, person.id, addDays(to, 1)),
    ],
  );
}

const withPerson = (directory: Directory, person: Person): Directory => ({
  ...directory,
  people: new Map(directory.people).set(person.id, person),
});

/** The mornings on which a leave begins and is over. Taken once more for the same day it is still one job. */
const thatMorning = (deps: DeskDeps, { calendar }: Directory, personId: string, from: string): Statement => {
  const runAt = nextWorkingMinute(calendar, startOfLocalDay(calendar, from));
  return turning(deps, { personId, from }, `leave:${personId}:${from}`, runAt);
};

/**
 * At once, but read anew: what is being written still stands with the directory of before. Whom he has not named is told in
 * office hours.
 */
function turnsNow(deps: DeskDeps, { calendar }: Directory, person: Person): Statement[] {
  const now = deps.clock.now();
  const opens = nextWorkingMinute(calendar, now);
  const { id: personId, leaveFrom, leaveTo, delegateId } = person;
  const was = { leaveFrom, leaveTo, delegateId };
  const told = turning(deps, { personId, from: null, was }, null, opens);
  return opens > now ? [turning(deps, { personId, from: null }, null, now), told] : [told];
}

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
 * A leave begins or is over: the cards of what is in hand name who answers from now on, and he is told what has come to him,
 * also of those for whom the other stood in. Nothing = not a word.
 */
export async function leaveBegins(deps: DeskDeps, job: ClaimedJob): Promise<readonly ReadyJob[]> {
  // Written by the desk itself, above.
  const turns = job.payload as Turns;
  const { personId } = turns;
  const [version] = await deps.db.batch([directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  const now = deps.clock.now();
  const today = localDay(directory.calendar, now);
  const person = directory.people.get(personId);
  const as = (leave: Leave | null): Directory =>
    person === undefined ? directory : withPerson(directory, { ...person, ...leave });
  const whose = [presentFor, presentToDispatch].flatMap((does) => worksFor(as(NO_LEAVE), personId, today, does));
  const [inHand] = await deps.db.batch([tasksOf(deps.db, personId, whose, whose)]);
  const tickets = toListed(inHand).map(({ state }) => state);
  const was = person === undefined ? null : leaveBefore(person, turns, today);
  const passed = was === null ? [] : handOvers({ before: as(was), after: directory, now }, turns, whose, tickets);
  const committed = await commit(deps, {
    commandId: job.id,
    actor: { type: "system", job: job.kind },
    now,
    directory,
    notices: passed.flatMap(({ notices }) => notices),
    cards: passed.flatMap(({ cards }) => cards),
    turned: tickets,
    job,
  });
  return committed.type === "committed" ? committed.ready : [];
}

/** What passes on, of each whose work the one who goes or comes has done till then. */
function handOvers(
  { before, after, now }: { readonly before: Directory; readonly after: Directory; readonly now: number },
  { personId, from, was }: Turns,
  whose: readonly string[],
  tickets: readonly TicketState[],
) {
  return [...new Set(whose)].flatMap((id) => {
    const absent = after.people.get(id);
    const own = id === personId;
    // Whose leave begins with this one has a job of his own.
    const apart = !own && from !== null && absent?.active === true && (absent.leaveFrom ?? from) >= from;
    if (absent === undefined || apart) return [];
    const { told, cards } = handOver({ directory: before, at: now }, { directory: after, at: now }, absent, tickets);
    const notices = [...told].flatMap(([to, notice]) => {
      const ends = notice.state === "over";
      // Whom he has named was told at once, and its last day was told when it began; who goes is left in peace.
      const named = was !== undefined && (ends ? was.delegateId : absent.delegateId) === to;
      const known = own ? named || (was === undefined && ends) : ends && to === personId;
      return known ? [] : tell(after, to, notice);
    });
    return [{ notices, cards }];
  });
}

type Leave = Pick<Person, "leaveFrom" | "leaveTo" | "delegateId">;
const NO_LEAVE: Leave = { leaveFrom: null, leaveTo: null, delegateId: null };

interface Turns {
  readonly personId: string;
  /** The morning, a local day; null = at once. */
  readonly from: string | null;
  /** At once: what held before. Absent = everybody has been told, or has nothing to be told. */
  readonly was?: Leave;
}

/** What held until now; null = nobody is told: taken back meanwhile, or for another day. */
function leaveBefore(person: Person, { from, was }: Turns, today: string): Leave | null {
  if (was !== undefined) return was;
  if (from === null) return null;
  if (isOnLeave(person, today)) return person.leaveFrom === from ? NO_LEAVE : null;
  const ended = person.leaveTo !== null && addDays(person.leaveTo, 1) === from;
  return ended ? { ...person, leaveTo: today } : null;
}

/** 销假: back on the rota from now on; who stood in is told. */
export async function endLeave(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
): Promise<LeaveResult> {
  const { directory, person } = await who(deps, command.openId);
  if (person === undefined) return { type: "refused", code: "not_allowed" };
  const now = deps.clock.now();
  return written(
    deps,
    command,
    { directory, person: { ...person, ...NO_LEAVE }, now },
    tell(directory, standingIn(person, localDay(directory.calendar, now)), over(person)),
    turnsNow(deps, directory, person),
  );
}

/** Who was named for a leave that is not over yet. */
const standingIn = ({ leaveFrom, leaveTo, delegateId }: Person, today: string): string | null =>
  leaveFrom === null || (leaveTo !== null && leaveTo < today) ? null : delegateId;

async function who(deps: DeskDeps, openId: string) {
  const [version] = await deps.db.batch([directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, openId);
  return { directory, person: actor.type === "person" ? directory.people.get(actor.personId) : undefined };
}

/** @param about the person with the leave that is written. */
async function written(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  about: { readonly directory: Directory; readonly person: Person; readonly now: number },
  notices: readonly NoticeWish[],
  jobs: readonly Statement[],
): Promise<LeaveResult> {
  const { directory, person, now } = about;
  const { leaveFrom: from, leaveTo: to, delegateId } = person;
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor: actorOf(directory, command.openId),
    now,
    directory,
    rows: [setLeave(deps.db, person.id, { from, to, delegateId }), bumpDirectoryVersion(deps.db), ...jobs],
    notices,
  });
  const day = from === null ? null : laterOf(from, localDay(directory.calendar, now));
  const delegate = day === null ? null : standInName(withPerson(directory, person), person.id, day);
  return committed.type === "committed"
    ? { type: "done", person, delegate, ready: committed.ready }
    : { type: "repeated" };
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);
