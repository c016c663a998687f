import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import type { Called } from "../../domain/ticket/requester.ts";
import { proceedings } from "./proceedings.ts";
import type { DismissalKind } from "../../domain/ticket/dismissal.ts";
import type { NoteLine, PersonLine } from "../../desk/views/ticket-view.ts";

/** First line of the card for the person who asked: the answer itself. */
const answer = {
  triage: "已收到，正在确认由谁办",
  offered: (unit: string | null): string => (unit === null ? "已收到，正在找人接手" : `已收到，正在派给${unit}`),
  inProgress: (name: string): string => `${name}正在为您办理`,
  late: "已过期限，还在办理",
  redo: "对不起，没让您满意，已退回重办",
  missing: (count: number): string => (count > 0 ? `还差${count}份材料，请您补充` : "请您补充材料"),
  reviewing: "挂账到期，正在重新看",
  parked: "现在还办不了，先挂账，到期再办",
  terminated: "这件事已终止办理",
  unanswered: "材料没补上，先结束了，补上就接着办",
  handedIn: "已办好，等包保领导确认",
  resolved: "✅ 已办结，请您评价",
  closed: "✅ 已办结",
  thanks: "✅ 已办结，谢谢您的评价",
  refused: "这件事不能在这里受理",
  withdrawn: "已按您的要求撤回",
  merged: (no: string): string => `已并入${no}，一起办`,
};

/** 非诉求, kindly: what it was taken for, and the way back. */
const dismissed = {
  title: {
    greeting: "谢谢您的问候",
    test: "测试消息收到了",
    advert: "这类信息不在这里办",
    answered: "您问的已经答复",
  },
  text: {
    greeting: "没有要办的事，就先不登记了。有事随时发消息。",
    test: "能收到。有事直接发消息，我找人办。",
    advert: "这里只办企业遇到的难事，推广信息就不登记了。",
    answered: "",
  },
  said: (kind: DismissalKind, text: string): string =>
    text === "" ? "" : kind === "answered" ? labels.pair("答复", text) : text,
  wayBack: "要是还需要我们办，点下面的按钮就行。",
  staff: (kind: string, text: string): string => labels.pair("非诉求", text === "" ? kind : `${kind}；${text}`),
};

/** Person and time. */
const promise = {
  responsible: (person: PersonLine): string => labels.pair("负责人", labels.personAndPhone(person)),
  contact: (at: number, clock: Clock): string => `最晚${dates.by(at, clock)}联系您`,
  contactLate: "说好的时间还没联系您，请直接打电话或点催办",
  resolve: (at: number, clock: Clock): string => `最晚${dates.by(at, clock)}办完`,
  provisional: "明年放假安排还没公布，日期可能调整",
  afterHours: (at: number, phone: string, clock: Clock): string =>
    phone === ""
      ? `${dates.halfDayPoint(at, clock)}上班后处理。`
      : `${dates.halfDayPoint(at, clock)}上班后处理。下班时间有急事，请打值班电话${labels.phone(phone)}。`,
  willTell: "有进展就在这里告诉您。",
  identityPending: "您的身份还没核实，不影响办理。",
  late: "没能按时办完，很抱歉。着急请直接打负责人电话，或点催办。",
};

const kindWords = (category: string | null, urgency: string | null): string =>
  [category, urgency].filter((part) => part !== null).join(labels.separator);

