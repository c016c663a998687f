import { addDays, isWorkingTime, localDay, missedYear } from "../../domain/calendar/index.ts";
import { dutyDispatcher } from "../../domain/people/rota.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { NoticeWish } from "../outgoing.ts";
import { openIdOf } from "../views/person-line.ts";

/**
 * Next year's calendar is missing on 1 December: administrators and the dispatcher of the day are told, in office hours, once
 * a week until it is loaded (domain.md B.13). What it is called makes it once, however many instances there are.
 */
export async function warnOfMissingCalendar(deps: DeskDeps): Promise<readonly ReadyJob[]> {
  const directory = await deps.directory.get(null);
  const { calendar, people } = directory;
  const now = deps.clock.now();
  const year = missedYear(calendar, now);
  if (year === null || !isWorkingTime(calendar, now)) return [];
  const day = localDay(calendar, now);
  const admins = [...people.values()].filter(({ active, roles }) => active && roles.includes("admin"));
  const told = new Set([...admins.map(({ id }) => id), dutyDispatcher(directory, day)]);
  const notices = [...told].flatMap((id): NoticeWish[] => {
    const openId = openIdOf(directory, id);
    const notice = { kind: "said", what: { code: "calendar_missing", year } } as const;
    return openId === null
      ? []
      : [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: null }];
  });
  if (notices.length === 0) return [];
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const committed = await commit(deps, {
    commandId: `calendar_missing:${addDays(day, -weekday)}`,
    actor: { type: "system", job: "maintain" },
    now,
    directory,
    notices,
  });
  return committed.type === "committed" ? committed.ready : [];
}
