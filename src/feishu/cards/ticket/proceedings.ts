import type { TicketView } from "../../../desk/views/ticket-view.ts";
import { texts } from "../../../texts/index.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";

const P = texts.ticket.proceedings;
/** Passed around as often as this, it is worth a line. */
const MANY_RETURNS = 2;
/** Latest ones shown; the history has them all. */
const SHOWN = 3;

/** What a leader has to decide or has asked for, and where a ticket has been; before its words are read. */
export function proceedingAlerts(view: TicketView, budget: Budget): (string | null)[] {
  const words = (text: string): string => cut(oneLine(text), budget.note);
  const { approval, extension, parkedUntil, supervisions, level, returns } = view;
  const mine = view.assists.filter((one) => one.mine && one.doneAt === null);
  return [
    ...mine.map(({ text }) => P.assistMine(words(text))),
    ...(approval === null
      ? []
      : [
          view.audience === "leader" ? P.asked(approval, view) : P.waiting(approval, view),
          P.reason(words(approval.reason)),
          approval.plan === "" ? null : P.plan(words(approval.plan)),
        ]),
    parkedUntil === null || view.stage !== "parked" ? null : P.parked(parkedUntil, view),
    extension === null ? null : P.extended(extension.until, words(extension.reason), view),
    ...supervisions
      .slice(-SHOWN)
      .flatMap((one) => [
        P.supervised({ ...one, text: words(one.text) }, view),
        one.repliedAt === null ? null : P.replied(words(one.reply)),
      ]),
    level === 0 ? null : P.level[level],
    returns >= MANY_RETURNS ? P.returns(returns) : null,
  ];
}

/** Parts of other units; the viewer's own one stands above. */
export function assistLines(view: TicketView, budget: Budget): string[] {
  const words = (text: string): string => cut(oneLine(text), budget.note);
  return view.assists
    .filter(({ mine, doneAt }) => !mine || doneAt !== null)
    .map((one) => P.assist({ ...one, result: words(one.result) }, view));
}

/** What the viewer himself is asked for, in the header; null when nothing in particular. */
export function askedOfViewer(view: TicketView): string | null {
  if (view.audience === "leader" && view.approval !== null && view.actions.includes("approve"))
    return P.decideBy(view.approval.decideBy, view);
  if (view.audience !== "assist") return null;
  const open = view.assists.find(({ mine, doneAt }) => mine && doneAt === null);
  return open === undefined ? P.assistDone : P.assistBy(open.dueBy, view);
}
