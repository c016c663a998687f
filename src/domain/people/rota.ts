import type { Directory, Person } from "./directory.ts";
import { THE_DESK } from "./directory.ts";

/** Follows leave and delegates (feishu sample C09 → C10); stops when the chain loops or nobody is there. */
export function substitute(directory: Directory, personId: string, day: string): Person | null {
  const seen = new Set<string>();
  let id: string | null = personId;
  while (id !== null && !seen.has(id)) {
    seen.add(id);
    const person = directory.people.get(id);
    if (!person?.active) return null;
    if (!isOnLeave(person, day)) return person;
    id = person.delegateId;
  }
  return null;
}

export function isOnLeave(person: Person, day: string): boolean {
  if (person.leaveFrom === null) return false;
  return person.leaveFrom <= day && (person.leaveTo === null || day <= person.leaveTo);
}

/**
 * The unit's next in turn: the handler who was given a ticket longest ago, or who stands in for him while he is away; nobody
 * there = the head, or who stands in for him. A handler and his delegate take one turn.
 * @param lastAssigned UTC ms of each person's last ticket; absent = never.
 * @param day local day, YYYY-MM-DD.
 * @param except persons who are not to be given it, neither themselves nor by whoever stands in for them.
 */
export function nextOnRota(
  directory: Directory,
  unitId: string,
  lastAssigned: ReadonlyMap<string, number>,
  day: string,
  except: readonly string[] = [],
): Person | null {
  const present = (id: string): Person | null => {
    const there = except.includes(id) ? null : substitute(directory, id, day);
    return there?.kind === "cadre" && !except.includes(there.id) ? there : null;
  };
  const last = (id: string): number => lastAssigned.get(id) ?? 0;
  const turns = [...directory.people.values()]
    .filter((p) => p.active && p.unitId === unitId && p.kind === "cadre" && p.roles.includes("handler"))
    .flatMap(({ id }) => {
      const there = present(id);
      return there === null ? [] : [{ id, there, turn: Math.max(last(id), last(there.id)) }];
    })
    .sort((a, b) => a.turn - b.turn || (a.id < b.id ? -1 : 1));
  const head = directory.units.get(unitId)?.headId ?? null;
  return turns[0]?.there ?? (head === null ? null : present(head));
}

/**
 * First responder of the day (首问责任制, 000-16): dispatchers take turns by working day; on leave, the next one; all of them away,
 * who stands in for one.
 * Without any dispatcher the desk itself is named, so that nothing is ever nobody's.
 * @param since whose turn it was that day, for what one person is to keep from then on; who was away then comes last.
 */
export function dutyDispatcher(directory: Directory, day: string, since = day): string {
  const ids = directory.settings.dispatcherIds;
  const start = Math.floor(Date.parse(`${since}T00:00:00Z`) / 86_400_000);
  const inTurn = ids.flatMap((_, i) => directory.people.get(ids[(start + i) % ids.length] ?? "") ?? []);
  const present = inTurn.filter((person) => person.active && !isOnLeave(person, day));
  const first = present.find((person) => !isOnLeave(person, since)) ?? present[0];
  if (first !== undefined) return first.id;
  for (const id of ids) {
    const person = substitute(directory, id, day);
    if (person?.kind === "cadre") return person.id;
  }
  return THE_DESK;
}
