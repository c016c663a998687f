import type { SandboxPerson } from "../../protocol.ts";

export const MAX_COLUMNS = 6;

/** Whoever was chosen last time, as far as still there; else one person of each side. */
export function startPeople(people: readonly SandboxPerson[], saved: string | null): string[] {
  const known = new Set(people.map((person) => person.openId));
  const ids = readSaved(saved).filter((id) => known.has(id));
  return ids.length > 0 ? ids : defaults(people);
}

function readSaved(saved: string | null): string[] {
  try {
    const value: unknown = JSON.parse(saved ?? "[]");
    return Array.isArray(value) ? value.filter((id) => typeof id === "string").slice(0, MAX_COLUMNS) : [];
  } catch {
    return [];
  }
}

function defaults(people: readonly SandboxPerson[]): string[] {
  const active = people.filter((person) => person.resigned !== true);
  const sides = ["enterprise", "cadre", "leader"] as const;
  const chosen = sides.flatMap((side) => active.find((person) => person.side === side)?.openId ?? []);
  return chosen.length > 0 ? chosen : active.slice(0, 3).map((person) => person.openId);
}
