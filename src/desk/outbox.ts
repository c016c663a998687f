import type { TicketState } from "../domain/ticket/state.ts";
import type { CardRow, WantedCard } from "../store/cards.ts";
import { cardsOf, toCardRows, wantCard } from "../store/cards.ts";
import type { Statement } from "../store/database.ts";
import type { AddedJob } from "../store/add-jobs.ts";
import { addJobs, addedAs, wakeLanes } from "../store/add-jobs.ts";
import type { ClaimedJob, NewJob } from "../store/jobs.ts";
import { LEASE_MS } from "../store/jobs.ts";
import type { DeskDeps } from "./deps.ts";
import type { CardWish, ForwardWish, LedgerWish, NoticeWish } from "./outgoing.ts";
import { recipientKey, recipientOf } from "./outgoing.ts";
import type { UrgentWish } from "./reminders/reminded.ts";

/** Tries that end in an error of ours; a platform that cannot be reached is waited for apart from these. */
const SEND_ATTEMPTS = 12;
/** The answer to a press reaches the presser first; other screens of the same card follow after this. */
const AFTER_PRESS_MS = 1500;

/** A message on its way: leased to its maker, who sends it right after the commit. */
export interface ReadyJob {
  readonly job: ClaimedJob;
  /** What the sender would otherwise have to read again. */
  readonly ticket: TicketState | null;
  readonly card: CardRow | null;
  /** Cards of the ticket it is about, as the commit left them; null = not read. */
  readonly cards: readonly CardRow[] | null;
}

/** A job on its way into the transaction, with the statements that answer what has become of its card. */
interface Wanted {
  readonly job: NewJob;
  readonly ticket: TicketState | null;
  readonly card: Statement | null;
  readonly cards: Statement | null;
}

/** With the statement that answers what has become of the job itself. */
interface Adding extends Wanted {
  readonly statement: Statement;
}

/** Jobs that one statement adds: few enough that the statements for their numbers stay prepared. */
const MOST_IN_ONE = 8;

/** In their order, no two of one key together: the second is to find the first. */
function inParts(wanted: readonly Wanted[]): Wanted[][] {
  const parts: Wanted[][] = [];
  for (const one of wanted) {
    const last = parts.at(-1);
    const { key } = one.job;
    const fits = last !== undefined && last.length < MOST_IN_ONE;
    if (fits && (key === null || last.every(({ job }) => job.key !== key))) last.push(one);
    else parts.push([one]);
  }
  return parts;
}

/** Those of the added jobs that are ours to run: a card that somebody else is sending right now is his to send again. */
export function ownJobs(
  adding: readonly Adding[],
  statements: readonly Statement[],
  results: readonly unknown[],
): ReadyJob[] {
  const resultOf = (statement: Statement): unknown => results[statements.indexOf(statement)];
  return adding.flatMap(({ job: { lease, ...job }, ticket, statement, card, cards }) => {
    const row = addedAs(resultOf(statement) as AddedJob[], job);
    if (row === undefined || lease === undefined || row.lockedBy !== lease.token) return [];
    const { id, attempts, revision } = row;
    const own = { ...job, ahead: job.ahead === true, token: lease.token, failingSince: null, outageTries: 0 };
    // As written, not as read before: a send that ended meanwhile must not be made a second time.
    const known = card === null ? null : (toCardRows(resultOf(card) as WantedCard[])[0] ?? null);
    const all = cards === null ? null : toCardRows(resultOf(cards) as WantedCard[]);
    return [{ job: { ...own, id, attempts, revision }, ticket, card: known, cards: all }];
  });
}

/** Its present message has been sent, and no newer one is wanted. */
const isOnScreen = (row: CardRow): boolean => row.messageId !== null && row.sentRenewal >= row.renewal;

