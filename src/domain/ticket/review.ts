import { localDay, nextWorkingMinute, startOfLocalDay } from "../calendar/index.ts";
import type { Directory } from "../people/directory.ts";
import type { TicketState } from "./state.ts";

/** When a parked matter is looked at again: the opening of the day the enterprise was promised, UTC ms; none = it is not parked. */
export function reviews({ calendar }: Directory, { stage, parking, notes }: TicketState): readonly number[] {
  if (stage !== "parked" || parking === null) return [];
  const morning = nextWorkingMinute(calendar, startOfLocalDay(calendar, localDay(calendar, parking.until)));
  const agreedAt = notes.findLast(({ kind }) => kind === "approved")?.at ?? 0;
  // Agreed to on that very day: when that is over.
  return [morning > agreedAt ? morning : parking.until];
}
