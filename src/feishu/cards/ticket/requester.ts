import type { NoteLine, TicketView } from "../../../desk/views/ticket-view.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { paragraph, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import type { Element } from "../types.ts";
import { historyFold, longText, newest, papers, wordsFold } from "./folds.ts";
import { parkingLines } from "./proceedings.ts";
import { VOID, kindOf, late, limitLine, titleOf, working } from "./looks.ts";

const T = texts.ticket;

/** The answer, in one line: header and chat list. */
export function requesterTitle(view: TicketView): string {
  switch (view.stage) {
    case "triage":
      return late(view) ? T.answer.late : view.redo > 0 ? T.answer.redo : T.answer.triage;
    case "offered":
      if (late(view)) return T.answer.late;
      if (view.redo > 0) return T.answer.redo;
      // Who gave it on still works on it: to the enterprise nothing has gone backwards.
      return view.handedOver ? T.answer.inProgress(view.responsible.name) : T.answer.offered(view.unitName);
    case "in_progress":
      if (late(view)) return T.answer.late;
      // Until somebody has spoken to him again, the apology is the answer.
      return view.redo > 0 && view.firstContactAt === null ? T.answer.redo : T.answer.inProgress(view.responsible.name);
    case "awaiting_requester":
      return T.answer.missing(view.materials.length);
    case "parked":
      if (view.parkedUntil !== null && view.parkingOver) return T.answer.reviewing;
      return view.parkedUntil === null ? T.answer.parked : T.proceedings.parkedAnswer(view.parkedUntil, view);
    case "terminated":
      return view.unanswered ? T.answer.unanswered : T.answer.terminated;
    case "awaiting_confirmation":
      return T.answer.handedIn;
    case "awaiting_rating":
      return T.answer.resolved;
    case "closed":
      return view.closeReason === "rated" ? T.answer.thanks : T.answer.closed;
    case "refused":
      return T.answer.refused;
    case "withdrawn":
      return T.answer.withdrawn;
    case "not_request":
      return view.dismissal === null ? texts.labels.stage.not_request : T.dismissed.title[view.dismissal.kind];
    case "merged":
      return T.answer.merged(view.mergedIntoNo ?? view.no);
    default:
      return unreachable(view.stage);
  }
}

export function requesterBody(view: TicketView, budget: Budget): Element[] {
  return [
    strong(titleOf(view), kindOf(view), ...firstLines(view), projectLine(view)),
    ...middle(view, budget),
    ...wordsFold(view, T.body.yourWords, budget),
    ...historyFold(view, budget, 3),
  ];
}

/** Who of the leaders is bound to it, while it is being worked on. */
const projectLine = (view: TicketView): string | null =>
  view.project === null || VOID.includes(view.stage) ? null : T.proceedings.project(view.project);

/** Person and time. */
function firstLines(view: TicketView): (string | null)[] {
  const waiting = ["awaiting_requester", "parked", "awaiting_confirmation"].includes(view.stage);
  if (!working(view) && !waiting) return [];
  const person = T.promise.responsible(view.responsible);
  if (waiting) return [person];
  if (view.firstContactAt === null && !late(view)) {
    const contact = view.now > view.contactBy ? T.promise.contactLate : T.promise.contact(view.contactBy, view);
    return [person, contact, limitLine(view, T.promise.resolve(view.resolveBy, view))];
  }
  return [person, limitLine(view, T.promise.resolve(view.resolveBy, view))];
}

function middle(view: TicketView, budget: Budget): Element[] {
  if (working(view)) return workingLines(view, budget);
  switch (view.stage) {
    case "awaiting_requester":
      return [
        ...papers(view, view.materials.length === 0 ? null : T.body.materialsOnce),
        ...papersWhen(view, budget),
        ...small(T.body.materialsHow),
      ];
    case "awaiting_rating":
      return [
        ...longText(T.body.result(view.result?.text ?? ""), budget),
        ...paragraph(T.body.askRating),
        ...small(view.rateBy === null ? null : T.body.rateBy(view.rateBy, view)),
      ];
    case "closed":
      return [
        ...longText(T.body.result(view.result?.text ?? ""), budget),
        ...paragraph(
          view.lastRating === null || view.closeReason !== "rated"
            ? T.body.unrated
            : T.body.yourMark(texts.labels.rating[view.lastRating.level]),
        ),
        ...small(view.actions.includes("not_solved") ? T.body.canReopen : null),
      ];
    case "refused":
      return paragraph(
        T.body.refusedWhy(cut(view.refusal?.reason ?? "", budget.text)),
        T.body.refusedWay(cut(view.refusal?.properWay ?? "", budget.text)),
      );
    case "withdrawn":
      return paragraph(T.body.withdrawnHint);
    case "not_request":
      return dismissed(view, budget);
    case "merged":
      return paragraph(T.body.mergedHint(view.mergedIntoNo ?? view.no));
    case "awaiting_confirmation":
      return small(T.body.handedIn);
    case "parked":
      return [...paragraph(...parkingLines(view, budget)), ...workingLines(view, budget)];
    case "terminated":
      return paragraph(
        view.termination === null ? null : T.proceedings.terminated(cut(view.termination, budget.text)),
        view.unanswered ? T.body.resumeHow : T.body.withdrawnHint,
      );
    case "triage":
    case "offered":
    case "in_progress":
      return [];
    default:
      return unreachable(view.stage);
  }
}

/** Why a second time (003-08), and until when. */
const papersWhen = (view: TicketView, budget: Budget): Element[] =>
  paragraph(
    view.materialsReason === null ? null : T.body.materialsWhy(cut(oneLine(view.materialsReason), budget.note)),
    view.pauseEndsAt === null ? null : T.body.materialsUntil(view.pauseEndsAt, view),
  );

/** A kind word, what was answered, and the way back. */
const dismissed = ({ dismissal, actions }: TicketView, budget: Budget): Element[] => [
  ...(dismissal === null ? [] : longText(T.dismissed.said(dismissal.kind, dismissal.text), budget)),
  ...paragraph(dismissal === null ? null : T.dismissed.text[dismissal.kind]),
  ...small(actions.includes("restore") ? T.dismissed.wayBack : null),
];

/** Of the present round: what was said before the ticket came back is no news. */
function latestProgress(view: TicketView): NoteLine | null {
  const progress = newest(view, "progress");
  const reopened = newest(view, "reopened");
  return progress === null || (reopened !== null && reopened.at >= progress.at) ? null : progress;
}

function workingLines(view: TicketView, budget: Budget): Element[] {
  const progress = latestProgress(view);
  return [
    ...paragraph(
      late(view) ? T.promise.late : null,
      view.extension === null
        ? null
        : T.proceedings.extended(view.extension.until, cut(oneLine(view.extension.reason), 100), view),
      view.nextWorkingAt !== null && view.firstContactAt === null
        ? T.promise.afterHours(view.nextWorkingAt, view.deskPhone, view)
        : null,
    ),
    ...(progress === null ? [] : longText(T.body.latest(progress.at, progress.text, view), budget)),
    ...(view.stage === "in_progress" && view.materials.length > 0 ? papers(view, T.body.stillMissing) : []),
    ...small(
      view.earlier === null ? null : T.body.goesOnWith(view.earlier.no),
      view.stage === "in_progress" ? null : T.promise.willTell,
      view.requester.verified ? null : T.promise.identityPending,
    ),
  ];
}
