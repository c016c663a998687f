import * as z from "zod";
import type { Deps } from "../../deps.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import { recipientOf } from "../../desk/outgoing.ts";
import { versionOf } from "../../desk/tickets/act.ts";
import type { JobDefinition, JobOutcome } from "../../jobs/job.ts";
import type { CardRow } from "../../store/cards.ts";
import { cardsOf, cardsShown, toCardRows } from "../../store/cards.ts";
import { writeAll } from "../../store/database.ts";
import { directoryVersion } from "../../store/people.ts";
import { ticketById, toStored } from "../../store/tickets.ts";
import type { ApiFailure } from "../outbound/failures.ts";
import { outcomeOf } from "../outbound/outcome.ts";
import { endShown } from "./end-shown.ts";
import { renderCard } from "./render.ts";

const Payload = z.object({
  ticketId: z.string(),
  /** Has just pressed on his: the answer to the press must reach it before it may be changed (feishu.md 4.2). */
  except: z.string().nullable(),
});

/** What became of one card: shown = its message shows this · same = it showed it already · busy = somebody is on it. */
type Patched =
  | { readonly type: "shown"; readonly messageId: string; readonly hash: string }
  | { readonly type: "same" }
  | { readonly type: "busy"; readonly until: number }
  | { readonly type: "failed"; readonly failure: ApiFailure };

/**
 * Brings every card of a ticket that somebody has on his screen up to date, in place. One job a ticket: ten changes in a
 * row make one update of each card. New messages are not its business (`card`).
 */
export const refreshJob: JobDefinition = {
  kind: "refresh",
  async run(deps, job, known) {
    const { ticketId, except } = Payload.parse(job.payload);
    const loaded = await load(deps, ticketId, known);
    if (loaded === null) return { type: "give_up", error: "no such ticket" };
    const { ticket, rows, directory } = loaded;
    const context = { directory, now: deps.clock.now() };

    const patch = async (row: CardRow): Promise<Patched> => {
      const { messageId, busyUntil, recipient } = row;
      if (messageId === null) return { type: "same" };
      const { card, hash } = renderCard(context, ticket, recipientOf(recipient), row.audience);
      if (hash === row.shownHash) return { type: "same" };
      // What somebody is typing on it must not be wiped; every press on a card that is behind gets a true answer meanwhile.
      if (busyUntil !== null && busyUntil > context.now) return { type: "busy", until: busyUntil };
      const patched = await deps.feishu.patchCard(messageId, card);
      // A recalled or too old message cannot be changed; a new one comes when somebody must act again.
      if (patched.ok || patched.error.kind === "message_gone") return { type: "shown", messageId, hash };
      return { type: "failed", failure: patched.error };
    };
    const sent = rows.filter((row) => row.sentRenewal >= row.renewal && row.recipient !== except);
    const results = await Promise.all(sent.map(patch));
    const shown = results.flatMap((one) => (one.type === "shown" ? [one] : []));
    const outcome = worst(deps, job.id, results);
    const written = shown.length === 0 ? [] : [cardsShown(deps.db, { ticketId, version: ticket.version, shown })];
    if (outcome !== null) {
      await writeAll(deps.db, written);
      return outcome;
    }
    await endShown(deps, job, ticket, written);
    return { type: "finished" };
  },
};

interface Loaded {
  readonly ticket: TicketState;
  readonly rows: readonly CardRow[];
  readonly directory: Directory;
}

async function load(deps: Deps, ticketId: string, known: ReadyJob | null): Promise<Loaded | null> {
  if (known !== null && known.ticket !== null && known.cards !== null)
    return { ticket: known.ticket, rows: known.cards, directory: await deps.directory.get(null) };
  const [rows, tickets, version] = await deps.db.batch([
    cardsOf(deps.db, ticketId),
    ticketById(deps.db, ticketId),
    directoryVersion(deps.db),
  ]);
  const ticket = toStored(tickets)[0]?.state;
  if (ticket === undefined) return null;
  return { ticket, rows: toCardRows(rows), directory: await deps.directory.get(versionOf(version)) };
}

/** What is still to be done about those that were not shown: tried again before set aside, set aside before given up. */
function worst(deps: Deps, jobId: string, results: readonly Patched[]): JobOutcome | null {
  const failures = results.flatMap((one) => (one.type === "failed" ? [one.failure] : []));
  for (const { kind, code, logId } of failures)
    if (kind === "card_invalid") deps.log.error("card.invalid", { job: jobId, code, logId });
  const outcomes = failures.map((failure) => outcomeOf(failure, deps.clock.now()));
  const busy = results.flatMap((one) => (one.type === "busy" ? [one.until] : []));
  return (
    outcomes.find(({ type }) => type === "failing") ??
    outcomes.find(({ type }) => type === "wait") ??
    (busy.length > 0 ? { type: "aside", until: Math.min(...busy) } : null) ??
    outcomes[0] ??
    null
  );
}
