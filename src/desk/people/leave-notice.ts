import { addDays, localDay, startOfLocalDay } from "../../domain/calendar/index.ts";
import type { Directory, Person } from "../../domain/people/directory.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import type { Notice } from "../outgoing.ts";
import { nameOf } from "../views/person-line.ts";

/** As many days as a select on a phone can show. */
const DAYS = 30;

/** Cadres stand in for anybody; for a leader another leader may. */
export const mayStandIn = (absent: Person, other: Person): boolean =>
  other.active &&
  other.id !== absent.id &&
  (other.kind === "cadre" || (other.kind === "leader" && absent.kind === "leader"));

/** Who does his work in the leave, named or not; null = nobody. @param day local day. */
export function standInName(directory: Directory, personId: string, day: string): string | null {
  const id = presentFor(directory, personId, day);
  return id === personId ? null : nameOf(directory, id);
}

/** 请假's form, or the leave that is running with its end. */
export function leaveNotice(directory: Directory, personId: string, now: number): Notice {
  const today = localDay(directory.calendar, now);
  const person = directory.people.get(personId);
  const base = { kind: "leave_form", colleagues: [], days: [] } as const;
  if (person !== undefined && isOnLeave(person, today))
    return {
      ...base,
      state: "on_leave",
      from: person.leaveFrom,
      to: person.leaveTo,
      delegate: standInName(directory, personId, today),
    };
  const days = Array.from({ length: DAYS }, (_, i) => addDays(today, i)).map((day) => ({
    day,
    at: startOfLocalDay(directory.calendar, day),
  }));
  const heads = new Set([...directory.units.values()].map(({ headId }) => headId));
  // A leader chooses among leaders and heads of units; a cadre among his colleagues.
  const near = (p: Person): boolean =>
    person?.kind === "leader" ? p.kind === "leader" || heads.has(p.id) : p.unitId === (person?.unitId ?? null);
  const colleagues = [...directory.people.values()]
    .filter((p) => person !== undefined && mayStandIn(person, p) && near(p) && !isOnLeave(p, today))
    .map(({ id, name, post }) => ({ id, label: `${name} ${post}` }));
  return { ...base, days, colleagues, state: "open", from: null, to: null, delegate: null };
}
