import type { NoteLine, TicketView } from "../../../desk/views/ticket-view.ts";
import { texts } from "../../../texts/index.ts";
import { paragraph, panel, small } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import type { Element } from "../types.ts";

/** What fits in sight before a text is folded. */
const IN_SIGHT = 120;

/** The text itself when short, otherwise its beginning and the whole of it behind 展开. */
export function longText(text: string, budget: Budget, title = texts.ticket.body.more): Element[] {
  const whole = cut(text.trim(), budget.text);
  if (cut(whole, IN_SIGHT) === whole) return paragraph(whole);
  return [...paragraph(cut(oneLine(whole), IN_SIGHT)), ...panel(title, paragraph(whole))];
}

/** The request in the requester's own words, folded; left out when the title already says all of it. */
export function wordsFold(view: TicketView, title: string, budget: Budget): Element[] {
  const files = texts.labels.attachments(view.attachments);
  const text = oneLine(view.text) === oneLine(view.title) ? null : cut(view.text.trim(), budget.text);
  return panel(
    title,
    paragraph(
      text,
      view.place === null ? null : texts.ticket.body.place(cut(oneLine(view.place), 80)),
      files === "" ? null : texts.ticket.body.attachments(files),
    ),
  );
}

/** Papers in sight; a longer list goes on behind a fold, because a list told at once must be whole (003-08). */
const PAPERS_IN_SIGHT = 10;
const PAPER_MAX = 200;

/** ① … ② …, all of them. The rule keeps the whole list below a field's length. */
export function papers(view: TicketView, heading: string | null): Element[] {
  const lines = view.materials.map((item, i) => `${texts.labels.numbered(i)} ${cut(oneLine(item), PAPER_MAX)}`);
  const rest = lines.slice(PAPERS_IN_SIGHT);
  return [
    ...paragraph(heading, ...lines.slice(0, PAPERS_IN_SIGHT)),
    ...panel(texts.ticket.body.materialsRest(rest.length), paragraph(...rest)),
  ];
}

/** Newest last, as people tell a story; the oldest ones give way. Shorter than `least`, it says nothing new. */
export function historyFold(view: TicketView, budget: Budget, least = 2): Element[] {
  // The mark itself stands on the card; here only what was said with it.
  const notes = view.history.filter(({ kind, text }) => kind !== "rating" || text !== "");
  if (notes.length < least) return [];
  const shown = notes.slice(-budget.notes);
  const hidden = notes.length - shown.length;
  const lines = shown.map((note) => texts.ticket.history.line(short(note, budget), view));
  return panel(texts.ticket.body.history(notes.length), [
    ...(hidden > 0 ? small(texts.ticket.body.earlier(hidden)) : []),
    ...paragraph(...lines),
  ]);
}

const short = (note: NoteLine, budget: Budget): NoteLine => ({
  ...note,
  by: note.by === null ? null : cut(oneLine(note.by), 20),
  text: cut(oneLine(note.text), budget.note),
  ...(note.reason === undefined ? {} : { reason: cut(oneLine(note.reason), budget.note) }),
});

/** Newest note of a kind, or null. */
export const newest = (view: TicketView, kind: NoteLine["kind"]): NoteLine | null =>
  view.history.findLast((note) => note.kind === kind) ?? null;
