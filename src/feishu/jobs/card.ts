import * as z from "zod";
import { localDay, nextWorkingMinute } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { sendingHeldUntil } from "../../domain/quiet-hours.ts";
import { ok } from "../../domain/result.ts";
import { hasLeft } from "../../domain/ticket/requester.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import { presentOn } from "../../domain/ticket/answering.ts";
import { todoOf } from "../../domain/ticket/todo.ts";
import type { Deps } from "../../deps.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import { recipientOf } from "../../desk/outgoing.ts";
import { actorOf } from "../../desk/people/actor.ts";
import { openIdOf } from "../../desk/views/person-line.ts";
import type { TicketView } from "../../desk/views/ticket-view.ts";
import { versionOf } from "../../desk/tickets/act.ts";
import { cardLater } from "../../jobs/card-later.ts";
import type { JobDefinition, JobOutcome } from "../../jobs/job.ts";
import type { CardRow } from "../../store/cards.ts";
import { cardAt, cardSent, cardsShown, toCardRows, wantCard } from "../../store/cards.ts";
import { writeAll } from "../../store/database.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { directoryVersion } from "../../store/people.ts";
import { ticketById, toStored } from "../../store/tickets.ts";
import { supersededCard } from "../cards/index.ts";
import type { ApiFailure } from "../outbound/failures.ts";
import { maskPhones } from "../outbound/mask.ts";
import { outcomeOf } from "../outbound/outcome.ts";
import { endShown } from "./end-shown.ts";
import { renderCard } from "./render.ts";

const Payload = z.object({ ticketId: z.string(), recipient: z.string(), holds: z.boolean().optional() });

/** Sends one ticket's card to one recipient; when it was sent meanwhile, brings it up to date in place. */
export const cardJob: JobDefinition = {
  kind: "card",
  async run(deps, job, known) {
    const { ticketId, recipient, holds } = Payload.parse(job.payload);
    const loaded = await load(deps, ticketId, recipient, known);
    if (loaded === null) return { type: "give_up", error: "no such card" };
    const { ticket, directory } = loaded;
    const to = recipientOf(recipient);
    const now = deps.clock.now();
    const { view, card, hash } = renderCard({ directory, now }, ticket, to, loaded.row.audience);
    const aged = isToRenew(loaded, view);
    const there = aged ? presentAt(loaded, now) : recipient;
    if (there !== recipient) await giveCard(deps, loaded, there, now);
    const row = aged && there === recipient ? { ...loaded.row, renewal: loaded.row.renewal + 1 } : loaded.row;
    if (row.sentRenewal >= row.renewal && row.messageId !== null) return change(deps, job, row, { card, hash, ticket });
    // A new message rings; one that only goes with a reminder does so in office hours (domain.md B.13).
    const until = holds === true ? sendingHeldUntil(directory.calendar, job.createdAt, now) : null;
    if (until !== null) return { type: "aside", until };

    // Fixed by what the message is, not by the try: a retry after a time-out posts nothing twice.
    // The platform takes 50 characters.
    const uuid = (await deps.sha256(`card:${ticketId}:${recipient}:${row.renewal}`)).slice(0, 40);
    let sent = await deps.feishu.send(to, { msgType: "interactive", content: card }, uuid);
    if (!sent.ok && sent.error.kind === "content_refused")
      sent = await deps.feishu.send(to, { msgType: "interactive", content: maskPhones(card) }, `${uuid}m`);
    if (!sent.ok) return logged(deps, job, sent.error);
    const { messageId } = sent.value;
    // An earlier try may be the one that was posted, with an older view: make it show this one.
    const shown = job.attempts > 1 ? await deps.feishu.patchCard(messageId, card) : ok(null);
    const stale = !shown.ok && shown.error.kind !== "message_gone" ? shown.error : null;
    const old = row.messageId !== null && row.messageId !== messageId ? row.messageId : null;
    const noted = cardSent(deps.db, {
      ticketId,
      recipient,
      renewal: row.renewal,
      messageId,
      version: ticket.version,
      // Unknown while it may show the older view: then the next try changes it in place.
      hash: stale === null ? hash : null,
      at: now,
    });
    // Who changed the ticket meanwhile has found no message to change: then this job is not done yet.
    await (stale === null ? endShown(deps, job, ticket, [noted]) : writeAll(deps.db, [noted]));
    if (stale !== null) return logged(deps, job, stale);
    // Best effort: an old card that stays as it was is still answered truly when pressed.
    if (old !== null) await deps.feishu.patchCard(old, supersededCard(view));
    return { type: "finished" };
  },
};

