import type { NoteLine, TicketView } from "../../../desk/views/ticket-view.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { paragraph, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import type { Element } from "../types.ts";
import { story } from "../guides/story.ts";
import { historyFold, newest, papers } from "./folds.ts";
import { awaited, kindWordsOf, limitLine, titleOf, working } from "./looks.ts";
import { askedOfViewer, assistLines, parkedLine, proceedingAlerts } from "./proceedings.ts";

const T = texts.ticket;

export function staffTitle(view: TicketView): string {
  const light = texts.labels.light[view.light];
  const enterprise = view.requester.enterprise === null ? null : cut(oneLine(view.requester.enterprise), 20);
  return T.task.title(light, enterprise, titleOf(view));
}

/** What is to be done and by when; the second line of the header. */
export function staffSubtitle(view: TicketView): string {
  const asked = askedOfViewer(view);
  if (asked !== null) return asked;
  switch (view.stage) {
    case "triage":
      if (!awaited(view)) return T.task.dispatchAwaited(view.acceptBy, view);
      return view.now > view.acceptBy
        ? T.task.dispatchLate(view.acceptBy, view)
        : T.task.dispatchBy(view.acceptBy, view);
    case "offered":
      if (!awaited(view)) return T.task.acceptAwaited(view.offeredTo?.name ?? "", view.acceptBy, view);
      return view.now > view.acceptBy ? T.task.acceptLate(view.acceptBy, view) : T.task.acceptBy(view.acceptBy, view);
    case "in_progress":
      return limitLine(view, T.task.resolveBy(view.resolveBy, view));
    case "awaiting_requester":
      return T.task.paused(view.pausedSince ?? view.now, view);
    case "awaiting_rating":
      return T.task.awaitingRating;
    case "closed":
      return view.lastRating === null || view.closeReason !== "rated"
        ? T.task.closedUnrated
        : T.task.closedMark(texts.labels.rating[view.lastRating.level]);
    case "merged":
      return view.mergedIntoNo === null ? texts.labels.stageForStaff.merged : T.task.merged(view.mergedIntoNo);
    case "parked":
      return parkedLine(view);
    case "awaiting_confirmation":
    case "terminated":
    case "not_request":
    case "refused":
    case "withdrawn":
      return texts.labels.stageForStaff[view.stage];
    default:
      return unreachable(view.stage);
  }
}

export function staffBody(view: TicketView, budget: Budget): Element[] {
  const files = texts.labels.attachments(view.attachments);
  const notYetTaken = view.stage === "triage" || view.stage === "offered";
  return [
    strong(...requesterLine(view)),
    ...paragraph(...proceedingAlerts(view, budget), ...alerts(view, budget)),
    ...(oneLine(view.text) === oneLine(view.title) ? [] : story(view.text, budget, T.body.theirWords)),
    ...paragraph(
      view.place === null ? null : T.body.place(cut(oneLine(view.place), 80)),
      files === "" ? null : T.body.attachmentsInChat(files),
      notYetTaken ? limitLine(view, T.task.resolveBy(view.resolveBy, view)) : null,
      chainLine(view),
      ...assistLines(view, budget),
    ),
    ...(view.stage === "awaiting_requester" && view.materials.length > 0 ? papers(view, T.task.materials) : []),
    ...(view.stage === "in_progress" && view.materials.length > 0 ? papers(view, T.body.stillMissing) : []),
    ...paragraph(
      view.materialsReason === null ? null : T.body.materialsWhy(cut(oneLine(view.materialsReason), budget.note)),
      view.pauseEndsAt === null ? null : T.task.pauseEnds(view.pauseEndsAt, view),
      unasked(view),
    ),
    ...paragraph(...outcome(view, budget)),
    ...historyFold(view, budget),
    ...small([view.no, kindWordsOf(view)].filter((part) => part !== "").join(texts.labels.separator)),
  ];
}

/** The list reached nobody: whom to ring up with it. */
function unasked({ stage, requester: { left, name, phone } }: TicketView): string | null {
  if (left === undefined || stage !== "awaiting_requester") return null;
  return T.task.leftUnasked(cut(left, 20), name === null ? null : { name: cut(name, 20), phone: phone ?? "" });
}

