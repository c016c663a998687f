import type { Directory, Person } from "../people/directory.ts";
import type { TicketState } from "./state.ts";

/** Same platform identity or same known person; the same enterprise alone is not the same requester. */
export function sameRequester(a: TicketState, b: TicketState): boolean {
  if (a.requester.openId !== null && a.requester.openId === b.requester.openId) return true;
  return a.requester.personId !== null && a.requester.personId === b.requester.personId;
}

/** Who asked has left the firm since: its matter is no longer his to read. Somebody unknown has left nothing. */
export const hasLeft = ({ people }: Directory, { requester }: TicketState): boolean =>
  people.get(requester.personId ?? "")?.active === false;

/** Where the enterprise is told of its matter: an open_id, null = by telephone alone. */
export const requesterOpenId = (directory: Directory, ticket: TicketState): string | null =>
  hasLeft(directory, ticket) ? null : ticket.requester.openId;

/** A person of an enterprise as he is rung up. */
export type Called = Pick<Person, "name" | "phone">;

/** Whom to ring up about it: who asked; where he has left, another contact of his firm. Null = nobody is known. */
export function callerOf(directory: Directory, ticket: TicketState): Person | null {
  const { personId, enterpriseId } = ticket.requester;
  if (!hasLeft(directory, ticket)) return directory.people.get(personId ?? "") ?? null;
  const contacts = enterpriseId === null ? [] : [...directory.people.values()];
  return contacts.find((one) => one.kind === "contact" && one.active && one.enterpriseId === enterpriseId) ?? null;
}
