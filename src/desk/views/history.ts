import type { Directory } from "../../domain/people/directory.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { nameOf } from "./person-line.ts";
import type { Audience, NoteLine } from "./ticket-view.ts";

/** Kinds of lines that stay inside. */
const INTERNAL: ReadonlySet<NoteLine["kind"]> = new Set(["internal", "returned", "assist", "supervision"]);

/** What happened, oldest first, as an audience may read it. */
export function historyOf(directory: Directory, ticket: TicketState, audience: Audience): NoteLine[] {
  if (audience === "group") return [];
  const inside = ["task", "dispatcher", "leader", "assist"].includes(audience);
  const lines: NoteLine[] = [
    { at: ticket.openedAt, kind: "opened", by: null, text: "" },
    ...ticket.chain.flatMap((link) => chainLines(directory, link)),
    ...ticket.notes.map((note) => ({
      at: note.at,
      kind: note.kind,
      by: nameOf(directory, note.by) || null,
      text: note.text,
      ...levelAt(ticket, note),
    })),
  ];
  if (ticket.result !== null) {
    const by = nameOf(directory, ticket.assigneeId) || null;
    lines.push({ at: ticket.result.at, kind: "resolved", by, text: ticket.result.text });
  }
  if (ticket.closedAt !== null) lines.push({ at: ticket.closedAt, kind: "closed", by: null, text: "" });
  // The mark is shown apart; watchers follow the matter, not the talk about it.
  return lines
    .filter((line) => inside || !INTERNAL.has(line.kind))
    .filter((line) => audience !== "watch" || ["opened", "accepted", "resolved", "closed"].includes(line.kind))
    .toSorted((a, b) => a.at - b.at);
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
