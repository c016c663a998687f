import type { TicketView } from "../../../desk/views/ticket-view.ts";
import { texts } from "../../../texts/index.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import { mustUnpark } from "./looks.ts";

const P = texts.ticket.proceedings;
/** Passed around as often as this, it is worth a line. */
const MANY_RETURNS = 2;
/** Latest ones shown; the history has them all. */
const SHOWN = 3;

/** What a leader has to decide or has asked for, and where a ticket has been; before its words are read. */
export function proceedingAlerts(view: TicketView, budget: Budget): (string | null)[] {
  const words = (text: string): string => cut(oneLine(text), budget.note);
  const { approval, extension, supervisions, level, returns } = view;
  const headed = view.audience === "assist" ? view.assists.filter((one) => one.headed && one.doneAt === null) : [];
  const mine = view.assists.filter((one) => one.mine && one.doneAt === null);
  return [
    ...mine.map(({ text }) => P.assistMine(words(text))),
    ...headed.map(({ text, person }) => P.assistHeaded(person.name, words(text))),
    ...(approval === null
      ? []
      : [
          view.audience === "leader" ? P.asked(approval, view) : P.waiting(approval, view),
          view.audience === "leader" && approval.ordinary !== undefined ? P.beyond(approval.ordinary, view) : null,
          P.reason(words(approval.reason)),
          approval.plan === "" ? null : P.plan(words(approval.plan)),
        ]),
    ...confirmationLines(view, budget),
    // Whoever is asked for more time decides on that: what the parking in force was agreed for would read as the same twice.
    ...(approval?.kind === "parking"
      ? []
      : [
          // The second line of the header says it, unless that asks him for something of his own.
          view.stage === "parked" && askedOfViewer(view) !== null ? parkedLine(view) : null,
          ...parkingLines(view, budget),
        ]),
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

/** Until when it is parked; from that day on, that it has to go on. */
export function parkedLine(view: TicketView): string {
  if (view.parkedUntil === null) return texts.labels.stageForStaff.parked;
  if (!view.parkingOver) return P.parked(view.parkedUntil, view);
  if (view.approval?.kind === "parking") return P.parkingOverAsked(view.approval.approver);
  return mustUnpark(view) ? P.parkingOver : P.parkingOverAwaited(view.responsible.name);
}

/** Why it is parked and what is done meanwhile. */
export function parkingLines({ parking, stage }: TicketView, budget: Budget): string[] {
  if (parking === null || stage !== "parked") return [];
  const [reason, plan] = [parking.reason, parking.plan].map((text) => cut(oneLine(text), budget.note));
  return [P.reason(reason ?? ""), ...(plan === undefined || plan === "" ? [] : [P.plan(plan)])];
}

/** The bound leader's word: asked for, waited for, or refused in the present round (000-09). */
function confirmationLines(view: TicketView, budget: Budget): string[] {
  const { confirmation, history, project } = view;
  const newest = (kind: "sent_back" | "handed_in") => history.findLast((note) => note.kind === kind) ?? null;
  if (confirmation !== null) {
    const mine = view.actions.includes("confirm");
    const asked = mine
      ? P.confirmAsked(view.responsible.name)
      : P.confirmWaiting(confirmation.leader, confirmation.askedAt, view);
    return project === null ? [asked] : [P.project(project), asked];
  }
  const sentBack = view.stage === "in_progress" ? newest("sent_back") : null;
  return [
    ...(project === null ? [] : [P.project(project)]),
    ...(sentBack === null ? [] : [P.sentBack(cut(oneLine(sentBack.text), budget.note))]),
  ];
}

/** Parts of other units; the viewer's own one stands above. Whoever would close it reads why he cannot yet. */
export function assistLines(view: TicketView, budget: Budget): string[] {
  const words = (text: string): string => cut(oneLine(text), budget.note);
  const waits = view.audience === "task" && view.stage === "in_progress";
  return [
    ...view.assists
      .filter(({ mine, doneAt }) => !mine || doneAt !== null)
      .map((one) => P.assist({ ...one, result: words(one.result) }, view)),
    ...(waits && view.assists.some(({ doneAt }) => doneAt === null) ? [P.assistsOpen] : []),
  ];
}

/** What the viewer himself is asked for, in the header; null when nothing in particular. */
export function askedOfViewer(view: TicketView): string | null {
  if (view.audience === "leader" && view.approval !== null && view.actions.includes("approve"))
    return P.decideBy(view.approval.decideBy, view);
  if (view.confirmation !== null && view.actions.includes("confirm"))
    return P.confirmBy(view.confirmation.answerBy, view);
  if (view.audience !== "assist") return null;
  const open = view.assists.find(({ mine, headed, doneAt }) => (mine || headed) && doneAt === null);
  if (open === undefined) return P.assistDone;
  // It stands still with the matter; the header says until when.
  return view.stage === "parked" ? null : P.assistBy(open.dueBy, view);
}
