import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { actingFor } from "../../domain/ticket/authority.ts";
import { ok } from "../../domain/result.ts";
import type { DecideContext, Decision } from "../../domain/ticket/context.ts";
import type { Refusal } from "../../domain/ticket/refusal.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { CardRow } from "../../store/cards.ts";
import type { Statement } from "../../store/database.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { ticketInHand } from "../../store/ticket-in-hand.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { CardWish, NoticeWish } from "../outgoing.ts";
import { actorOf } from "../people/actor.ts";

/** A person's (or a job's) wish to do something to one ticket. */
export interface TicketCommand {
  /** Event id of the click, id of the message or of the job: the same one is carried out once. */
  readonly commandId: string;
  readonly ticketId: string;
  readonly by: { readonly openId: string } | { readonly system: string };
  /** Message of the card that was pressed. */
  readonly pressedMessageId?: string | null;
  readonly job?: ClaimedJob | null;
  /** True = its rows are written even when the rule changes nothing (a reminder is settled either way). */
  readonly writesAnyway?: boolean;
  /** Written and sent beside it, in the same transaction. */
  readonly aside?: Extras | null;
}

export interface Loaded {
  readonly directory: Directory;
  readonly ticket: StoredTicket;
  readonly cards: readonly CardRow[];
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/**
 * done = carried out (or nothing had to change) · refused = the rule says no, with the reason and the ticket as it is ·
 * missing = no such ticket · lost = the job behind it had passed to another runner.
 */
export type Acted =
  | {
      readonly type: "done";
      readonly ticket: TicketState;
      readonly directory: Directory;
      readonly actor: Actor;
      readonly ready: readonly ReadyJob[];
    }
  | {
      readonly type: "refused";
      readonly refusal: Refusal;
      readonly ticket: TicketState;
      readonly directory: Directory;
      readonly actor: Actor;
    }
  | { readonly type: "missing" }
  | { readonly type: "lost" };

export interface Extras {
  /** Sent before anything else, as in `Change`. */
  readonly first?: readonly NoticeWish[];
  readonly rows?: readonly Statement[];
  readonly notices?: readonly NoticeWish[];
  readonly cards?: readonly CardWish[];
}

/** Nothing besides the change itself. */
export const noExtras = (): Extras => ({});

/** Two people may press at once: whoever is second decides again on what the first has made of it. */
const TRIES = 6;

/** The skeleton of every verb: load, authorise and decide (in the domain), write once, return what to send. */
export async function act(
  deps: DeskDeps,
  command: TicketCommand,
  decide: (context: DecideContext, ticket: TicketState, loaded: Loaded) => Decision,
  extras: (loaded: Loaded, now: number, actor: Actor) => Extras = noExtras,
  /** Whose work it is where the actor only stands in (代). */
  standing = actingFor,
): Promise<Acted> {
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await load(deps, command.ticketId);
    if (loaded === null) return { type: "missing" };
    const { directory, ticket, cards } = loaded;
    const now = deps.clock.now();
    const actor = actingOn(directory, ticket.state, command, now, standing);
    const decision = decide({ now, directory, actor }, ticket.state, loaded);
    if (!decision.ok) return { type: "refused", refusal: decision.error, ticket: ticket.state, directory, actor };
    const same: Acted = { type: "done", ticket: ticket.state, directory, actor, ready: [] };
    if (decision.value.length === 0 && !command.job && command.writesAnyway !== true) return same;
    const committed = await commit(deps, {
      commandId: command.commandId,
      actor,
      now,
      directory,
      tickets: [{ ticketId: ticket.state.id, before: ticket, cards, facts: decision.value }],
      pressedRecipient: recipientOfMessage(cards, command.pressedMessageId ?? null),
      job: command.job ?? null,
      ...together(extras(loaded, now, actor), command.aside ?? {}),
    });
    switch (committed.type) {
      case "committed":
        return { ...same, ticket: committed.tickets[0] ?? ticket.state, ready: committed.ready };
      case "repeated": {
        // Done before, by an earlier delivery of the same command: answer with what it led to.
        const present = await load(deps, command.ticketId);
        return present === null ? { type: "missing" } : { ...same, ticket: present.ticket.state };
      }
      case "lost":
        return { type: "lost" };
      case "conflict":
        if (attempt >= TRIES) throw new Error(`ticket ${ticket.state.no}: ${TRIES} conflicts in a row`);
        await deps.sleep(deps.random() * 20 * attempt);
    }
  }
}

/** Nothing, in the ticket itself: only what is written beside it. */
export const leaveAside = (deps: DeskDeps, command: TicketCommand): Promise<Acted> =>
  act(deps, { ...command, writesAnyway: true }, () => ok([]));

const together = (one: Extras, other: Extras): Extras => ({
  first: [...(one.first ?? []), ...(other.first ?? [])],
  rows: [...(one.rows ?? []), ...(other.rows ?? [])],
  notices: [...(one.notices ?? []), ...(other.notices ?? [])],
  cards: [...(one.cards ?? []), ...(other.cards ?? [])],
});

/** Who acts, with whose work he does (代) where that one is away. */
function actingOn(
  directory: Directory,
  ticket: TicketState,
  { by }: TicketCommand,
  now: number,
  standing: typeof actingFor,
): Actor {
  if ("system" in by) return { type: "system", job: by.system };
  const actor = actorOf(directory, by.openId);
  const absent = actor.type === "person" ? standing({ now, directory, actor }, ticket) : null;
  return actor.type !== "person" || absent === null ? actor : { ...actor, standsInFor: absent };
}

async function load({ db, directory }: DeskDeps, ticketId: string): Promise<Loaded | null> {
  const found = await ticketInHand(db, ticketId);
  if (found === null) return null;
  const { directoryVersion, ...rest } = found;
  return { ...rest, directory: await directory.get(directoryVersion) };
}

/** Whose card a message is; null when it is an older one, or forwarded. */
export const recipientOfMessage = (cards: readonly CardRow[], messageId: string | null): string | null =>
  messageId === null ? null : (cards.find((card) => card.messageId === messageId)?.recipient ?? null);

export const versionOf = (rows: readonly { value: unknown }[]): number => Number(rows[0]?.value ?? 0);
