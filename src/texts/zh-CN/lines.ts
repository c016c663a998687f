import type { Saying, TicketLine } from "../../desk/outgoing.ts";
import type { PersonLine } from "../../desk/views/ticket-view.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";
import { supervision } from "./supervision.ts";
import { toasts } from "./toasts.ts";

type LineSentences = {
  readonly [C in TicketLine["code"]]: (line: Extract<TicketLine, { code: C }>, clock: Clock) => string;
};

/** Who wrote is not always known by name: an unknown person has a ticket before he has one. */
const someone = (by: string): string => (by === "" ? "企业" : by);

/** Words and files that came, behind what they belong to. */
const sent = (text: string, files: number): string => {
  const parts = [text, files > 0 ? `附件${files}个，在这条消息上面` : ""].filter((part) => part !== "");
  return parts.length === 0 ? "" : `：${parts.join("；")}`;
};

/** 已过时限; where the final limit itself has passed, by how much. */
const passed = (late?: number): string =>
  late === undefined ? "已过时限" : late > 0 ? `办结期限已超${late}个工作日` : "办结期限也过了";

/** To the enterprise: what had been promised has gone by. */
const missed = (resolveBy: number, clock: Clock): string =>
  `原定${dates.by(resolveBy, clock)}办完，没能做到，很抱歉，新的时间会告诉您`;

/** Whom to ring up, behind what for. */
const ring = (person: PersonLine): string => (person.phone === "" ? "" : `：${labels.personAndPhone(person)}`);

/** Whom of the enterprise to speak to. */
const call = (requester: string | null, phone: string | null): string =>
  `联系${requester ?? "对方"}${phone === null ? "" : ` ${labels.phone(phone)}`}`;

const APPROVALS = { extension: "延期", parking: "挂账", termination: "终止办理" } as const;
const GRADES = { 1: "提醒", 2: "督办", 3: "挂牌督办" } as const;

