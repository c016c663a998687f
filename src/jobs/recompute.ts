import type { Deps } from "../deps.ts";
import { recomputeOpenTickets } from "../desk/tickets/recompute-all.ts";
import { sendReady } from "../feishu/jobs/send-ready.ts";
import { canonical } from "../store/event-chain.ts";
import { bumpDirectoryVersion } from "../store/people.ts";
import { calendarRows, policyRows, readSetting, writeSetting } from "../store/settings.ts";

const KEY = "clock_fingerprint";

/**
 * A calendar or policy that is not the one the open limits were reckoned with: they are reckoned again, each with an event
 * that says so (000-17). The mark is written last, so that a crash half-way starts over; what is right already stays.
 */
export async function recomputeWhenChanged(deps: Deps): Promise<number> {
  const calendar = await deps.sha256(canonical(await calendarRows(deps.db)));
  const policy = await deps.sha256(canonical(await policyRows(deps.db)));
  const known = (await readSetting(deps.db, KEY)) as { calendar: string; policy: string } | null;
  if (known !== null && known.calendar === calendar && known.policy === policy) return 0;
  let moved = 0;
  if (known !== null) {
    // Rows written without the version (by hand, or a moment before it) would be reckoned with the directory of before.
    await bumpDirectoryVersion(deps.db);
    const because = known.calendar === calendar ? "policy" : "calendar";
    const id = `recompute:${because === "policy" ? policy : calendar}`;
    moved = await recomputeOpenTickets(deps, { id, because }, (ready) => sendReady(deps, ready));
    deps.log.info("limits.recomputed", { because, moved });
  }
  await writeSetting(deps.db, KEY, { calendar, policy });
  return moved;
}
