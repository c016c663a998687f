import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import type { Called } from "../../domain/ticket/requester.ts";
import type { PersonLine } from "../../desk/views/ticket-view.ts";
import type { TicketAction } from "../../desk/views/ticket-actions.ts";

/** One short sentence after each press. */
const done: Record<TicketAction, string> = {
  accept: "已接收，请尽快联系企业",
  return: "已退回，由服务中心重新派单",
  hand_over: "已转出，对方接收前还由您负责",
  progress: "进展已记下",
  materials: "已请企业补充，计时暂停",
  resolve: "已办结，等企业评价",
  supplement: "已收到补充，会转给负责人",
  urge: "已催办，负责人会马上看到",
  withdraw: "已撤回",
  rate: "谢谢您的评价",
  not_solved: "已退回重办，会有人联系您",
  dispatch: "已派单",
  merge: "已合并",
  refuse: "已告知企业",
  extend: "已报领导，批准前期限不变",
  park: "已报领导，批准前照旧",
  terminate: "已报领导，批准前照常计时",
  assist: "已请对方会办",
  assist_done: "已告诉主办单位",
  assist_hand: "已转给同事，期限不变",
  assist_cancel: "已撤回会办",
  project: "项目已记下",
  confirm: "已确认办结，请企业评价",
  send_back: "已退回，经办人马上知道",
  approve: "已同意，经办人马上知道",
  deny: "已退回，经办人马上知道",
  unpark: "已恢复办理，期限顺延",
  supervise: "已督办，到期前会有回复",
  supervise_reply: "已回复领导",
  level_up: "已提级",
  still_ok: "好的，有反复随时说",
  relapse: "已重新办理，会有人联系您",
  coerced: "已单独告诉分管领导，经办人看不到",
  dismiss: "已标为非诉求，对方会收到说明",
  restore: "好的，马上重新派人办",
  publish_answer: "已公开，以后有人问到就用它回答",
};

export const toasts = {
  done,
  /** 办结 of a project's ticket. */
  handedIn: "已报包保领导，确认后才算办结",
  /** What the enterprise was to read reached nobody: who asked has left it. */
  notTold: (name: string, call: Called | null): string => `已记下，${name}已离开企业，请${labels.callInstead(call)}`,
  /** 提级: to whom; null = nobody else. */
  levelledUp: (level: number, leader: PersonLine | null): string =>
    ["已提级", level === 1 ? "" : "提请会议研究", leader === null ? "" : `${labels.named(leader)}马上知道`]
      .filter((part) => part !== "")
      .join("，"),
  /** Lower two marks: the same action, but not a thank-you. */
  ratedBadly: "对不起，没让您满意，已退回重办",
  /** 补充 after the result: nobody is at work any more. */
  supplementedSolved: "已告诉经办人，还没解决请点「没解决」",
  /** 催办 while the office is closed: nobody reads it before it opens. */
  urgedOffHours: (no: string, opensAt: number, phone: string, clock: Clock): string =>
    `已记下催办${no}，现在是下班时间，负责人${dates.halfDayPoint(opensAt, clock)}上班后处理${phone === "" ? "" : `；着急请打值班电话${labels.phone(phone)}`}`,
  /** 恢复办理 of what had missed its limit before: nothing is moved. */
  unparkedLate: "已恢复办理，原定期限已过，请告诉企业新的时间",
  progressInternal: "已作内部记录，企业看不到",
  nothingChanged: "已经是这样了，不用再按",
  fillIn: "请在卡片上填写",
  cardRenewed: "情况有变，卡片已更新",
  oldCard: "这张卡片太旧了，请发「我的诉求」看最新的",
  oldCardStaff: "这张卡片太旧了，请发「我的待办」看最新的",
  cardBusy: "刚才有人也在操作，请再按一次",
  failed: (reference: string): string => `没办成，请再按一次。还不行请报编号${reference}`,
  identitySent: "已收到，核实后告诉您",
  identityBound: "身份已核实",
  claimConfirmed: "已确认身份",
  claimRejected: "已标为对不上",
  registered: (no: string): string => `已登记，编号${no}`,
  chosen: "好的，已转过去",
  newMatter: "好的，按新的事登记",
  notRequest: "好的，需要时再找我",
  severalRight: "好的，就按这样办",
  severalWrong: "请直接说哪里不对，我来改",
  dangerTold: "已通知值班人员",
  dutyTaken: "已记下由您处理，请马上联系对方",
  relaySent: "已发给企业",
  relayKept: "已作内部记录",
  relayDropped: "好的，不记录",
  /** A form held words about an official: they did not go to him. */
  keptPrivate: "写的话没有转给经办人，请看刚发您的消息",
  ordinary: "好的，按普通诉求办理",
};