/** Replies under a card: what happened, then what to do. */
const ticketLines: LineSentences = {
  urged: ({ by, title }) => `${someone(by)}催办「${title}」，请尽快给个回话。`,
  supplemented: ({ by, title, text, files, resolveBy, asks }, clock) => {
    const runs = resolveBy === undefined ? "" : `。已恢复计时，${dates.by(resolveBy, clock)}办结`;
    return asks === true
      ? `${someone(by)}问「${title}」的材料：「${text}」${runs}。材料还没到，请先答复；还要等，再点请补充。`
      : `${someone(by)}给「${title}」补充${sent(text, files).replace(/。$/u, "")}${runs}${runs === "" ? "" : "。"}`;
  },
  reopened: ({ title, reason, resolveBy, level }, clock) => {
    const because = reason === "" ? "" : `：${reason}`;
    const said = level === undefined ? `反映「${title}」没解决` : `给「${title}」评了${labels.rating[level]}`;
    return `企业${said}${because}。已退回重办，请尽快联系，${dates.by(resolveBy, clock)}办结。`;
  },
  progress: ({ title, by, text }) => (by === "" ? `「${title}」有进展：${text}` : `${by}：「${title}」有进展，${text}`),
  passed_on: ({ no, title, from, to }) =>
    `${no}「${title}」${from === "" ? "" : `${from}没有按时接收，`}已转给${to}。接收前还由您负责。`,
  duty_taken: ({ title, by }) =>
    `「${title}」${labels.personAndPhone(by)}${by.phone === "" ? "" : " "}已接手，正在联系您。`,
  duty_taken_told: ({ no, title, by }) => `${no}「${title}」值班由${by}处理。`,
  contact_moved: ({ title, lapsed, contactBy, responsible }, clock) =>
    `「${title}」${lapsed ? "没有按时接收，已换人办，很抱歉" : "转给别的同事办了"}，${dates.by(contactBy, clock)}联系您。负责人${labels.personAndPhone(responsible)}，着急可以直接打电话。`,
  contact_overdue: ({ title, requester, phone, worker, late }) =>
    worker !== undefined
      ? `「${title}」${labels.named(worker)}还没联系企业，${passed(late)}，请督促。`
      : `「${title}」还没联系企业，${passed(late)}。请马上${call(requester, phone)}。`,
  contact_held: ({ title, requester, phone, late }) =>
    `「${title}」还没联系企业，${passed(late)}。接收前由你负责，请马上${call(requester, phone)}。`,
  escalate: ({ no, title, workingDaysLeft, responsible, unit }) =>
    `${no}「${title}」已超${Math.max(1, -workingDaysLeft)}个工作日，${unit ?? ""}${labels.named(responsible)}负责。请过问一下。`,
  call_back: ({ no, title, requester, phone }) =>
    `${no}「${title}」重办完了，企业还没评价。请打电话回访${requester ?? "对方"}${phone === null ? "" : ` ${labels.phone(phone)}`}，问问现在怎么样。`,
  interim_due: ({ title, since }, clock) =>
    `「${title}」从${dates.day(since, clock)}起没跟企业说过进展，请说一声办到哪了。`,
  return_undecided: ({ no, title, responsible, late }) =>
    responsible === undefined
      ? `${no}「${title}」退回后还没重新派单，${passed(late)}，请现在定下来。`
      : `${no}「${title}」退回后${labels.named(responsible)}还没重新派单，${passed(late)}。请打电话催一下${ring(responsible)}。`,
  approval_due: ({ no, title, what, by, decideBy }, clock) =>
    `${by}申请${APPROVALS[what]}的「${title}」（${no}）还等您批。请在${dates.by(decideBy, clock)}批，不批按不同意处理。`,
  approval_given: ({ title, what, by, until }, clock) =>
    `${by}同意了「${title}」${APPROVALS[what]}${until === null ? "" : `，到${dates.point(until, clock)}`}。`,
  approval_denied: ({ title, what, by, reason, resolveBy, passed: late }, clock) => {
    const no = by === null ? "没有在时限内批复，按不同意处理" : `${by}没有同意`;
    const kept =
      resolveBy === null
        ? "还照原来的办"
        : late
          ? "办结期限已经到了，请马上办好，或告诉企业什么时候能办好"
          : `请按原期限办，${dates.by(resolveBy, clock)}办结${what === "extension" ? "；办不完请先告诉企业" : ""}`;
    return `「${title}」${APPROVALS[what]}${no}${reason === "" ? "" : `：${reason}`}。${kept}。`;
  },
  extension_told: ({ title, until, reason, by }, clock) =>
    `您反映的「${title}」要延到${dates.point(until, clock)}：${reason}。${by === "" ? "领导" : by}已同意，到期前会再告诉您进展。`,
  parked_told: ({ title, until, reason, plan }, clock) =>
    `您反映的「${title}」现在还办不了：${reason}。打算：${plan}。${dates.day(until, clock)}会再办，到时告诉您。`,
  unparked_told: ({ title, resolveBy, passed: to }, clock) =>
    to === "enterprise"
      ? `您反映的「${title}」恢复办理了。${missed(resolveBy, clock)}。`
      : to === "worker"
        ? `「${title}」恢复办理了，原定${dates.by(resolveBy, clock)}办结，已过期限，请告诉企业新的时间。`
        : `「${title}」恢复办理了，${dates.by(resolveBy, clock)}办结。`,
  pause_ending: ({ title, until, materials, goesOn }, clock) =>
    `「${title}」还差：${labels.listed(materials)}。请在${dates.by(until, clock)}补上${goesOn === true ? "" : "，到时没收到就先结束，以后补上可以接着办"}。`,
  pause_over: ({ no, title, resolveBy, left, call }, clock) =>
    left !== undefined
      ? `${no}「${title}」的材料还没人补：${left}已离开企业。已恢复计时，请${labels.callInstead(call ?? null)}，${dates.by(resolveBy, clock)}办结。`
      : `${no}「${title}」企业一直没有补充材料。重点项目和有危险的事不自动结束，请再联系企业，${dates.by(resolveBy, clock)}办结；办不下去请申请终止，由领导定。`,
  papers_wanted: ({ title, materials }) =>
    `您反映的「${title}」还没等到材料，先接着办，没有结束。还差：${labels.listed(materials)}，备好了发给我就行。`,
  pause_over_told: ({ no, title, worker }) =>
    `${no}「${title}」企业一直没有补充材料，是您包保项目的事，没有自动结束，${labels.named(worker)}会再联系企业。`,
  ended_unanswered: ({ no, title }) => `${no}「${title}」企业一直没有补充材料，已先结束。补上后会再转给您。`,
  resumed: ({ no, title, by, text, files, resolveBy }, clock) =>
    `${someone(by)}补来了${no}「${title}」的材料${sent(text, files)}。请接着办，${dates.by(resolveBy, clock)}办结。`,
  overdue_told: ({ title, resolveBy, responsible, head, acting }, clock) =>
    `您反映的「${title}」没能在${dates.by(resolveBy, clock)}办完，很抱歉。负责人${labels.personAndPhone(responsible)}${head === "" ? "" : `，也告诉了${acting === true ? "" : "他的领导"}${head}`}，已要求今天办好或告诉您新的时间。着急可以直接打电话，或点催办。`,
  review_told: ({ title, responsible }) =>
    `您反映的「${title}」挂账到期了，${labels.personAndPhone(responsible)}正在重新看。恢复办理或另定日期都会告诉您。`,
  review: ({ no, title, until, worker }, clock) =>
    `${no}「${title}」挂账${dates.day(until, clock)}到期，${worker === undefined ? "请恢复办理，还办不了的再申请挂账" : `${labels.named(worker)}还没恢复办理，请督促`}。`,
  supervised: ({ no, title, grade, by, text, replyBy, worker }, clock) =>
    `${by}${GRADES[grade]}${no}「${title}」${text === "" ? "" : `：${text}`}。请${worker === undefined ? "" : `督促${labels.named(worker)}`}在${dates.by(replyBy, clock)}回复。`,
  supervision_replied: ({ no, title, by, text, solved }) => {
    if (solved === undefined) return `${by}回复了对${no}「${title}」的督办：${text}`;
    return `您督办的${no}「${title}」${by}${solved === "resolved" ? "已办结" : "已办好，等包保领导确认"}：${text}`;
  },
  supervision_due: ({ no, title, worker }) =>
    worker === undefined
      ? `${no}「${title}」的督办还没回复，已到时限。`
      : `${no}「${title}」的督办${labels.named(worker)}还没回复，已到时限，请督促。`,
  assist_done: ({ title, unit, text }) => `${unit}会办的「${title}」办好了：${text}`,
  assist_cancelled: ({ no, title, by, reason }) => `${by}撤回了${no}「${title}」的会办：${reason}。你不用再办。`,
  assist_handed: ({ no, title, to }) => `${no}「${title}」的会办已转给${to}，你不用再管。`,
  assist_due: ({ no, title, unit, worker, call }) => {
    const late = `${no}「${title}」${unit}${worker === undefined ? "" : labels.named(worker)}的会办已到时限`;
    if (worker === undefined) return `${late}，请今天办好。`;
    if (call !== undefined)
      return `${late}，办好前不能办结。请打电话催一下：${labels.personAndPhone(call)}；不用他办了，点撤回会办。`;
    return `${late}，请督促今天办好，或转给别人。`;
  },
  levelled_up: ({ no, title, level, reason }) =>
    `${no}「${title}」${level === 1 ? "提请您协调" : "提请政府会议研究"}：${reason}`,
  levelled_told: ({ no, title, level, leader: name, insteadOf }) => {
    const leader = labels.named({ name, insteadOf });
    return `${no}「${title}」已提级，${level === 1 ? `由${leader}协调` : `提请政府会议研究，${leader}已知道`}。期限不变，请接着办。`;
  },
  key_found: ({ title, contactBy, resolveBy }, clock) =>
    `「${title}」是重点企业或重点项目的事，期限提前了：${contactBy === null ? "" : `${dates.by(contactBy, clock)}联系企业，`}${dates.by(resolveBy, clock)}办结。`,
  recomputed: ({ no, title, resolveBy }, clock) =>
    `${no}「${title}」的期限按新的工作日历重算了，现在是${dates.by(resolveBy, clock)}。`,
  sent_back: ({ title, by, reason, resolveBy }, clock) =>
    `${by}退回了「${title}」：${reason}。请接着办，${dates.by(resolveBy, clock)}办结。`,
  sent_back_told: ({ title, responsible, resolveBy, passed: late }, clock) =>
    `您反映的「${title}」还要接着办，负责人${labels.personAndPhone(responsible)}，${late ? missed(resolveBy, clock) : `最晚${dates.by(resolveBy, clock)}办完`}。`,
  confirm_due: ({ no, title, by, askedAt }, clock) =>
    `${no}「${title}」${by}${dates.point(askedAt, clock)}报您确认，还在等您。请点确认办结或退回重办。`,
  confirm_late: ({ no, title, leader, askedAt }, clock) =>
    `${no}「${title}」${dates.point(askedAt, clock)}报${labels.named(leader)}确认，还没有回音。请过问一下。`,
  draft_waiting: ({ no, title, unit, person, reason }) =>
    `有一条问责线索请您定：${supervision.draft.who(unit, person, reason)}，${no}「${title}」。`,
  withdrawn: ({ title }) => `企业撤回了「${title}」，不用再办。`,
  over: ({ title, stage, into }) =>
    `「${title}」${into === undefined ? labels.stage[stage] : `已并入${into}`}，这件不用再办。`,
  dismissed: ({ title, by }) => `${by === "" ? "派单员" : by}把「${title}」标为非诉求，不用再办。`,
  restored: ({ no, title }) => `${no}「${title}」标过非诉求，对方说还是要办，请派单。`,
  accept_overdue: ({ no, title, offeredTo, responsible, late }) => {
    const who = responsible === null ? "你" : labels.named(responsible);
    if (offeredTo !== null)
      return `${no}「${title}」${labels.named(offeredTo)}还没接收，${passed(late)}。接收前由${who}负责，请打电话问一下${ring(offeredTo)}。`;
    const ask = responsible === null ? "请尽快派单" : `请打电话催一下${ring(responsible)}`;
    return `${no}「${title}」还没派出去，${passed(late)}。现在由${who}负责，${ask}。`;
  },
  accept_asked: ({ no, title, returnable, late }) =>
    `${no}「${title}」等你接收，${passed(late)}。请点接收${returnable === true ? "；不归你管，点不归我管" : ""}。`,
  due_soon: ({ title, resolveBy, workingDaysLeft, extendBy, now }, { utcOffsetMinutes }) => {
    const clock = { now, utcOffsetMinutes };
    return `「${title}」${dates.left(resolveBy, workingDaysLeft, clock)}，${dates.by(resolveBy, clock)}要办结。${extendBy === null ? "" : `来不及的话，${dates.by(extendBy, clock)}申请延期。`}`;
  },
  overdue: ({ no, title, resolveBy, workingDaysLeft, responsible, unit, own }, clock) => {
    const late =
      workingDaysLeft < 0 ? `已超${-workingDaysLeft}个工作日` : `期限是${dates.point(resolveBy, clock)}，已经过了`;
    return `${no}「${title}」${late}。${own === true ? "由你负责" : `负责人${unit ?? ""}${labels.named(responsible)}`}，请今天办结或告诉企业新的时间。`;
  },
  bundle_told: ({ no, title, enterprise, responsible }) =>
    `您包保的${enterprise}提了「${title}」（${no}），由${responsible}负责。供您了解，不用操作。`,
  hand_over_accepted: ({ title, by }) => `${by === "" ? "对方" : by}已接手「${title}」，您不用再管。`,
  returned: ({ no, title, unit, reason, proposed, decideBy }, clock) =>
    `${unit}退回了${no}「${title}」，原因：${reason}。${proposed === null ? "" : `建议派给${proposed}。`}请在${dates.by(decideBy, clock)}重新派单。`,
};

