import { isWorkingTime } from "../../domain/calendar/index.ts";
import type { Draft, Evidence } from "../../store/accountability.ts";
import { leaderlessDrafts, reassignDraft } from "../../store/accountability.ts";
import { directoryVersion } from "../../store/people.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { bundled } from "../reminders/bundle.ts";
import { versionOf } from "../tickets/act.ts";
import { asked, draftLine } from "../tickets/accountability.ts";
import { deciderFor } from "../tickets/draft-decider.ts";

const PAGE = 200;

/**
 * Open drafts of 责任追究 whose leader has left pass to whoever takes his place, who is asked in one message, in office hours:
 * what nobody can decide would hang over somebody for ever (000-18).
 */
export async function reassignDrafts(deps: DeskDeps): Promise<readonly ReadyJob[]> {
  const now = deps.clock.now();
  const [open, version] = await deps.db.batch([leaderlessDrafts(deps.db, PAGE), directoryVersion(deps.db)]);
  if (open.length === 0) return [];
  const directory = await deps.directory.get(versionOf(version));
  if (!isWorkingTime(directory.calendar, now)) return [];
  const orphaned = open.flatMap((row) => {
    const leaderId = deciderFor(directory, row.unitId, row.personId, null);
    // Written by accountability.ts only.
    const draft = { ...row, leaderId, reason: row.reason as Draft["reason"], evidence: row.evidence as Evidence[] };
    return leaderId === null ? [] : [{ draft, leaderId }];
  });
  if (orphaned.length === 0) return [];
  const stored = await ticketsByIds(deps.db, [...new Set(orphaned.map(({ draft }) => draft.ticketId))]);
  const tickets = new Map(toStored(stored).map(({ state }) => [state.id, state]));
  const committed = await commit(deps, {
    // Of two instances one asks.
    commandId: `drafts:${orphaned.map(({ draft, leaderId }) => `${draft.id}:${leaderId}`).join(",")}`,
    actor: { type: "system", job: "drafts" },
    now,
    directory,
    rows: orphaned.map(({ draft, leaderId }) => reassignDraft(deps.db, draft.id, leaderId)),
    notices: bundled(
      orphaned.flatMap(({ draft }) => {
        const ticket = tickets.get(draft.ticketId);
        return ticket === undefined ? [] : draftLine(asked(directory, draft, ticket));
      }),
    ),
  });
  return committed.type === "committed" ? committed.ready : [];
}
