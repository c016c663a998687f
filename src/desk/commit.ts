import type { Actor } from "../domain/people/actor.ts";
import type { Directory } from "../domain/people/directory.ts";
import { plannedReminders } from "../domain/reminders.ts";
import { factChange } from "../domain/stats/fact-change.ts";
import type { TicketEvent, TicketFact } from "../domain/ticket/events.ts";
import { evolve } from "../domain/ticket/evolve.ts";
import type { TicketState } from "../domain/ticket/state.ts";
import type { CardRow, WantedCard } from "../store/cards.ts";
import { cardsOf, toCardRows, wantCard } from "../store/cards.ts";
import { noteCommand } from "../store/commands.ts";
import type { Statement } from "../store/database.ts";
import { writeAll } from "../store/database.ts";
import { conflictOn, guardRefused } from "../store/errors.ts";
import { CHAIN_START, chain } from "../store/event-chain.ts";
import type { ClaimedJob, NewJob } from "../store/jobs.ts";
import type { AddedJob } from "../store/jobs.ts";
import { LEASE_MS, addJob, finishJobGuarded } from "../store/jobs.ts";
import { noteAssigned } from "../store/people.ts";
import { planReminders } from "../store/reminders.ts";
import { factWrites, searchWrites } from "../store/reports.ts";
import type { StoredTicket } from "../store/tickets.ts";
import { ticketWrites } from "../store/tickets.ts";
import type { DeskDeps } from "./deps.ts";
import type { CardWish, ForwardWish, LedgerWish, NoticeWish } from "./outgoing.ts";
import { recipientKey, recipientOf } from "./outgoing.ts";
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
  readonly urgent?: readonly { readonly openId: string; readonly ticketId: string }[];
  /** Sheets to be made and sent to who asked for them. */
  readonly ledgers?: readonly LedgerWish[];
  readonly rows?: readonly Statement[];
  /** Job that ends with this change. */
  readonly job?: ClaimedJob | null;
  /** Card on which the person pressed: the answer to the press brings it up to date. */
  readonly pressedRecipient?: string | null;
}

/** A message on its way: leased to its maker, who sends it right after the commit. */
export interface ReadyJob {
  readonly job: ClaimedJob;
  /** What the sender would otherwise have to read again. */
  readonly ticket: TicketState | null;
  readonly card: CardRow | null;
  /** Cards of the ticket it is about, as the commit left them; null = not read. */
  readonly cards: readonly CardRow[] | null;
}

/**
 * committed = written · repeated = this very command had been carried out before · conflict = somebody was quicker:
 * read again and decide again · lost = the job's lease had passed to another runner.
 */
export type Committed =
  | { readonly type: "committed"; readonly tickets: readonly TicketState[]; readonly ready: readonly ReadyJob[] }
  | { readonly type: "repeated" }
  | { readonly type: "conflict" }
  | { readonly type: "lost" };

const SEND_ATTEMPTS = 12;
/** The answer to a press reaches the presser first; other screens of the same card follow after this. */
const AFTER_PRESS_MS = 1500;

/** The one writer: every change of a ticket goes through here (design.md, Invariants). */
export async function commit(deps: DeskDeps, change: Change): Promise<Committed> {
  const { db } = deps;
  const { now, actor, directory } = change;
  // Rows first: a reminder is settled before the ticket plans the next one of its kind.
  const statements: Statement[] = [noteCommand(db, change.commandId, now), ...(change.rows ?? [])];
  const after: TicketState[] = [];
  const outbox = createOutbox(deps, change);
  for (const wish of change.first ?? []) outbox.notice(wish);

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
    outbox.ticket(state, ticket.cards, merged(result.cards, asked));
    for (const wish of result.notices) outbox.notice(wish);
    for (const wish of result.forwards) outbox.forward(wish);
  }
  for (const wish of change.cards ?? [])
    if (!after.some((state) => state.id === wish.ticketId))
      outbox.card(wish, change.known?.find(({ state }) => state.id === wish.ticketId)?.state ?? null);
  for (const state of new Map((change.turned ?? []).map((one) => [one.id, one])).values()) outbox.refresh(state);
  for (const wish of change.notices ?? []) outbox.notice(wish);
  for (const wish of change.forwards ?? []) outbox.forward(wish);
  for (const wish of change.urgent ?? []) outbox.urgent(wish);
  for (const wish of change.ledgers ?? []) outbox.ledger(wish);
  statements.push(...outbox.statements);
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
  return { type: "committed", tickets: after, ready: ownJobs(outbox.ready, statements, results) };
}

/** A job on its way into the transaction, with the statements that answer what has become of it and of its card. */
interface Adding {
  readonly job: ClaimedJob;
  readonly ticket: TicketState | null;
  readonly statement: Statement;
  readonly card: Statement | null;
  readonly cards: Statement | null;
}

/** Those of the added jobs that are ours to run: a card that somebody else is sending right now is his to send again. */
function ownJobs(adding: readonly Adding[], statements: readonly Statement[], results: readonly unknown[]): ReadyJob[] {
  const resultOf = (statement: Statement): unknown => results[statements.indexOf(statement)];
  return adding.flatMap(({ job, ticket, statement, card, cards }) => {
    const [row] = resultOf(statement) as AddedJob[];
    if (row === undefined || row.lockedBy !== job.token) return [];
    const { id, attempts, revision } = row;
    // As written, not as read before: a send that ended meanwhile must not be made a second time.
    const known = card === null ? null : (toCardRows(resultOf(card) as WantedCard[])[0] ?? null);
    const all = cards === null ? null : toCardRows(resultOf(cards) as WantedCard[]);
    return [{ job: { ...job, id, attempts, revision }, ticket, card: known, cards: all }];
  });
}

