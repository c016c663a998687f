import { isLate, sendingHeldUntil } from "../../domain/quiet-hours.ts";
import { stillWanted } from "../../domain/reminders.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { payloadsBehind } from "../../store/queue.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import type { DeskDeps } from "../deps.ts";
import type { NoticeWish } from "../outgoing.ts";
import { bundled } from "./bundle.ts";
import type { Reminded, SaidReminder } from "./reminded.ts";
import { remindedOf } from "./reminded.ts";
import type { Reminding } from "./reminding.ts";
import { remind } from "./tell.ts";

type Waiting = Pick<ClaimedJob, "id" | "kind" | "serial" | "createdAt">;

/** What becomes of a reminder at the moment it is sent: as written, as the rules say it now, later, or not at all. */
export type AtSending =
  | { readonly type: "send"; readonly wish: NoticeWish }
  | { readonly type: "hold"; readonly until: number }
  | { readonly type: "drop" };

/**
 * A reminder that could not be sent in time waits for the office to open; then it says what still holds, in today's words, and
 * leaves out what a later one in the same lane says again.
 */
export async function reminderAtSending(deps: DeskDeps, wish: NoticeWish, job: Waiting): Promise<AtSending> {
  const { reminder, recipient } = wish;
  const now = deps.clock.now();
  if (reminder === undefined || recipient.type !== "person" || !isLate(job.createdAt, now))
    return { type: "send", wish };
  const directory = await deps.directory.get(null);
  const until = reminder.holds ? sendingHeldUntil(directory.calendar, job.createdAt, now) : null;
  if (until !== null) return { type: "hold", until };
  const again = new Set((await payloadsBehind(deps.db, job)).flatMap(saidIn).map(keyOf));
  const lines: Reminding["lines"][number][] = [...reminder.drafts];
  const notices: NoticeWish[] = [];
  for (const { said, told } of await askedAgain(deps, reminder, now)) {
    if (again.has(keyOf(said))) continue;
    const of = remindedOf(said, reminder.holds);
    lines.push(...told.lines.filter(({ openId }) => openId === recipient.openId).map((line) => ({ ...line, of })));
    notices.push(...told.notices);
  }
  const [fresh] = [...bundled(lines), ...notices];
  return fresh === undefined ? { type: "drop" } : { type: "send", wish: { ...fresh, recipient } };
}

/** Until when an urgent mark of a reminder waits; false = it is not wanted any more, null = now. */
export async function markAtSending(
  deps: DeskDeps,
  reminder: Reminded,
  writtenAt: number,
): Promise<number | false | null> {
  const now = deps.clock.now();
  if (!isLate(writtenAt, now)) return null;
  const { calendar } = await deps.directory.get(null);
  const until = reminder.holds ? sendingHeldUntil(calendar, writtenAt, now) : null;
  if (until !== null) return until;
  return (await askedAgain(deps, reminder, now)).length === 0 ? false : null;
}

/** Those of the reminders that the rules still want, with what they say now. */
async function askedAgain(deps: DeskDeps, { of }: Reminded, now: number) {
  const directory = await deps.directory.get(null);
  const stored = await ticketsByIds(deps.db, [...new Set(of.map(({ ticketId }) => ticketId))]);
  const tickets = new Map(toStored(stored).map(({ state }) => [state.id, state]));
  return of.flatMap((said) => {
    const ticket = tickets.get(said.ticketId);
    if (ticket === undefined || !stillWanted(directory, ticket, said.kind, now)) return [];
    return [{ said, told: remind(directory, ticket, said.kind, now, said.first, said.dueAt) }];
  });
}

// Written by the desk's own commit.
const saidIn = (payload: unknown): readonly SaidReminder[] => (payload as Partial<NoticeWish>).reminder?.of ?? [];
const keyOf = ({ ticketId, kind }: SaidReminder): string => `${ticketId}:${kind}`;
