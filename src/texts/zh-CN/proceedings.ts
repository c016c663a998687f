import type { TicketView } from "../../desk/views/ticket-view.ts";
import type { ApprovalKind } from "../../domain/ticket/state.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";

type Approval = NonNullable<TicketView["approval"]>;
type Assist = TicketView["assists"][number];
type Project = NonNullable<TicketView["project"]>;
type Supervision = TicketView["supervisions"][number];

const APPROVALS: Record<ApprovalKind, string> = { extension: "延期", parking: "挂账", termination: "终止办理" };
const GRADES: Record<Supervision["grade"], string> = { 1: "提醒", 2: "督办", 3: "挂牌督办" };

const request = (kind: ApprovalKind, until: number | null, clock: Clock): string =>
  until === null ? `申请${APPROVALS[kind]}` : `申请${APPROVALS[kind]}到${dates.fullDay(until, clock)}`;

/** Extension, parking, joint handling, supervision and levels, as lines of a card (domain.md B.1, B.4). */
export const proceedings = {
  asked: (approval: Approval, clock: Clock): string =>
    `${approval.askedBy}${request(approval.kind, approval.until, clock)}`,
  waiting: (approval: Approval, clock: Clock): string =>
    `已${request(approval.kind, approval.until, clock)}，等${approval.approver}批`,
  beyond: (ordinary: number, clock: Clock): string =>
    `一般最晚只能延到${dates.fullDay(ordinary, clock)}，这次是按疑难的事申请的`,
  reason: (text: string): string => labels.pair("原因", text),
  plan: (text: string): string => labels.pair("打算", text),
  decideBy: (at: number, clock: Clock): string => `请在${dates.by(at, clock)}批，不批按不同意处理`,
  extended: (until: number, reason: string, clock: Clock): string => `已延到${dates.fullDay(until, clock)}：${reason}`,
  parked: (until: number, clock: Clock): string => `挂账到${dates.fullDay(until, clock)}，到期再办`,
  parkingOver: "挂账到期，请恢复办理",
  parkingOverAsked: (name: string): string => `挂账到期，等${name}批`,
  parkingOverAwaited: (name: string): string => `挂账到期，等${name}恢复办理`,
  parkedAnswer: (until: number, clock: Clock): string => `现在还办不了，${dates.fullDay(until, clock)}再办`,
  assist: (assist: Assist, clock: Clock): string =>
    assist.doneAt === null
      ? `会办：${assist.unit}${assist.person.name}，${dates.by(assist.dueBy, clock)}`
      : assist.cancelled
        ? `会办：${assist.unit}不用办了${assist.result === "" ? "" : `，${assist.result}`}`
        : `会办：${assist.unit}已办好${assist.result === "" ? "" : `，${assist.result}`}`,
  assistsOpen: "会办办好前不能办结",
  assistMine: (text: string): string => labels.pair("请您会办", text),
  assistHeaded: (name: string, text: string): string => labels.pair(`${name}会办`, text),
  assistBy: (at: number, clock: Clock): string => `请在${dates.by(at, clock)}办好会办的部分`,
  assistDone: "会办的部分已办好",
  supervised: (one: Supervision, clock: Clock): string => {
    const what = `${one.by}${GRADES[one.grade]}${one.text === "" ? "" : `：${one.text}`}`;
    return one.repliedAt === null ? `${what}，请在${dates.by(one.replyBy, clock)}回复` : what;
  },
  replied: (text: string): string => labels.pair("已回复督办", text),
  level: { 1: "已提级，请分管领导协调", 2: "已提级，提请会议研究" },
  returns: (times: number): string => `已退转${times}次`,
  /** Name, and who is bound to it (000-09). */
  project: ({ name, leader }: Project): string =>
    labels.pair("重点项目", `${name}${leader === "" ? "" : `${labels.separator}包保领导 ${leader}`}`),
  noProject: "不属于重点项目",
  confirmAsked: (by: string): string => `${by}已办好，请您确认`,
  confirmWaiting: (leader: string, at: number, clock: Clock): string =>
    `${dates.point(at, clock)}已报${leader}确认，确认后才算办结`,
  confirmBy: (at: number, clock: Clock): string => `请在${dates.by(at, clock)}确认办结或退回`,
  sentBack: (reason: string): string => labels.pair("包保领导退回", reason),
  terminated: (reason: string): string =>
    labels.pair("终止原因", reason === "" ? "5个工作日内没有收到要补充的材料" : reason),
};
