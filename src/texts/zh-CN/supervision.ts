import type { Notice } from "../../desk/outgoing.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";

type Draft = Extract<Notice, { kind: "accountability_draft" }>;

const REASONS: Record<Draft["reason"], string> = {
  overdue: "超过办结期限",
  contact_overdue: "没有按时联系企业",
  second_materials: "第二次要材料",
  bad_mark: "经办的件，企业说打分不是本意",
};

type Fact = Draft["evidence"][number];
const ASKED: Record<string, string> = { extension: "延期", parking: "挂账", termination: "终止办理" };

const FACTS: Record<NonNullable<Fact["kind"]>, (text: string) => string> = {
  contact_limit: () => "首次联系的期限",
  no_contact: () => "到这时还没有联系企业",
  urged: () => "企业催办",
  resolved: () => "办结",
  reopened: () => "企业退回重办",
  mark: (text) => `企业评价：${([1, 2, 3, 4, 5] as const).map((n) => labels.rating[n])[Number(text) - 1] ?? text}`,
  reported: () => "企业说有人影响打分",
  accepted: (name) => `${name}接收`,
  returned: (unit) => `${unit}退回`,
  approval_asked: (what) => `申请${ASKED[what] ?? ""}`,
  approval_given: (what) => `同意${ASKED[what] ?? ""}`,
  approval_denied: (what) => `没有同意${ASKED[what] ?? ""}`,
  approval_unanswered: (what) => `${ASKED[what] ?? ""}没有在时限内批复`,
  opened: (no) => `企业提出诉求，${no}`,
  paused: () => "请企业补充材料，暂停计时",
  resumed: () => "恢复计时",
  handed_in: () => "报包保领导确认",
  sent_back: () => "包保领导退回",
  on_leave: (name) => (name === "" ? "到期时本人请假" : `到期时本人请假，${name}代办`),
  words: (text) => `企业写给您的话：「${text}」`,
};

/** A line of the evidence; nothing said = the limit for the result. */
const evidence = ({ kind, text }: Fact): string =>
  kind === undefined ? (text === "" ? "办结期限" : text) : FACTS[kind](text);

/** Words of reminders in a bundle, look-back, leave and accountability drafts. */
export const supervision = {
  bundle: {
    title: (count: number): string => `有${count}件要动`,
    more: (count: number): string => `还有${count}件，发「我的待办」看全部`,
  },
  lookBack: {
    title: "上次办的事，现在还好吗？",
    text: (title: string, closedAt: number, clock: Clock): string =>
      `「${title}」是${dates.fullDay(closedAt, clock)}办结的。又出了问题，点下面或直接发消息给我都行。`,
    ok: "好的，谢谢告诉我们",
    relapse: "已重新办理",
  },
  leave: {
    title: "请假",
    ask: "请假期间新派的件和手上的件的提醒都会给代办人，他可以代您办；不指定的，提醒给部门负责人。",
    onLeave: (from: string, to: string, delegate: string | null, clock: Clock): string =>
      `已登记${dates.dayNamed(from, clock)}到${to === "" ? "销假" : dates.dayNamed(to, clock)}请假${delegate === null ? "" : `，${delegate}代办`}。`,
    named: (absent: string, from: string, to: string, clock: Clock): string =>
      `${absent}${from === "" || to === "" ? "不在岗" : `${dates.dayNamed(from, clock)}到${dates.dayNamed(to, clock)}请假`}，请您代办`,
    inHand: (count: number, earliest: number | null, later: boolean, clock: Clock): string => {
      if (count === 0)
        return later ? "他手上没有到那时还要办的，新派的件会给您。" : "他手上现在没有待办，新派的件会给您。";
      const first = earliest === null ? "" : `，最早的${dates.by(earliest, clock)}要办`;
      return later
        ? `他手上有${count}件到那时可能还没办完${first}。请假开始后都在「我的待办」里，您办的会记为代办。`
        : `他手上有${count}件${first}。都在「我的待办」里，您办的会记为代办。`;
    },
    over: (absent: string): string => `${absent}那边不用您代办了。您已接收的件，还由您办完。`,
    back: "已销假，恢复接件。",
    send: "登记请假",
    end: "销假",
    noDelegate: "不指定，按轮值",
  },
  coerced: {
    title: "有人要求您打高分吗？",
    ask: "要不要单独告诉分管领导？经办人和他的单位都看不到，您的评价也不会变。",
    words: (quote: string): string => `会带上您的原话：「${quote}」`,
    phone: (phone: string): string | null =>
      phone === "" ? null : `想保密反映，也可以直接打纪检监察室电话${labels.phone(phone)}。`,
    tell: "告诉领导",
    no: "不用了",
    told: "已单独告诉分管领导，经办人看不到",
    dropped: "好的，谁也没有告诉",
  },
  draft: {
    title: "有一条问责线索，请您定",
    who: (unit: string | null, person: string, reason: Draft["reason"]): string =>
      `${unit ?? ""}${person}：${REASONS[reason]}`,
    evidence: "经过",
    note: "只给您看。系统不作结论、不公开；确认后作为记录留存。",
    confirm: "确认",
    reject: "不成立",
    confirmed: (by: string | null): string => `${by ?? ""}已确认`,
    rejected: (by: string | null): string => `${by ?? ""}认为不成立`,
    fact: evidence,
  },
};
