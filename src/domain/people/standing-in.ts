import type { Directory, Person } from "./directory.ts";
import { THE_DESK } from "./directory.ts";
import { dutyDispatcher, substitute } from "./rota.ts";

/**
 * Who is told today what is a person's to do, and may do it for him: himself while he is there. Away or gone: who he has named;
 * without one the head of his unit, for a leader the office's head; else the dispatcher who was on duty when it began (首问,
 * 000-16): one for as long as it lasts. Nobody of them there = himself, so that nothing is told to nobody.
 * @param day local day, YYYY-MM-DD.
 */
export function presentFor(directory: Directory, personId: string, day: string): string {
  const there = substitute(directory, personId, day);
  if (there !== null) return there.id;
  const person = directory.people.get(personId);
  if (person === undefined) return personId;
  const above =
    person.kind === "leader"
      ? (directory.settings.headLeaderId ?? null)
      : (directory.units.get(person.unitId ?? "")?.headId ?? null);
  const head = above === null ? null : substitute(directory, above, day);
  if (head !== null) return head.id;
  const desk = person.kind === "leader" ? THE_DESK : dutyDispatcher(directory, day, awaySince(person));
  return desk === THE_DESK ? personId : desk;
}

/** First day of who is not there; of who has left some day, always the same. */
const awaySince = ({ leaveFrom }: Person): string => leaveFrom ?? "1970-01-01";

/** As `presentFor`, for what only a dispatcher can do: who he has named where that is one, else the one on duty. */
export function presentToDispatch(directory: Directory, personId: string, day: string): string {
  const there = substitute(directory, personId, day);
  if (there !== null && (there.id === personId || there.roles.includes("dispatcher"))) return there.id;
  const person = directory.people.get(personId);
  const desk = dutyDispatcher(directory, day, person === undefined ? day : awaySince(person));
  return desk === THE_DESK ? presentFor(directory, personId, day) : desk;
}

/** Whether a person does another's work today because that one is away or gone. */
export const standsInFor = (directory: Directory, personId: string, absentId: string, day: string): boolean =>
  personId !== absentId && directory.people.has(absentId) && presentFor(directory, absentId, day) === personId;

/** Himself, and everybody whose work he does today. @param present who does a person's: dispatching is not everybody's. */
export const worksFor = (directory: Directory, personId: string, day: string, present = presentFor): string[] => [
  personId,
  ...[THE_DESK, ...directory.people.keys()].filter(
    (id) => id !== personId && directory.people.get(id)?.kind !== "contact" && present(directory, id, day) === personId,
  ),
];
