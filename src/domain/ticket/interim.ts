import { addWorkingDays, nextWorkingMinute } from "../calendar/index.ts";
import { limitEnd, ofTier } from "../limits/index.ts";
import type { Directory } from "../people/directory.ts";
import { policyAt, tierOf } from "./clock.ts";
import type { Note, TicketState } from "./state.ts";

/** Notes the enterprise reads as they are made. */
const TOLD: readonly Note["kind"][] = ["progress", "materials", "approved"];

/** UTC ms of the last word the enterprise was given about it since the clock started; null = not spoken to yet. */
export function lastToldAt(ticket: TicketState): number | null {
  if (ticket.firstContactAt === null) return null;
  const told = ticket.notes.findLast(({ kind }) => TOLD.includes(kind));
  return Math.max(ticket.firstContactAt, ticket.clockStartedAt, told?.at ?? 0);
}

/**
 * 阶段性答复: while it takes long, the enterprise hears how far it is (domain.md B.2). Counted anew from every word to it, and
 * from the end of every standstill. UTC ms; null = nothing is owed.
 */
export function interimDue(directory: Directory, ticket: TicketState): number | null {
  const { calendar } = directory;
  const since = lastToldAt(ticket);
  const policy = policyAt(directory, ticket.category, ticket.openedAt);
  const tier = tierOf(directory, { enterpriseId: ticket.requester.enterpriseId, projectId: ticket.projectId });
  const limit = ofTier(tier, policy.keyInterim, policy.interim);
  if (ticket.stage !== "in_progress" || since === null) return null;
  const word = beforeExtended(directory, ticket);
  // While it stood still there was nothing to report: counted from the end of that.
  const from = Math.max(since, ticket.pauses?.at(-1)?.to ?? 0);
  const due = limit === null ? null : limitEnd(calendar, from, limit).at;
  // Close to the end the result itself is what is owed.
  if (due === null || due >= ticket.deadlines.resolveBy) return word;
  return Math.min(word ?? Number.POSITIVE_INFINITY, nextWorkingMinute(calendar, due));
}

/** Told of an extension, the enterprise was promised a word before its end: asked for two working days before, unless one was said since. */
function beforeExtended({ calendar }: Directory, ticket: TicketState): number | null {
  const told = ticket.notes.findLast(({ kind }) => TOLD.includes(kind));
  if (ticket.extension === null || told?.kind !== "approved") return null;
  const closes = [-3, -2, -1].map((days) => addWorkingDays(calendar, ticket.deadlines.resolveBy, days).at);
  return closes.map((close) => nextWorkingMinute(calendar, close)).find((at) => at > told.at) ?? null;
}