function numbered(ticket: TicketChange, actor: Actor, at: number): TicketEvent[] {
  const from = ticket.before?.state.version ?? 0;
  return ticket.facts.map((fact, i) => ({ ...fact, ticketId: ticket.ticketId, seq: from + i + 1, at, actor }));
}

/** Its present message has been sent, and no newer one is wanted. */
const isOnScreen = (row: CardRow): boolean => row.messageId !== null && row.sentRenewal >= row.renewal;

/** One card a recipient: what was asked for by name counts before what follows by rule. */
function merged(byRule: readonly CardWish[], asked: readonly CardWish[]): CardWish[] {
  const named = new Set(asked.map((wish) => recipientKey(wish.recipient)));
  return [...byRule.filter((wish) => !named.has(recipientKey(wish.recipient))), ...asked];
}

/** Collects what has to be sent: rows for the transaction, and the same as jobs ready to run. */
function createOutbox(deps: DeskDeps, change: Change) {
  const statements: Statement[] = [];
  const ready: Adding[] = [];
  const cardsRead = new Map<string, Statement>();
  const token = deps.ids.next("run");
  const { now } = change;

  function add(
    job: Pick<NewJob, "kind" | "key" | "serial" | "payload">,
    known: Pick<Adding, "ticket"> & Partial<Pick<Adding, "card" | "cards">>,
    delay = 0,
  ): void {
    const id = deps.ids.next("job");
    const base = { ...job, id, maxAttempts: SEND_ATTEMPTS, createdAt: now };
    const lease = delay === 0 ? { token, until: now + (deps.leaseMs ?? LEASE_MS) } : undefined;
    const statement = addJob(deps.db, { ...base, runAt: now + delay, lease });
    statements.push(statement);
    if (delay === 0)
      ready.push({ job: { ...base, attempts: 1, revision: 1, token }, card: null, cards: null, ...known, statement });
  }

  function card(wish: CardWish, ticket: TicketState | null): void {
    const recipient = recipientKey(wish.recipient);
    const pressed = recipient === change.pressedRecipient && !wish.renew;
    const row = wantCard(deps.db, { ...wish, recipient });
    statements.push(row);
    add(
      {
        kind: "card",
        key: `card:${wish.ticketId}:${recipient}`,
        serial: `to:${recipient}`,
        payload: { ticketId: wish.ticketId, recipient },
      },
      { ticket, card: ticket === null ? null : row },
      pressed ? AFTER_PRESS_MS : 0,
    );
  }

  /** Cards of a ticket that are on somebody's screen; the one just pressed is brought up to date by the answer to the press. */
  function refresh(ticket: TicketState): void {
    const ticketId = ticket.id;
    // Read in the same transaction: what is on the screens needs no second look before it is changed.
    const cards = cardsOf(deps.db, ticketId);
    statements.push(cards);
    cardsRead.set(ticketId, cards);
    add(
      {
        kind: "refresh",
        key: `refresh:${ticketId}`,
        serial: null,
        payload: { ticketId, except: change.pressedRecipient ?? null },
      },
      { ticket, cards },
    );
  }

  return {
    statements,
    ready,
    card,
    refresh,
    /** New and renewed cards, and every other card of the ticket brought up to date. */
    ticket(state: TicketState, cards: readonly CardRow[], wishes: readonly CardWish[]): void {
      const onScreen = new Map(cards.filter(isOnScreen).map((row) => [row.recipient, row]));
      const sent = new Set<string>();
      for (const wish of wishes) {
        const recipient = recipientKey(wish.recipient);
        const row = onScreen.get(recipient);
        if (row === undefined || wish.renew) {
          sent.add(recipient);
          card(wish, state);
        } else if (row.audience !== wish.audience) statements.push(wantCard(deps.db, { ...wish, recipient }));
      }
      for (const row of cards)
        if (!sent.has(row.recipient) && (!onScreen.has(row.recipient) || row.recipient === change.pressedRecipient)) {
          sent.add(row.recipient);
          const recipient = recipientOf(row.recipient);
          card({ ticketId: state.id, recipient, audience: row.audience, renew: false }, state);
        }
      const behind = [...onScreen.keys()].filter((recipient) => !sent.has(recipient));
      if (behind.length > 0) refresh(state);
    },
    notice(wish: NoticeWish): void {
      const recipient = recipientKey(wish.recipient);
      const cards = cardsRead.get(wish.replyToCardOf ?? "") ?? null;
      add({ kind: "notice", key: null, serial: `to:${recipient}`, payload: wish }, { ticket: null, cards });
    },
    urgent(wish: { readonly openId: string; readonly ticketId: string }): void {
      add(
        { kind: "urgent", key: `urgent:${wish.ticketId}:${wish.openId}`, serial: `to:${wish.openId}`, payload: wish },
        { ticket: null },
      );
    },
    ledger(wish: LedgerWish): void {
      // A lane of its own: a long sheet must not hold up what else he is told.
      add({ kind: "ledger", key: null, serial: `ledger:${wish.openId}`, payload: wish }, { ticket: null });
    },
    forward(wish: ForwardWish): void {
      const recipient = recipientKey(wish.recipient);
      add({ kind: "forward", key: null, serial: `to:${recipient}`, payload: wish }, { ticket: null });
    },
  };
}
