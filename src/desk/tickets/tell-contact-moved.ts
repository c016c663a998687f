import { answeringLine } from "../views/person-line.ts";
import type { Happened } from "./consequences.ts";
import type { Told } from "./told.ts";

/** A promise that moves by less is seen on the card, and is not worth a message. */
const SLIGHT_MS = 30 * 60_000;

/**
 * The enterprise had been promised a call by an hour (首次联系), and who is asked now has one of his own: it reads the new one
 * at once, with who answers meanwhile (000-16, voice.md 10).
 */
export function tellContactMoved({ directory, before, after, events }: Happened, told: Told): void {
  const moving = events.find(({ type }) => ["passed_on", "handed_over", "dispatched"].includes(type));
  // Reopened and dispatched at once: what it is told of is the reopening.
  if (events.some(({ type }) => type === "reopened")) return;
  if (before === null || moving === undefined || after.firstContactAt !== null) return;
  const { contactBy } = after.deadlines;
  const slight = before.deadlines.contactBy > moving.at && contactBy - before.deadlines.contactBy < SLIGHT_MS;
  if (slight || contactBy <= before.deadlines.contactBy) return;
  const { no, title } = after;
  const responsible = answeringLine(directory, after, moving.at);
  const lapsed = moving.type === "passed_on";
  told.requesterLine({ code: "contact_moved", no, title, lapsed, contactBy, responsible });
}