const body = {
  kind: (category: string | null, urgency: string | null): string => {
    const words = kindWords(category, urgency);
    return words === "" ? "" : `（${words}）`;
  },
  kindWords,
  place: (place: string): string => labels.pair("地点", place),
  attachments: (list: string): string => labels.pair("附件", list),
  attachmentsInChat: (list: string): string => labels.pair("附件", `${list}，见转发的消息`),
  latest: (at: number, text: string, clock: Clock): string => `${dates.point(at, clock)}进展：${text}`,
  yourWords: "您反映的内容",
  theirWords: "原话",
  more: "展开全文",
  history: (count: number): string => `办理经过（${count}）`,
  earlier: (count: number): string => `更早的${count}条不再列出`,
  materialsOnce: "这几份一次说全，补齐后继续计时：",
  stillMissing: "材料还没收到，还差：",
  materialsRest: (count: number): string => `另外${count}份`,
  materialsWhy: (reason: string): string => labels.pair("再次要材料的原因", reason),
  materialsUntil: (at: number, clock: Clock): string =>
    `请在${dates.by(at, clock)}补齐，到时没收到就先结束，以后补上可以接着办。`,
  resumeHow: "把材料发给我，或点下面的按钮，就接着办，不用重新说。",
  materialsHow: "点下面的按钮，或直接把照片、文件发给我。",
  result: (text: string): string => labels.pair("结果", text),
  lastResult: (text: string): string => labels.pair("上次结果", text),
  handedIn: "领导确认后会告诉您结果，请您评价。",
  askRating: "现在正常吗？请您评价。",
  rateBy: (at: number, clock: Clock): string => `${dates.by(at, clock)}不评价，就按未评价结束。`,
  unrated: "没有收到您的评价，已按未评价结束。",
  yourMark: (level: string): string => `您的评价：${level}`,
  // A button of a card is dead after fourteen days; a message never is.
  canReopen: "以后又出问题，点「没解决，继续办」，或者直接发消息给我。",
  refusedWhy: (reason: string): string => labels.pair("原因", reason),
  refusedWay: (way: string): string => labels.pair("您可以这样办", way),
  goesOnWith: (no: string): string => `接着您的前一件${no}办。`,
  mergedHint: (no: string): string => `和${no}是同一件事，进展看那张卡片。`,
  withdrawnHint: "以后有需要，直接再发一条消息。",
  redoReason: (reason: string): string => labels.pair("退回原因", reason),
};

/** Cards for colleagues. */
const task = {
  title: (light: string, enterprise: string | null, title: string): string =>
    enterprise === null ? `${light} ${title}` : `${light} ${enterprise}：${title}`,
  acceptBy: (at: number, clock: Clock): string => `请在${dates.by(at, clock)}接收`,
  acceptLate: (at: number, clock: Clock): string => `应在${dates.by(at, clock)}接收，请尽快接收`,
  dispatchBy: (at: number, clock: Clock): string => `请在${dates.by(at, clock)}派单`,
  dispatchLate: (at: number, clock: Clock): string => `应在${dates.by(at, clock)}派单，请尽快派单`,
  acceptAwaited: (name: string, at: number, clock: Clock): string =>
    clock.now > at ? `${name}还没接收，应在${dates.by(at, clock)}` : `等${name}接收，${dates.by(at, clock)}`,
  dispatchAwaited: (at: number, clock: Clock): string => `等服务中心派单，${dates.by(at, clock)}`,
  resolveBy: (at: number, clock: Clock): string => `${dates.by(at, clock)}办结`,
  paused: (at: number, clock: Clock): string => `等企业补充，${dates.point(at, clock)}起停表`,
  pauseEnds: (at: number, clock: Clock): string => `${dates.by(at, clock)}没补上就先结束，补上再接着办`,
  awaitingRating: "已办结，等企业评价",
  closedMark: (level: string): string => `企业评价：${level}`,
  closedUnrated: "企业没有评价，不计入满意",
  ended: (stage: string): string => stage,
  unknownRequester: "还不知道是谁",
  nobodyLeft: "企业联系人待定",
  unverified: "身份待核实",
  left: (name: string): string => `提出人${name}已离开企业`,
  leftUnasked: (name: string, call: Called | null): string =>
    `${name}已离开企业，看不到这份清单。请${labels.callInstead(call)}。`,
  external: "外部人员",
  keyFirm: "重点企业",
  registered: (channel: "phone" | "visit", by: string): string =>
    channel === "phone" ? `${by}代为登记（来电）` : `${by}代为登记（来访）`,
  first: (name: string): string => labels.pair("首接", name),
  arrow: " → ",
  waiting: (name: string): string => `${name}（待接收）`,
  notTaken: (name: string): string => `${name}（未接收）`,
  takenBy: (name: string, by: string): string => `${name}（${by}接收）`,
  handed: (from: string, reason: string): string => labels.pair(`${from}转办说明`, reason),
  urged: (times: number): string => `企业已催${times}次`,
  contactLate: (at: number, clock: Clock): string => `还没联系企业，应在${dates.by(at, clock)}`,
  redo: (times: number): string => `第${times}次重办`,
  materials: "请企业补充：",
  benefit: (yuan: number): string => `为企业省下或争取${yuan}元`,
  guess: (category: string | null, unit: string | null): string =>
    category === null
      ? "系统没看出归谁办，请您来定。"
      : `系统猜是${category}${unit === null ? "" : `，归${unit}`}，请您确认。`,
  returned: (text: string): string => labels.pair("退回原因", text),
  proposed: (unit: string): string => labels.pair("退回单位建议派给", unit),
  refused: (reason: string): string => labels.pair("不予受理", reason),
  merged: (no: string): string => `已合并到${no}`,
  earlier: (no: string, stage: string): string => `企业前一件${no}${stage}，这是又提出来的，请连起来看。`,
};

