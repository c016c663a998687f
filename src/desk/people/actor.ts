import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";

/** Who a platform identity is to the desk: a member of staff, or somebody who asks (known or not). */
export function actorOf(directory: Directory, openId: string): Actor {
  const personId = directory.personByOpenId.get(openId) ?? null;
  const person = personId === null ? undefined : directory.people.get(personId);
  if (person?.active && person.kind !== "contact") return { type: "person", personId: person.id, openId };
  return { type: "requester", openId, personId: person?.active ? person.id : null };
}
