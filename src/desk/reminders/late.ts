import type { Directory } from "../../domain/people/directory.ts";
import { isLate, sendingHeldUntil } from "../../domain/quiet-hours.ts";
import { stillWanted } from "../../domain/reminders.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { addJob } from "../../store/add-jobs.ts";
import { directoryVersion } from "../../store/people.ts";
import { payloadsBehind } from "../../store/queue.ts";
import { aboutToBeSaid } from "../../store/reminders.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import type { DeskDeps } from "../deps.ts";
import type { NoticeWish } from "../outgoing.ts";
import { recipientKey } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { bundled } from "./bundle.ts";
import type { Reminded, SaidReminder } from "./reminded.ts";
import { remindedOf } from "./reminded.ts";
import type { Reminding } from "./reminding.ts";
import { remind } from "./tell.ts";

/** What was said so shortly before is not said again. */
const JUST_SAID_MS = 15 * 60_000;

type Waiting = Pick<ClaimedJob, "id" | "kind" | "serial" | "createdAt">;

/** What becomes of a reminder at the moment it is sent: as written, as the rules say it now, later, or not at all. */
export type AtSending =
  | { readonly type: "send"; readonly wish: NoticeWish }
  | { readonly type: "hold"; readonly until: number }
  | { readonly type: "drop" };

/**
 * A reminder that could not be sent in time waits for the office to open; then it says what still holds, in today's words, and
 * leaves out what a later one, in the same lane or due already, says again.
 */
export async function reminderAtSending(deps: DeskDeps, wish: NoticeWish, job: Waiting): Promise<AtSending> {
  const { reminder, recipient } = wish;
  const now = deps.clock.now();
  if (reminder !== undefined && wish.notice.kind === "duty_alarm") return alarmAtSending(deps, wish, reminder, job);
  if (reminder === undefined || recipient.type !== "person" || !isLate(job.createdAt, now))
    return { type: "send", wish };
  const directory = await newest(deps);
  const until = reminder.holds ? sendingHeldUntil(directory.calendar, job.createdAt, now) : null;
  if (until !== null) return { type: "hold", until };
  // What is due is looked at before what has been sent: a sweep in between shows in the second.
  const asked = await askedAgain(deps, reminder, now);
  const again = new Set((await payloadsBehind(deps.db, job, now - JUST_SAID_MS)).flatMap(saidIn).map(keyOf));
  // What is for a leader alone is not for one who has left meanwhile.
  const reader = directory.people.get(directory.personByOpenId.get(recipient.openId) ?? "");
  const lines: Reminding["lines"][number][] = reader?.active === true ? [...reminder.drafts] : [];
  const notices: NoticeWish[] = [];
  const mine = ({ openId }: { readonly openId: string }): boolean => openId === recipient.openId;
  for (const { said, told, next } of asked) {
    if (again.has(keyOf(said)) || next?.lines.some(mine) === true) continue;
    const of = remindedOf(said, reminder.holds);
    const own = told.lines.filter(mine);
    lines.push(...own.map((line) => ({ ...line, of })));
    notices.push(...told.notices);
    // It concerns somebody else by now: a leave has ended, or begun. What is due next finds him by itself.
    if (own.length === 0 && next === null)
      await passOn(deps, job, said, bundled(told.lines.map((line) => ({ ...line, of }))));
  }
  const [fresh] = [...bundled(lines), ...notices];
  return fresh === undefined ? { type: "drop" } : { type: "send", wish: { ...fresh, recipient } };
}

/** Gives a late reminder to those whom the rule names now, unless they have it from elsewhere. */
async function passOn(deps: DeskDeps, job: Waiting, said: SaidReminder, wishes: readonly NoticeWish[]): Promise<void> {
  const createdAt = deps.clock.now();
  for (const wish of wishes) {
    const serial = `to:${recipientKey(wish.recipient)}`;
    const lane = await payloadsBehind(deps.db, { id: "", kind: job.kind, serial }, job.createdAt - 1);
    if (lane.flatMap(saidIn).some((one) => keyOf(one) === keyOf(said))) continue;
    // The key makes it one, when two who had it pass it on at once.
    const key = `late:${keyOf(said)}:${serial}`;
    const id = deps.ids.next("job");
    const base = { id, kind: job.kind, key, serial, payload: wish, maxAttempts: 12, createdAt };
    await addJob(deps.db, { ...base, runAt: createdAt });
  }
}

/** The next alarm comes after five minutes; one that is a minute late has met an outage. */
const ALARM_LATE_MS = 60_000;

/** An alarm that could not be sent is not said when somebody has taken it, or when a later one to the same reader says it. */
async function alarmAtSending(deps: DeskDeps, wish: NoticeWish, reminder: Reminded, job: Waiting): Promise<AtSending> {
  const now = deps.clock.now();
  if (now - job.createdAt < ALARM_LATE_MS) return { type: "send", wish };
  const wanted = await askedAgain(deps, reminder, now);
  const later = (await payloadsBehind(deps.db, job, now - JUST_SAID_MS)).flatMap(saidIn).map(keyOf);
  return wanted.some(({ said }) => !later.includes(keyOf(said))) ? { type: "send", wish } : { type: "drop" };
}

/** Until when an urgent mark of a reminder waits; false = it is not wanted any more, null = now. */
export async function markAtSending(
  deps: DeskDeps,
  reminder: Reminded,
  writtenAt: number,
): Promise<number | false | null> {
  const now = deps.clock.now();
  if (!isLate(writtenAt, now)) return null;
  const { calendar } = await newest(deps);
  const until = reminder.holds ? sendingHeldUntil(calendar, writtenAt, now) : null;
  if (until !== null) return until;
  return (await askedAgain(deps, reminder, now)).length === 0 ? false : null;
}

/** Hours may have passed since anybody looked. */
const newest = async ({ db, directory }: DeskDeps): Promise<Directory> =>
  directory.get(versionOf(await directoryVersion(db)));

/** Those of the reminders that the rules still want, with what they say now, and what the next one says that is due already. */
async function askedAgain(deps: DeskDeps, { of }: Reminded, now: number) {
  const directory = await newest(deps);
  const ids = [...new Set(of.map(({ ticketId }) => ticketId))];
  const [stored, due] = await deps.db.batch([ticketsByIds(deps.db, ids), aboutToBeSaid(deps.db, ids, now)]);
  const tickets = new Map(toStored(stored).map(({ state }) => [state.id, state]));
  return of.flatMap((said) => {
    const ticket = tickets.get(said.ticketId);
    if (ticket === undefined || !stillWanted(directory, ticket, said.kind, now)) return [];
    const isDue = due.some(({ ticketId, kind }) => ticketId === said.ticketId && kind === said.kind);
    const next = isDue ? remind(directory, ticket, said.kind, now, false) : null;
    return [{ said, told: remind(directory, ticket, said.kind, now, said.first, said.dueAt), next }];
  });
}

// Written by the desk's own commit.
const saidIn = (payload: unknown): readonly SaidReminder[] => (payload as Partial<NoticeWish>).reminder?.of ?? [];
const keyOf = ({ ticketId, kind }: SaidReminder): string => `${ticketId}:${kind}`;
