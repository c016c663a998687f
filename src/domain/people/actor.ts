import type { Directory, Person, Role } from "./directory.ts";

/** Who acts. Stored with every event; names and phones are looked up when shown. */
export type Actor =
  | {
      readonly type: "person";
      readonly personId: string;
      readonly openId: string | null;
      /** Whose work he did because that one was away (代); absent = his own. */
      readonly standsInFor?: string;
    }
  | { readonly type: "requester"; readonly openId: string; readonly personId: string | null }
  | { readonly type: "system"; readonly job: string };

export function personOf(directory: Directory, actor: Actor): Person | null {
  if (actor.type === "system" || actor.personId === null) return null;
  const person = directory.people.get(actor.personId);
  return person?.active ? person : null;
}

export function hasRole(directory: Directory, actor: Actor, role: Role): boolean {
  return personOf(directory, actor)?.roles.includes(role) ?? false;
}

/** A head answers for his own unit only (003-11). */
export function headsUnit(directory: Directory, actor: Actor, unitId: string | null): boolean {
  if (unitId === null) return false;
  const person = personOf(directory, actor);
  return person !== null && directory.units.get(unitId)?.headId === person.id;
}

export function isMemberOf(directory: Directory, actor: Actor, unitId: string | null): boolean {
  if (unitId === null) return false;
  const person = personOf(directory, actor);
  return person !== null && person.kind === "cadre" && person.unitId === unitId;
}
