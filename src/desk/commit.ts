import type { Actor } from "../domain/people/actor.ts";
import type { Directory } from "../domain/people/directory.ts";
import { plannedReminders } from "../domain/reminders.ts";
import { factChange } from "../domain/stats/fact-change.ts";
import type { TicketEvent, TicketFact } from "../domain/ticket/events.ts";
import { evolve } from "../domain/ticket/evolve.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import type { CardRow } from "../store/cards.ts";
import { noteCommand } from "../store/commands.ts";
import type { Statement } from "../store/database.ts";
import { writeAll } from "../store/database.ts";
import { conflictOn, guardRefused } from "../store/errors.ts";
import { CHAIN_START, chain } from "../store/event-chain.ts";
import type { ClaimedJob } from "../store/jobs.ts";
import { finishJobGuarded } from "../store/jobs.ts";
import { noteAssigned } from "../store/people.ts";
import { planReminders } from "../store/reminders.ts";
import { factWrites, searchWrites } from "../store/reports.ts";
import type { StoredTicket } from "../store/tickets.ts";
import { ticketWrites } from "../store/tickets.ts";
import type { DeskDeps } from "./deps.ts";
import type { CardWish, ForwardWish, LedgerWish, NoticeWish } from "./outgoing.ts";
import { recipientKey } from "./outgoing.ts";
import type { ReadyJob } from "./outbox.ts";
import { createOutbox, ownJobs } from "./outbox.ts";
import type { UrgentWish } from "./reminders/reminded.ts";
import { consequences } from "./tickets/consequences.ts";

/** New facts of one ticket. */
export interface TicketChange {
  readonly ticketId: string;
  readonly before: StoredTicket | null;
  /** Cards of the ticket as read together with it. */
  readonly cards: readonly CardRow[];
  readonly facts: readonly TicketFact[];
  /** False where one receipt stands for several tickets; default true. */
  readonly receipt?: boolean;
}

/** Everything one command does, in one transaction. */
export interface Change {
  /** Message, click or job behind it; carried out once. */
  readonly commandId: string;
  readonly actor: Actor;
  readonly now: number;
  readonly directory: Directory;
  readonly tickets?: readonly TicketChange[];
  /** Sent before anything else: what saves a life is the first thing on the screen. */
  readonly first?: readonly NoticeWish[];
  readonly cards?: readonly CardWish[];
  /** Tickets that stay as they are while time has made their cards say something else. */
  readonly turned?: readonly TicketState[];
  /** Tickets as read, whose cards are wished for without a change: they need not be read again to be shown. */
  readonly known?: readonly StoredTicket[];
  readonly notices?: readonly NoticeWish[];
  readonly forwards?: readonly ForwardWish[];
  /** Persons whose card of a ticket is marked urgent in the app (feishu.md 3.4). */
  readonly urgent?: readonly UrgentWish[];
  /** Sheets to be made and sent to who asked for them. */
  readonly ledgers?: readonly LedgerWish[];
  readonly rows?: readonly Statement[];
  /** Job that ends with this change. */
  readonly job?: ClaimedJob | null;
  /** Card on which the person pressed: the answer to the press brings it up to date. */
  readonly pressedRecipient?: string | null;
}

export type { ReadyJob } from "./outbox.ts";

/**
 * committed = written · repeated = this very command had been carried out before · conflict = somebody was quicker:
 * read again and decide again · lost = the job's lease had passed to another runner.
 */
export type Committed =
  | { readonly type: "committed"; readonly tickets: readonly TicketState[]; readonly ready: readonly ReadyJob[] }
  | { readonly type: "repeated" }
  | { readonly type: "conflict" }
  | { readonly type: "lost" };

