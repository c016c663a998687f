import type { Directory } from "../../domain/people/directory.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { nameOf } from "./person-line.ts";
import type { Audience, NoteLine } from "./ticket-view.ts";

/** Kinds of lines that stay inside. */
const INTERNAL: ReadonlySet<NoteLine["kind"]> = new Set([
  "internal",
  "returned",
  "assist",
  "supervision",
  "project",
  "sent_back",
]);

/** What happened, oldest first, as an audience may read it. */
export function historyOf(directory: Directory, ticket: TicketState, audience: Audience): NoteLine[] {
  if (audience === "group") return [];
  const inside = isInside(audience);
  const lines: NoteLine[] = [
    { at: ticket.openedAt, kind: "opened", by: null, text: "" },
    ...ticket.chain.flatMap((link) => chainLines(directory, link)),
    ...ticket.notes.map((note) => ({
      at: note.at,
      kind: note.kind,
      by: nameOf(directory, note.by) || null,
      ...absentOf(directory, note.standsInFor),
      text: note.kind === "project" ? (directory.projects.get(note.text)?.name ?? "") : note.text,
      ...levelAt(ticket, note),
    })),
  ];
  const result = resultFor(ticket, audience);
  if (result !== null) {
    const by = nameOf(directory, result.by ?? ticket.assigneeId) || null;
    const absent = absentOf(directory, result.by === undefined ? null : ticket.assigneeId);
    const kind = ticket.projectId === null ? "resolved" : "handed_in";
    lines.push({ at: result.at, kind, by, text: result.text, ...absent });
  }
  if (ticket.closedAt !== null) lines.push({ at: ticket.closedAt, kind: "closed", by: null, text: "" });
  // The mark is shown apart; watchers follow the matter, not the talk about it.
  return lines
    .filter((line) => inside || !INTERNAL.has(line.kind))
    .filter(
      (line) =>
        audience !== "watch" ||
        ["opened", "accepted", "resolved", "handed_in", "confirmed", "closed"].includes(line.kind),
    )
    .toSorted((a, b) => a.at - b.at);
}

const absentOf = (directory: Directory, personId: string | null | undefined): Pick<NoteLine, "standsInFor"> =>
  typeof personId === "string" ? { standsInFor: nameOf(directory, personId) } : {};

const isInside = (audience: Audience): boolean => ["task", "dispatcher", "leader", "assist"].includes(audience);

/** What was handed in is told outside only when the bound leader has confirmed it (000-09). */
export function resultFor(ticket: TicketState, audience: Audience): TicketState["result"] {
  const { result, confirmation, notes } = ticket;
  if (result === null || isInside(audience)) return result;
  const sentBack = notes.some(({ kind, at }) => kind === "sent_back" && at >= result.at);
  return confirmation !== null || sentBack ? null : result;
}

function levelAt(ticket: TicketState, note: TicketState["notes"][number]): Pick<NoteLine, "level"> {
  const rating = note.kind === "rating" ? ticket.ratings.find(({ at }) => at === note.at) : undefined;
  return rating === undefined ? {} : { level: rating.level };
}

function chainLines(directory: Directory, link: TicketState["chain"][number]): NoteLine[] {
  const to = nameOf(directory, link.to);
  const offered: NoteLine = { at: link.at, kind: "offered", by: nameOf(directory, link.from) || null, text: to };
  return link.acceptedAt === null ? [offered] : [offered, { at: link.acceptedAt, kind: "accepted", by: to, text: "" }];
}