/** Collects what has to be sent: rows for the transaction, and the same as jobs ready to run. */
export function createOutbox(
  deps: DeskDeps,
  change: { readonly now: number; readonly pressedRecipient?: string | null },
) {
  const statements: Statement[] = [];
  const wanted: Wanted[] = [];
  const cardsRead = new Map<string, Statement>();
  const token = deps.ids.next("run");
  const { now } = change;

  function add(
    job: Pick<NewJob, "kind" | "key" | "serial" | "payload">,
    known: Pick<Wanted, "ticket"> & Partial<Pick<Wanted, "card" | "cards">>,
    { runAt = now, ahead = false }: { readonly runAt?: number | undefined; readonly ahead?: boolean } = {},
  ): void {
    const id = deps.ids.next("job");
    const lease = runAt === now ? { token, until: now + (deps.leaseMs ?? LEASE_MS) } : undefined;
    wanted.push({
      job: { ...job, id, ahead, maxAttempts: SEND_ATTEMPTS, createdAt: now, runAt, lease },
      card: null,
      cards: null,
      ...known,
    });
  }

  function card(wish: CardWish, ticket: TicketState | null): void {
    const recipient = recipientKey(wish.recipient);
    const pressed = recipient === change.pressedRecipient && !wish.renew;
    const { heldUntil } = wish;
    const holds = wish.holds === true || heldUntil !== undefined;
    const row = wantCard(deps.db, { ...wish, recipient });
    statements.push(row);
    add(
      {
        kind: "card",
        key: `card:${wish.ticketId}:${recipient}`,
        serial: `to:${recipient}`,
        payload: { ticketId: wish.ticketId, recipient, ...(holds ? { holds: true } : {}) },
      },
      { ticket, card: ticket === null ? null : row },
      { runAt: pressed ? now + AFTER_PRESS_MS : heldUntil },
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
    /** Everything collected: statements for the transaction, and what they add. */
    collected(): { readonly statements: readonly Statement[]; readonly adding: readonly Adding[] } {
      const lanes = new Set(wanted.flatMap(({ job }) => job.serial ?? []));
      const adding = inParts(wanted).flatMap((part) => {
        const jobs = part.map(({ job }) => job);
        const statement = addJobs(deps.db, jobs);
        return part.map((one) => ({ ...one, statement }));
      });
      return {
        statements: [
          ...statements,
          ...(lanes.size === 0 ? [] : [wakeLanes(deps.db, [...lanes], now)]),
          ...new Set(adding.map(({ statement }) => statement)),
        ],
        adding,
      };
    },
    card,
    refresh,
    /** New and renewed cards, and every other card of the ticket brought up to date. @param heldUntil of what no wish is about. */
    ticket(
      state: TicketState,
      cards: readonly CardRow[],
      wishes: readonly CardWish[],
      heldUntil: CardWish["heldUntil"],
    ): void {
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
          // One that waits for the morning waits on: what changes meanwhile makes it no more urgent.
          const wish: CardWish = { ticketId: state.id, recipient, audience: row.audience, renew: false };
          const waits =
            heldUntil !== undefined &&
            recipient.type === "person" &&
            row.audience !== "requester" &&
            row.recipient !== change.pressedRecipient;
          card(waits ? { ...wish, heldUntil } : wish, state);
        }
      const behind = [...onScreen.keys()].filter((recipient) => !sent.has(recipient));
      if (behind.length > 0) refresh(state);
    },
    /** @param ahead true = in front of whatever else waits for its recipient. */
    notice(wish: NoticeWish, ahead = false): void {
      const recipient = recipientKey(wish.recipient);
      const cards = cardsRead.get(wish.replyToCardOf ?? "") ?? null;
      add(
        { kind: "notice", key: null, serial: `to:${recipient}`, payload: wish },
        { ticket: null, cards },
        { ahead, runAt: wish.heldUntil },
      );
    },
    urgent(wish: UrgentWish): void {
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
      const { heldUntil: runAt } = wish;
      add({ kind: "forward", key: null, serial: `to:${recipient}`, payload: wish }, { ticket: null }, { runAt });
    },
  };
}
