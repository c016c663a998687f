import { workingBetween } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import { afterPause } from "../ticket/clock.ts";
import type { TicketEvent } from "../ticket/events.ts";
import { evolve } from "../ticket/evolve.ts";
import type { TicketState } from "../ticket/state.ts";
import type { FactChange, RedoCause, RoundFacts } from "./facts.ts";
import { mergeFacts } from "./facts.ts";

/**
 * What new events of a ticket do to its facts. Needs nothing but the state before, so that the one writer can put it into
 * the transaction that stores the events.
 */
export function factChange(
  directory: Directory,
  before: TicketState | null,
  events: readonly TicketEvent[],
): FactChange {
  const rounds = new Map<number, RoundFacts>();
  const add = (facts: RoundFacts): void => {
    rounds.set(facts.round, mergeFacts(rounds.get(facts.round) ?? null, facts));
  };
  let state = before;
  let rated = false;
  for (const event of events) {
    const previous = state;
    state = evolve(state, event);
    if (previous === null) {
      add(plain(state));
    } else if (event.type === "reopened") {
      // A round that was closed already keeps its end.
      if (previous.closedAt === null)
        add({
          ...plain(previous),
          resolveDueAt: previous.deadlines.resolveBy,
          endedAt: event.at,
          endReason: "reopened",
        });
      const cause: RedoCause = previous.stage === "closed" ? "relapse" : rated ? "bad_mark" : "not_solved";
      add({ ...plain(state), cause });
    } else if (event.type === "restored" || event.type === "resumed") {
      add({ ...plain(state), cause: "was_request" });
    } else {
      add({ ...plain(state), ...learnt(directory, previous, state, event) });
    }
    rated = event.type === "rated";
  }
  if (state === null) throw new Error("a change without events");
  const { id, redo, category, requester, projectId } = state;
  const { enterpriseId } = requester;
  const earlier = redo === 0 ? null : { ticketId: id, before: redo, category, enterpriseId, projectId };
  return { rounds: [...rounds.values()], earlier };
}

/** Facts of a whole history, one row a round. @throws when the history is empty or has a gap. */
export function factsOf(directory: Directory, events: readonly TicketEvent[]): readonly RoundFacts[] {
  const { rounds, earlier } = factChange(directory, null, events);
  if (earlier === null) return rounds;
  const { category, enterpriseId, projectId } = earlier;
  return rounds.map((row) => (row.round < earlier.before ? { ...row, category, enterpriseId, projectId } : row));
}

/** What can be read off the state at any time; what only an event knows is empty. */
function plain(state: TicketState): RoundFacts {
  return {
    ticketId: state.id,
    round: state.redo,
    no: state.no,
    openedAt: state.openedAt,
    startedAt: state.clockStartedAt,
    cause: null,
    channel: state.channel,
    urgency: state.urgency,
    stage: state.stage,
    category: state.category,
    unitId: state.unitId,
    responsibleId: state.responsibleId,
    enterpriseId: state.requester.enterpriseId,
    projectId: state.projectId,
    acceptDueAt: state.redo === 0 ? state.deadlines.acceptBy : null,
    acceptSettled: false,
    acceptedAt: null,
    contactDueAt: contactDue(state),
    contactedAt: null,
    resolveDueAt: state.deadlines.resolveBy,
    resolvedAt: null,
    handledMinutes: null,
    benefitFen: null,
    pausedSince: state.pausedSince,
    level: state.level,
    rating: null,
    ratedAt: null,
    returnedAt: null,
    extendedAt: null,
    secondMaterialsAt: null,
    endedAt: null,
    endReason: null,
  };
}

/** A first contact that the unit missed before a colleague got it stays missed; what another unit missed is not this unit's. */
const contactDue = ({ contactsMissed, unitId, deadlines }: TicketState): number =>
  contactsMissed?.find((missed) => missed.unitId === unitId)?.by ?? deadlines.contactBy;

type Writable = { -readonly [K in keyof RoundFacts]?: RoundFacts[K] };

function learnt(directory: Directory, previous: TicketState, state: TicketState, event: TicketEvent): Writable {
  const { at } = event;
  const found: Writable = {};
  // The limit that counted is the one before the event: an acceptance after a hand-over has a new one already.
  if (state.redo === 0 && (event.type === "accepted" || event.type === "passed_on")) {
    found.acceptDueAt = previous.deadlines.acceptBy;
    found.acceptSettled = true;
    if (event.type === "accepted") found.acceptedAt = at;
  }
  if (previous.firstContactAt === null && state.firstContactAt !== null) {
    found.contactedAt = at;
    found.contactDueAt = dueWhileStopped(previous, at, contactDue(previous));
  }
  if (event.type === "resolved" || event.type === "confirmed") {
    found.resolvedAt = at;
    found.resolveDueAt =
      event.type === "resolved"
        ? dueAfterPause(directory, previous, at)
        : dueWhileStopped(previous, at, previous.deadlines.resolveBy);
    found.handledMinutes = Math.round(workingBetween(directory.calendar, previous.clockStartedAt, at));
    const benefitYuan = state.result?.benefitYuan ?? null;
    found.benefitFen = benefitYuan === null ? null : Math.round(benefitYuan * 100);
  }
  if (event.type === "rated") {
    found.rating = event.data.level;
    found.ratedAt = at;
  }
  if (event.type === "returned") found.returnedAt = at;
  if (event.type === "approval_given" && event.data.kind === "extension") found.extendedAt = at;
  if (event.type === "materials_requested" && event.data.count > 1) found.secondMaterialsAt = at;
  if (previous.closedAt === null && state.closedAt !== null) {
    found.endedAt = at;
    found.endReason = state.closeReason;
    if (previous.resolvedAt === null) found.resolveDueAt = dueAfterPause(directory, previous, at);
    if (previous.firstContactAt === null) found.contactDueAt = dueWhileStopped(previous, at, contactDue(previous));
  }
  return found;
}

/**
 * What ends while the clock stands still is judged by the moment at which it stopped: in time is what was paused or handed in
 * before the limit, however long the enterprise or the leader took, and what was late then stays late.
 */
const dueWhileStopped = ({ pausedSince }: TicketState, at: number, due: number): number =>
  (pausedSince ?? at) <= due ? Math.max(due, at) : due;

/** Given during a pause: the limit as the pause would have moved it, unless it had been missed before. */
const dueAfterPause = (directory: Directory, ticket: TicketState, at: number): number => {
  const due = dueWhileStopped(ticket, at, ticket.deadlines.resolveBy);
  return due < at ? due : Math.max(due, afterPause(directory, ticket, at)?.resolveBy ?? due);
};
