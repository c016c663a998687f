import { sendingHeldUntil } from "../../domain/quiet-hours.ts";
import { mayRead } from "../../domain/ticket/authority.ts";
import { lastToldAt } from "../../domain/ticket/interim.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import { unanswered } from "../../domain/ticket/supervisions.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { directoryVersion } from "../../store/people.ts";
import { ticketById, toStored } from "../../store/tickets.ts";
import type { DeskDeps } from "../deps.ts";
import type { NoticeWish, TicketLine } from "../outgoing.ts";
import { recipientKey } from "../outgoing.ts";
import { actorOf } from "../people/actor.ts";
import type { AtSending } from "../reminders/late.ts";
import { versionOf } from "./act.ts";

/** Said of what is over. */
const ENDINGS: readonly TicketLine["code"][] = ["withdrawn", "dismissed", "over", "ended_unanswered"];
/** Said of what somebody has done, whatever comes after it. */
const DONE: readonly TicketLine["code"][] = [
  "supervision_replied",
  "hand_over_accepted",
  "assist_done",
  "assist_cancelled",
  "assist_handed",
];

/**
 * What becomes of a line that has waited for the office to open (domain.md B.13): it waits on where that day rests after all, and
 * is not said when nobody is asked any more for what it asks.
 */
export async function heldAtSending(
  deps: DeskDeps,
  wish: NoticeWish,
  { createdAt }: Pick<ClaimedJob, "createdAt">,
): Promise<AtSending> {
  const now = deps.clock.now();
  const [version, rows] = await deps.db.batch([
    directoryVersion(deps.db),
    ticketById(deps.db, wish.replyToCardOf ?? ""),
  ]);
  const directory = await deps.directory.get(versionOf(version));
  const until = sendingHeldUntil(directory.calendar, createdAt, now);
  if (until !== null) return { type: "hold", until };
  const ticket = toStored(rows)[0]?.state;
  const { notice, recipient } = wish;
  if (ticket === undefined || notice.kind !== "ticket_line") return { type: "send", wish };
  const reader = { directory, now, actor: actorOf(directory, recipientKey(recipient)) };
  const { code } = notice.line;
  const asked = ENDINGS.includes(code)
    ? !isOpen(ticket)
    : mayRead(reader, ticket) && stillAsked(code, ticket, createdAt);
  return DONE.includes(code) || asked ? { type: "send", wish } : { type: "drop" };
}

/** @param since when it was asked, UTC ms. */
function stillAsked(code: TicketLine["code"], ticket: TicketState, since: number): boolean {
  // The enterprise's own words: said to whoever has a part in it still, and to nobody else.
  if (code === "supplemented") return true;
  if (!isOpen(ticket)) return false;
  if (code === "supervised") return unanswered(ticket).length > 0;
  // The enterprise has had its word, or the result.
  return code !== "urged" || (ticket.stage !== "awaiting_rating" && (lastToldAt(ticket) ?? 0) < since);
}
