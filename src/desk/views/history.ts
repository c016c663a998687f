import type { Directory } from "../../domain/people/directory.ts";
import { takerOf } from "../../domain/ticket/state.ts";
import type { ApprovalKind, TicketState } from "../../domain/ticket/state.ts";
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
  // Asked for is not decided: outside only what a leader has agreed to is told (domain.md B.4).
  "asked_extension",
  "asked_parking",
  "asked_termination",
  "denied",
  "unanswered_request",
  "levelled_up",
]);

/** What happened, oldest first, as an audience may read it. */
export function historyOf(directory: Directory, ticket: TicketState, audience: Audience): NoteLine[] {
  if (audience === "group") return [];
  const inside = isInside(audience);
  const lines: NoteLine[] = [
    { at: ticket.openedAt, kind: "opened", by: null, text: "" },
    ...ticket.chain.flatMap((link) => chainLines(directory, link, inside)),
    ...decided(ticket, inside).map(({ note, kind, text }) => ({
      at: note.at,
      kind,
      by: nameOf(directory, note.by) || null,
      ...absentOf(directory, note.standsInFor),
      text: kind === "project" ? (directory.projects.get(text)?.name ?? "") : text,
      ...levelAt(ticket, note),
    })),
    ...(ticket.earlierResults ?? []).map((result) => resultLine(directory, result, result.assigneeId, "resolved")),
  ];
  const result = resultFor(ticket, audience);
  const known = ticket.earlierResults?.some(({ at }) => at === result?.at) === true;
  if (result !== null && !known) {
    const kind = ticket.projectId === null ? "resolved" : "handed_in";
    lines.push(resultLine(directory, result, ticket.assigneeId, kind));
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

/** @param assigneeId who had it then; another who wrote the result did so in his place. */
function resultLine(
  directory: Directory,
  { at, text, by }: NonNullable<TicketState["result"]>,
  assigneeId: string | null,
  kind: "resolved" | "handed_in",
): NoteLine {
  const absent = absentOf(directory, by === undefined ? null : assigneeId);
  return { at, kind, by: nameOf(directory, by ?? assigneeId) || null, text, ...absent };
}

export const isInside = (audience: Audience): boolean => ["task", "dispatcher", "leader", "assist"].includes(audience);

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

function chainLines(directory: Directory, link: TicketState["chain"][number], inside: boolean): NoteLine[] {
  const to = nameOf(directory, link.to);
  const from = nameOf(directory, link.from) || null;
  const { handed } = link;
  const offered: NoteLine =
    link.lapsed === true
      ? { at: link.at, kind: "lapsed", by: inside ? from : null, text: to }
      : handed === undefined
        ? { at: link.at, kind: "offered", by: from, text: to }
        : {
            at: link.at,
            kind: "handed_over",
            by: nameOf(directory, handed.by) || from,
            ...absentOf(directory, handed.standsInFor),
            text: to,
            // Between colleagues.
            ...(inside && handed.reason !== "" ? { reason: handed.reason } : {}),
          };
  if (link.acceptedAt === null) return [offered];
  return [offered, { at: link.acceptedAt, kind: "accepted", by: nameOf(directory, takerOf(link)), text: "" }];
}

interface Said {
  readonly note: TicketState["notes"][number];
  readonly kind: NoteLine["kind"];
  readonly text: string;
}

/** Requests for a leader's word and his answers told apart: who asked has not granted it. Outside the reason is the asker's. */
function decided({ notes, supervisions }: TicketState, inside: boolean): Said[] {
  let asked: { readonly kind: ApprovalKind; readonly text: string } | null = null;
  return notes.map((note): Said => {
    const { kind, text } = note;
    // 恢复办理 has no words; who asks for a parking always gives his reason.
    if (kind === "parking" && text === "") return { note, kind: "unparked", text };
    if (kind === "extension" || kind === "parking" || kind === "termination") {
      asked = { kind, text };
      return { note, kind: `asked_${kind}`, text };
    }
    if (kind === "approved" && asked !== null) {
      const of: { readonly kind: ApprovalKind; readonly text: string } = asked;
      asked = null;
      return { note, kind: `agreed_${of.kind}`, text: inside ? text : of.text };
    }
    // 提级 is noted as 督办: what is neither a supervision nor its answer was that.
    if (kind === "supervision" && !supervisions.some(({ at, repliedAt }) => at === note.at || repliedAt === note.at))
      return { note, kind: "levelled_up", text };
    // Said by rule: nobody has refused anything.
    if (kind === "denied" && note.by === null) return { note, kind: "unanswered_request", text };
    return { note, kind, text };
  });
}
