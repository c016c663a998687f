import { digestDue } from "../../domain/stats/digest-slot.ts";
import type { DigestGroup } from "../../domain/stats/scope.ts";
import { directoryVersion } from "../../store/people.ts";
import { beginSlots, moveSlot, slotsOf } from "../../store/slots.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { versionOf } from "../tickets/act.ts";
import { digestViews } from "./digest.ts";

const slotName = (group: DigestGroup): string => `digest:${group.chatId}`;

/**
 * Sends the daily digest to every bound group whose hour has come. The slot moves in the transaction that sends, and the
 * command's id is the slot's, so that two instances, or a retry, tell a group once. Returns how many were told.
 */
export async function sendDigests(
  deps: DeskDeps,
  send: (ready: readonly ReadyJob[]) => Promise<void>,
): Promise<number> {
  const known = (await deps.directory.get(null)).settings.digestGroups ?? [];
  if (known.length === 0) return 0;
  const now = deps.clock.now();
  const [rows, version] = await deps.db.batch([slotsOf(deps.db, known.map(slotName)), directoryVersion(deps.db)]);
  const directory = await deps.directory.get(versionOf(version));
  const groups = directory.settings.digestGroups ?? [];
  const lastAt = new Map(rows.map((row) => [row.name, row.at]));
  const fresh = groups.map(slotName).filter((name) => !lastAt.has(name));
  if (fresh.length > 0) await beginSlots(deps.db, fresh, now);

  const due = groups.flatMap((group) => {
    const since = lastAt.get(slotName(group));
    const slot = since === undefined ? null : digestDue(directory.calendar, group, since, now);
    return since === undefined || slot === null ? [] : [{ group, since, slot }];
  });
  if (due.length === 0) return 0;
  const views = await digestViews(
    deps.db,
    directory,
    due.map(({ group, since }) => ({ scope: group.scope, since })),
    now,
  );
  let told = 0;
  for (const [i, { group, slot }] of due.entries()) {
    const digest = views[i];
    if (digest === undefined) continue;
    const committed = await commit(deps, {
      commandId: `${slotName(group)}:${slot}`,
      actor: { type: "system", job: "digest" },
      now,
      directory,
      notices: [
        {
          recipient: { type: "chat", chatId: group.chatId },
          notice: { kind: "digest", digest },
          replyTo: null,
          replyToCardOf: null,
        },
      ],
      rows: [moveSlot(deps.db, slotName(group), now)],
    });
    if (committed.type !== "committed") continue;
    told += 1;
    await send(committed.ready);
  }
  return told;
}
