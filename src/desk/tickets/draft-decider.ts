import type { Directory } from "../../domain/people/directory.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import type { Draft } from "../../store/accountability.ts";

/**
 * The unit's supervising leader, or who stands in for him; where he has left, is the person himself or that one's head stands in,
 * the office's head. Nobody decides on his own draft. Null = there is nobody now: it waits for whoever takes the place.
 * @param day on which somebody may stand in; null = the leader himself, there or away.
 */
export function deciderFor(
  directory: Directory,
  unitId: string | null,
  personId: string,
  day: string | null,
): string | null {
  const unit = directory.units.get(unitId ?? "");
  const leaders = [unit?.leaderId, directory.settings.headLeaderId].filter((id) => typeof id === "string");
  const standing = day === null ? [] : leaders.map((id) => presentFor(directory, id, day));
  const all = [...standing.filter((id) => id !== unit?.headId), ...leaders];
  return all.find((id) => id !== personId && isThere(directory, id)) ?? null;
}

/** Who may decide on a draft now: the leader it was made for, or who has taken his place since he left. */
export const decidesNow = (
  directory: Directory,
  draft: Pick<Draft, "leaderId" | "unitId" | "personId">,
): string | null =>
  draft.leaderId !== null && isThere(directory, draft.leaderId)
    ? draft.leaderId
    : deciderFor(directory, draft.unitId, draft.personId, null);

const isThere = (directory: Directory, personId: string): boolean => directory.people.get(personId)?.active === true;