type SayingSentences = {
  readonly [C in Saying["code"]]: (saying: Extract<Saying, { code: C }>, clock: Clock) => string;
};

/** Answers of one sentence. */
const sayings: SayingSentences = {
  thanks: () => "不客气，有事随时发消息。",
  off_topic: () => "这个我帮不上忙。企业遇到的难事，直接发给我就行。",
  calm: () => "让您着急了。请说说是什么事、在哪里，我马上找人。",
  no_open_ticket: () => "您现在没有在办的事。有事直接发消息，我找人办。",
  unsupported_message: () => "这种消息我看不了，请用文字、图片、文件或语音再发一次。",
  ticket_not_found: ({ no }) => `没找到${no}。请核对编号，或发「我的诉求」看全部。`,
  urged: ({ no, responsible, opensAt, deskPhone }, clock) =>
    opensAt === null
      ? `已催办${no}。负责人${labels.personAndPhone(responsible)}，急的话可以直接打。`
      : `${toasts.urgedOffHours(no, opensAt, deskPhone, clock)}。`,
  urged_unanswered: ({ no, materials }) =>
    `${no}没等到材料，先结束了，还差：${labels.listed(materials)}。把材料发给我就接着办，不用重新说。`,
  urge_cooling_down: ({ no, until, responsible, opensAt, deskPhone }, clock) => {
    const direct = opensAt === null ? "，急的话可以直接打" : `，${dates.halfDayPoint(opensAt, clock)}上班后处理`;
    const desk = opensAt === null || deskPhone === "" ? "" : `；着急请打值班电话${labels.phone(deskPhone)}`;
    return `${no}刚催过，${dates.point(until, clock)}后可以再催。负责人${labels.personAndPhone(responsible)}${direct}${desk}。`;
  },
  supplemented: ({ no }) => `已补充到${no}，负责人会看到。`,
  papers_asked: ({ responsible, materials }) =>
    `已转给${labels.personAndPhone(responsible)}，请他答复您。材料还差：${labels.listed(materials)}，备好了发给我就行。`,
  identity_first: () => "请先填上面卡片里的姓名和企业，再继续。您的事已经登记，不影响办理。",
  quiet: () =>
    "好的，以后不再逐件提醒您，日报照常发；要您批的还会发给您，问责线索在「我的待办」里。发「恢复提醒」可以改回来。",
  loud: () => "好的，恢复逐件提醒。",
  no_such_ticket: () => "没有这个编号，或者这件不由你办。请核对编号。",
  calendar_missing: ({ year }) =>
    `请联系管理员导入${year}年的放假安排（国办每年11月前后发布）。导入前，落在${year}年的期限只按周末推算，以后可能要变。`,
  not_on_leave: () => "你现在没有请假，正常接件，不用销假。",
  staff_hint: () => "发「我的待办」看手上的事，发「登记」录入来电来访。",
};

/** The sentence under a ticket's card. */
export function ticketLine(line: TicketLine, clock: Clock): string {
  const sentence = ticketLines[line.code] as (line: TicketLine, clock: Clock) => string;
  return sentence(line, clock);
}

/** A further sentence under the same ticket's first: its name is not said again. */
export function furtherLine(line: TicketLine, clock: Clock): string {
  const said = ticketLine(line, clock);
  const title = `「${line.title}」`;
  const at = said.indexOf(title);
  // Where other words come first the name is part of what they say.
  const named = at === 0 || ("no" in line && at === line.no.length && said.startsWith(line.no));
  return named ? said.slice(at + title.length).replace(/^的/, "") : said;
}

/** An answer in one sentence. */
export function saying(value: Saying, clock: Clock): string {
  const sentence = sayings[value.code] as (value: Saying, clock: Clock) => string;
  return sentence(value, clock);
}
