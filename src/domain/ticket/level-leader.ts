import type { Directory } from "../people/directory.ts";
import type { Level } from "./state.ts";

/**
 * To whom a matter goes at a level (提级, domain.md B.1): 1 = the unit's leader in charge, without one the office's head; 2 = the
 * meeting, which is the office head's. Null = the office has named nobody.
 */
export function levelLeader(directory: Directory, unitId: string | null, level: Exclude<Level, 0>): string | null {
  const own = directory.units.get(unitId ?? "")?.leaderId ?? null;
  const office = directory.settings.headLeaderId ?? null;
  return level === 1 ? (own ?? office) : (office ?? own);
}