const watch = {
  title: (enterprise: string | null, stage: string): string => labels.pair(`您包保的${enterprise ?? "企业"}`, stage),
  nothingToDo: "供您了解，不用操作。",
};

const group = {
  title: (no: string, stage: string): string => `${no} ${stage}`,
  responsible: (person: PersonLine): string => labels.pair("负责人", labels.personAndUnit(person)),
  privately: "详情请和我单独聊。",
};

const HISTORY: Record<NoteLine["kind"], string> = {
  opened: "提出诉求",
  offered: "派单",
  accepted: "接收",
  progress: "进展",
  internal: "内部记录",
  supplement: "补充",
  materials: "请企业补充",
  returned: "退回",
  reopened: "重办",
  urged: "催办",
  rating: "评价",
  extension: "延期",
  parking: "挂账",
  termination: "终止办理",
  handed_over: "转办",
  lapsed: "没有按时接收，转给",
  unparked: "恢复办理",
  asked_extension: "申请延期",
  asked_parking: "申请挂账",
  asked_termination: "申请终止办理",
  agreed_extension: "同意延期",
  agreed_parking: "同意挂账",
  agreed_termination: "同意终止办理",
  assist: "会办",
  supervision: "督办",
  levelled_up: "提级",
  approved: "同意",
  denied: "不同意",
  unanswered_request: "没有在时限内批复",
  project: "重点项目",
  handed_in: "报包保领导确认",
  confirmed: "包保领导确认",
  sent_back: "包保领导退回",
  dismissed: "标为非诉求",
  restored: "还是需要处理",
  unanswered: "材料没有补上，先结束",
  pause_over: "材料没有补上，恢复计时",
  resumed: "补来材料，接着办",
  resolved: "办结",
  closed: "结束",
};

const history = {
  /** 今天9:05 邱启明 进展:已到现场 */
  line: (note: NoteLine, clock: Clock): string => {
    const absent = note.standsInFor === undefined ? "" : `（代${note.standsInFor}）`;
    const who = note.by === null ? "" : ` ${note.by}${absent}`;
    const text = note.reason === undefined ? note.text : `${note.text}（${note.reason}）`;
    const words = [note.level === undefined ? "" : labels.rating[note.level], text].filter((word) => word !== "");
    const what = [HISTORY[note.kind], ...(words.length === 0 ? [] : [words.join("，")])].join("：");
    return `${dates.point(note.at, clock)}${who} ${what}`;
  },
};

const other = {
  gone: "这件已不在你这里，不用再管",
  goneOutside: "您已不在这家企业，这件由企业其他人跟进",
  superseded: "已有新卡片，请看下面最新的一张。",
  error: (reference: string): string => `您的话已收到，但刚才没处理好，我们会接着办。编号${reference}`,
  errorTitle: "刚才出了点问题",
};

export const ticket = { dismissed, answer, promise, body, task, watch, group, history, other, proceedings };
