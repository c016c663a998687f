import type { TicketView } from "../../../desk/views/ticket-view.ts";
import { texts } from "../../../texts/index.ts";
import { paragraph, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import type { Element } from "../types.ts";
import { historyFold, longText } from "./folds.ts";
import { kindOf, limitLine, titleOf, working } from "./looks.ts";

const T = texts.ticket;

/** The bundled cadre (包保): told, with nothing to press. */
export const watchTitle = (view: TicketView): string =>
  T.watch.title(
    view.requester.enterprise === null ? null : cut(oneLine(view.requester.enterprise), 20),
    texts.labels.stageForStaff[view.stage],
  );

export function watchBody(view: TicketView, budget: Budget): Element[] {
  return [
    strong(
      titleOf(view),
      kindOf(view),
      view.project === null ? null : T.proceedings.project(view.project),
      T.promise.responsible(view.responsible),
      working(view) ? limitLine(view, T.task.resolveBy(view.resolveBy, view)) : null,
    ),
    ...(oneLine(view.text) === oneLine(view.title) ? [] : longText(view.text, budget, T.body.theirWords)),
    ...(view.result === null ? [] : longText(T.body.result(view.result.text), budget)),
    ...historyFold(view, budget, 3),
    ...small(`${view.no}${texts.labels.separator}${T.watch.nothingToDo}`),
  ];
}

/** A chat of several people hears number, state and who; nothing else (voice.md 11). */
export const groupTitle = (view: TicketView): string => T.group.title(view.no, texts.labels.stage[view.stage]);

export const groupBody = (view: TicketView): Element[] => [
  ...paragraph(T.group.responsible(view.responsible)),
  ...small(T.group.privately),
];
