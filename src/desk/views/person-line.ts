import type { Directory } from "../../domain/people/directory.ts";
import { THE_DESK } from "../../domain/people/directory.ts";
import { answering } from "../../domain/ticket/answering.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { PersonLine } from "./ticket-view.ts";

/** How to reach a person on the platform; null when nobody has been bound to him. */
export function openIdOf(directory: Directory, personId: string): string | null {
  return directory.openIdsByPerson.get(personId)?.[0] ?? null;
}

export function nameOf(directory: Directory, personId: string | null): string {
  if (personId === null) return "";
  return directory.people.get(personId)?.name ?? (personId === THE_DESK ? directory.settings.name : "");
}

/** A person as others see him: an office that has named nobody yet is shown as the desk itself, with its phone. */
export function personLine(directory: Directory, personId: string): PersonLine {
  const person = directory.people.get(personId);
  if (person === undefined) {
    const unit = directory.units.get(directory.settings.deskUnitId ?? "")?.name ?? null;
    return { id: personId, name: directory.settings.name, post: "", unit, phone: directory.settings.deskPhone };
  }
  const unit = directory.units.get(person.unitId ?? "")?.name ?? null;
  return { id: person.id, name: person.name, post: person.post, unit, phone: person.phone };
}

/** 负责人 as the enterprise is told, with whom he stands in for. @param now UTC ms. */
export function answeringLine(directory: Directory, ticket: TicketState, now: number): PersonLine {
  const { id, insteadOf } = answering(directory, ticket, now);
  return presentLine(directory, insteadOf ?? id, id);
}

/** Who does a person's work today, and whose it is where that is another. */
export function presentLine(directory: Directory, personId: string, presentId: string): PersonLine {
  const line = personLine(directory, presentId);
  return presentId === personId ? line : { ...line, insteadOf: nameOf(directory, personId) };
}