/** Cards can be pressed and changed for 14 days (feishu.md 4.2); a ticket may live longer. One day to spare. */
const CARD_LIVES_MS = 13 * 86_400_000;

/**
 * Whoever still has something to do gets a new message before his card goes dead, and when it is late who may see to it;
 * nobody else is woken by one.
 */
function isToRenew({ row, ticket, directory }: Loaded, { now, actions }: TicketView): boolean {
  const aged = row.sentAt !== null && now - row.sentAt >= CARD_LIVES_MS;
  const late = now > ticket.deadlines.resolveBy && (actions.includes("supervise") || actions.includes("resolve"));
  const acts =
    row.audience === "requester"
      ? isOpen(ticket) && !hasLeft(directory, ticket)
      : late || todoOf({ directory, actor: actorOf(directory, row.recipient), now }, ticket) !== null;
  return aged && acts && row.sentRenewal >= row.renewal;
}

/** Where the work of a card is done today: who is on leave is not woken. */
function presentAt({ row: { recipient }, ticket, directory }: Loaded, now: number): string {
  const actor = actorOf(directory, recipient);
  if (actor.type !== "person") return recipient;
  const { personId } = actor;
  const present = presentOn(directory, ticket, personId, localDay(directory.calendar, now));
  return present === personId ? recipient : (openIdOf(directory, present) ?? recipient);
}

/** The card comes to who does its work meanwhile, unless he has it or can do nothing. */
async function giveCard(deps: Deps, { row, ticket, directory }: Loaded, recipient: string, now: number): Promise<void> {
  if (todoOf({ directory, actor: actorOf(directory, recipient), now }, ticket) === null) return;
  const { ticketId, audience } = row;
  const [his] = await deps.db.batch([cardAt(deps.db, ticketId, recipient)]);
  if (his.length > 0) return;
  await writeAll(deps.db, [
    wantCard(deps.db, { ticketId, recipient, audience, renew: false }),
    cardLater(deps, { ticketId, recipient }, nextWorkingMinute(directory.calendar, now)),
  ]);
}

async function change(
  deps: Deps,
  job: ClaimedJob,
  row: CardRow,
  shown: { readonly card: object; readonly hash: string; readonly ticket: TicketState },
): Promise<JobOutcome> {
  const { ticketId, messageId, busyUntil } = row;
  if (messageId === null || shown.hash === row.shownHash) return { type: "done", unsent: true };
  // What somebody is typing on it must not be wiped; every press on a card that is behind gets a true answer meanwhile.
  if (busyUntil !== null && busyUntil > deps.clock.now()) return { type: "aside", until: busyUntil };
  const patched = await deps.feishu.patchCard(messageId, shown.card);
  // A recalled or too old message cannot be changed; a new one comes when somebody must act again.
  if (!patched.ok && patched.error.kind !== "message_gone") return logged(deps, job, patched.error);
  const { version } = shown.ticket;
  const noted = cardsShown(deps.db, { ticketId, version, shown: [{ messageId, hash: shown.hash }] });
  await endShown(deps, job, shown.ticket, [noted]);
  return { type: "finished" };
}

function logged(deps: Deps, job: ClaimedJob, failure: ApiFailure): JobOutcome {
  if (failure.kind === "card_invalid")
    deps.log.error("card.invalid", { job: job.id, code: failure.code, logId: failure.logId });
  return outcomeOf(failure, deps.clock.now());
}

interface Loaded {
  readonly row: CardRow;
  readonly ticket: TicketState;
  readonly directory: Directory;
}

async function load(deps: Deps, ticketId: string, recipient: string, known: ReadyJob | null): Promise<Loaded | null> {
  if (known !== null && known.ticket !== null && known.card !== null)
    return { row: known.card, ticket: known.ticket, directory: await deps.directory.get(null) };
  const [rows, tickets, version] = await deps.db.batch([
    cardAt(deps.db, ticketId, recipient),
    ticketById(deps.db, ticketId),
    directoryVersion(deps.db),
  ]);
  const row = toCardRows(rows)[0];
  const ticket = toStored(tickets)[0];
  if (row === undefined || ticket === undefined) return null;
  return { row, ticket: ticket.state, directory: await deps.directory.get(versionOf(version)) };
}
