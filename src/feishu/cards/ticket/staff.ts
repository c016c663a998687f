import type { PersonLine, TicketView } from "../../../desk/views/ticket-view.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { paragraph, small, strong } from "../elements.ts";
import { cut, oneLine } from "../escape.ts";
import type { Budget } from "../fit.ts";
import type { Element } from "../types.ts";
import { historyFold, longText, newest } from "./folds.ts";
import { kindWordsOf, limitLine, titleOf } from "./looks.ts";

const T = texts.ticket;

export function staffTitle(view: TicketView): string {
  const light = texts.labels.light[view.light];
  const enterprise = view.requester.enterprise === null ? null : cut(oneLine(view.requester.enterprise), 20);
  const title = T.task.title(light, enterprise, titleOf(view));
  return view.audience === "dispatcher" && view.stage === "triage" ? T.task.toDispatch(title) : title;
}

/** What is to be done and by when; the second line of the header. */
export function staffSubtitle(view: TicketView): string {
  switch (view.stage) {
    case "triage":
      return view.now > view.acceptBy
        ? T.task.dispatchLate(view.acceptBy, view)
        : T.task.dispatchBy(view.acceptBy, view);
    case "offered":
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
    case "refused":
    case "withdrawn":
      return texts.labels.stageForStaff[view.stage];
    default:
      return unreachable(view.stage);
  }
}

export function staffBody(view: TicketView, budget: Budget): Element[] {
  const files = texts.labels.attachments(view.attachments);
  const limit = view.stage === "triage" || view.stage === "offered" ? T.task.resolveBy(view.resolveBy, view) : null;
  return [
    strong(...requesterLine(view)),
    ...(oneLine(view.text) === oneLine(view.title) ? [] : longText(view.text, budget, T.body.theirWords)),
    ...paragraph(
      view.place === null ? null : T.body.place(cut(oneLine(view.place), 80)),
      files === "" ? null : T.body.attachmentsInChat(files),
      limit === null ? null : T.task.deadline(limitLine(view, limit)),
      chainLine(view),
      ...stateLines(view, budget),
    ),
    ...historyFold(view, budget),
    ...small([view.no, kindWordsOf(view)].filter((part) => part !== "").join(texts.labels.separator)),
  ];
}

/** 苗德润 总经理 140-0000-1001 · 重点企业. */
function requesterLine(view: TicketView): [string, string] {
  const { name, post, phone, verified, external, keyFirm } = view.requester;
  const about = [
    [post, phone === null ? null : texts.labels.phone(phone)].filter((part) => part !== null && part !== "").join(" "),
    verified ? "" : T.task.unverified,
    external ? T.task.external : "",
    keyFirm ? T.task.keyFirm : "",
    view.channel === "phone" || view.channel === "visit"
      ? T.task.registered(view.channel, view.firstResponder.name)
      : "",
  ];
  return [cut(name ?? T.task.unknownRequester, 20), about.filter((part) => part !== "").join(texts.labels.separator)];
}

/** 首接:房若水 → 邱启明(待接收). */
function chainLine(view: TicketView): string {
  const links = view.chain.map(({ to, acceptedAt }) => (acceptedAt === null ? T.task.waiting(to) : to));
  const offered = view.offeredTo;
  if (links.length === 0 && offered !== null && view.stage === "offered")
    links.push(T.task.waiting(unitAndName(offered)));
  if (links.length === 0 && view.assignee !== null && view.assignee.id !== view.firstResponder.id)
    links.push(unitAndName(view.assignee));
  return [T.task.first(unitAndName(view.firstResponder)), ...links].join(T.task.arrow);
}

const unitAndName = (person: PersonLine): string => texts.labels.personAndUnit(person);

function stateLines(view: TicketView, budget: Budget): (string | null)[] {
  const returned = newest(view, "returned");
  const reopened = newest(view, "reopened");
  return [
    view.audience === "dispatcher" && view.stage === "triage" ? T.task.guess(view.categoryName, view.unitName) : null,
    view.stage === "triage" && returned !== null ? T.task.returned(cut(oneLine(returned.text), budget.note)) : null,
    view.redo > 0 ? T.task.redo(view.redo) : null,
    view.redo > 0 && reopened !== null && reopened.text !== ""
      ? T.body.redoReason(cut(oneLine(reopened.text), budget.note))
      : null,
    view.urges > 0 && view.stage !== "closed" ? T.task.urged(view.urges) : null,
    view.stage === "awaiting_requester"
      ? view.materials
          .map((item, i) => `${texts.labels.numbered(i)} ${cut(oneLine(item), 60)}`)
          .slice(0, 30)
          .join("\n")
      : null,
    view.result === null ? null : T.body.result(cut(view.result.text, Math.min(budget.text, 400))),
    view.result?.benefitYuan ? T.task.benefit(view.result.benefitYuan) : null,
    view.refusal === null ? null : T.task.refused(cut(oneLine(view.refusal.reason), budget.note)),
    view.refusal === null ? null : T.body.refusedWay(cut(oneLine(view.refusal.properWay), budget.note)),
  ];
}