/** The one writer: every change of a ticket goes through here (design.md, Invariants). */
export async function commit(deps: DeskDeps, change: Change): Promise<Committed> {
  const { db } = deps;
  const { now, actor, directory } = change;
  // Rows first: a reminder is settled before the ticket plans the next one of its kind.
  const statements: Statement[] = [noteCommand(db, change.commandId, now), ...(change.rows ?? [])];
  const after: TicketState[] = [];
  const outbox = createOutbox(deps, change);
  for (const wish of change.first ?? []) outbox.notice(wish, true);

  for (const ticket of change.tickets ?? []) {
    if (ticket.facts.length === 0) continue;
    const events = numbered(ticket, actor, now);
    let state = ticket.before?.state ?? null;
    for (const event of events) state = evolve(state, event);
    if (state === null) throw new Error("a change without events");
    after.push(state);
    const salt = (): string => deps.ids.next("run");
    const chained = await chain(events, ticket.before?.headHash ?? CHAIN_START, salt, deps.sha256);
    const before = ticket.before?.state ?? null;
    statements.push(...ticketWrites(db, { before, after: state, events: chained, commandId: change.commandId }));
    statements.push(
      ...planReminders(db, {
        ticketId: state.id,
        wanted: plannedReminders(directory, state),
        next: plannedReminders(directory, state, now).filter(({ dueAt }) => dueAt > now),
        now,
      }),
    );
    statements.push(
      ...factWrites(db, factChange(directory, before, events)),
      ...searchWrites(db, directory, before, state),
    );
    const result = consequences({ directory, before, after: state, events, actor, receipt: ticket.receipt ?? true });
    for (const personId of result.assigned) statements.push(noteAssigned(db, personId, now));
    for (const personId of result.unreachable)
      deps.log.warn("person.unreachable", { person: personId, ticket: state.no });
    const asked = (change.cards ?? []).filter((wish) => wish.ticketId === state.id);
    outbox.ticket(state, ticket.cards, merged(result.cards, asked), result.heldUntil);
    for (const wish of result.notices) outbox.notice(wish);
    for (const wish of result.forwards) outbox.forward(wish);
  }
  for (const wish of change.cards ?? [])
    if (!after.some((state) => state.id === wish.ticketId))
      outbox.card(wish, change.known?.find(({ state }) => state.id === wish.ticketId)?.state ?? null);
  for (const state of new Map((change.turned ?? []).map((one) => [one.id, one])).values()) outbox.refresh(state);
  for (const wish of change.notices ?? []) outbox.notice(wish, wish.notice.kind === "duty_alarm");
  for (const wish of change.forwards ?? []) outbox.forward(wish);
  for (const wish of change.urgent ?? []) outbox.urgent(wish);
  for (const wish of change.ledgers ?? []) outbox.ledger(wish);
  const { statements: sending, adding } = outbox.collected();
  statements.push(...sending);
  if (change.job) statements.push(finishJobGuarded(db, change.job, now));
  let results: readonly unknown[];
  try {
    results = await writeAll(db, statements);
  } catch (error) {
    const table = conflictOn(error);
    if (table === "commands") return { type: "repeated" };
    if (table === "ticket_events" || table === "tickets" || table === "cards") return { type: "conflict" };
    const guard = guardRefused(error);
    if (guard === "jobs") return { type: "lost" };
    // A reminder, a claim or a draft that somebody else has settled: nothing is left to decide.
    if (guard !== null) return { type: "repeated" };
    throw error;
  }
  return { type: "committed", tickets: after, ready: ownJobs(adding, statements, results) };
}

function numbered(ticket: TicketChange, actor: Actor, at: number): TicketEvent[] {
  const from = ticket.before?.state.version ?? 0;
  return ticket.facts.map((fact, i) => ({ ...fact, ticketId: ticket.ticketId, seq: from + i + 1, at, actor }));
}

/** One card a recipient: what was asked for by name counts before what follows by rule. */
function merged(byRule: readonly CardWish[], asked: readonly CardWish[]): CardWish[] {
  const named = new Set(asked.map((wish) => recipientKey(wish.recipient)));
  return [...byRule.filter((wish) => !named.has(recipientKey(wish.recipient))), ...asked];
}