/** 苗德润 总经理 140-0000-1001 · 重点企业. */
function requesterLine(view: TicketView): [string, string] {
  const { name, post, phone, left, verified, external, keyFirm } = view.requester;
  const about = [
    [post, phone === null ? null : texts.labels.phone(phone)].filter((part) => part !== null && part !== "").join(" "),
    left === undefined ? "" : T.task.left(cut(left, 20)),
    verified ? "" : T.task.unverified,
    external ? T.task.external : "",
    keyFirm ? T.task.keyFirm : "",
    view.channel === "phone" || view.channel === "visit"
      ? T.task.registered(view.channel, view.firstResponder.name)
      : "",
  ];
  return [
    cut(name ?? (left === undefined ? T.task.unknownRequester : T.task.nobodyLeft), 20),
    about.filter((part) => part !== "").join(texts.labels.separator),
  ];
}

/** 首接：房若水（经济发展办公室） → 尤在渊（待接收）. */
function chainLine(view: TicketView): string {
  const links = view.chain.map(({ to, acceptedAt, takenBy }, i) => {
    if (acceptedAt !== null) return takenBy === null ? to : T.task.takenBy(to, takenBy);
    return i === view.chain.length - 1 && view.stage === "offered" ? T.task.waiting(to) : T.task.notTaken(to);
  });
  const { offeredTo, assignee, firstResponder } = view;
  if (links.length === 0 && offeredTo !== null && view.stage === "offered") links.push(T.task.waiting(offeredTo.name));
  if (links.length === 0 && assignee !== null && assignee.id !== firstResponder.id) links.push(assignee.name);
  return [T.task.first(texts.labels.personAndUnit(firstResponder)), ...links].join(T.task.arrow);
}

/** What makes this ticket different, before its words are read. */
function alerts(view: TicketView, budget: Budget): (string | null)[] {
  const note = (kind: NoteLine["kind"]): string => cut(oneLine(newest(view, kind)?.text ?? ""), budget.note);
  const returned = view.stage === "triage" ? note("returned") : "";
  const given = view.stage === "triage" ? undefined : view.chain.at(-1);
  const reopened = view.redo > 0 ? note("reopened") : "";
  return [
    view.audience === "dispatcher" && view.stage === "triage" ? T.task.guess(view.categoryName, view.unitName) : null,
    view.earlier === null ? null : T.task.earlier(view.earlier.no, texts.labels.stageForStaff[view.earlier.stage]),
    returned === "" ? null : T.task.returned(returned),
    view.stage === "triage" && view.proposedUnit !== null ? T.task.proposed(view.proposedUnit) : null,
    given === undefined || given.reason === "" || !working(view)
      ? null
      : T.task.handed(given.from, cut(oneLine(given.reason), budget.note)),
    view.redo > 0 ? T.task.redo(view.redo) : null,
    reopened === "" ? null : T.body.redoReason(reopened),
    view.urges > 0 && working(view) ? T.task.urged(view.urges) : null,
    working(view) && view.firstContactAt === null && view.now >= view.contactBy && view.audience !== "assist"
      ? T.task.contactLate(view.contactBy, view)
      : null,
  ];
}

/** What came of it: the result, or the refusal. */
function outcome(view: TicketView, budget: Budget): (string | null)[] {
  const { result, refusal } = view;
  // After a bad mark the result is only what was tried.
  const said = working(view) || view.stage === "awaiting_requester" ? T.body.lastResult : T.body.result;
  return [
    result === null ? null : said(cut(result.text, Math.min(budget.text, 400))),
    result?.benefitYuan && said === T.body.result ? T.task.benefit(result.benefitYuan) : null,
    refusal === null ? null : T.task.refused(cut(oneLine(refusal.reason), budget.note)),
    refusal === null ? null : T.body.refusedWay(cut(oneLine(refusal.properWay), budget.note)),
    view.dismissal === null
      ? null
      : T.dismissed.staff(
          texts.forms.dismissalKinds[view.dismissal.kind],
          cut(oneLine(view.dismissal.text), budget.note),
        ),
    view.termination === null ? null : T.proceedings.terminated(cut(oneLine(view.termination), budget.note)),
  ];
}
