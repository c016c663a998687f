import type { RatingLevel, Stage, Urgency } from "../../domain/ticket/state.ts";
import type { PersonLine } from "../../desk/views/ticket-view.ts";

/** States as the enterprise reads them. */
const stage: Record<Stage, string> = {
  triage: "正在确认由谁办",
  offered: "等人接手",
  in_progress: "正在办理",
  awaiting_requester: "等企业补充材料",
  parked: "暂时挂账，到期再办",
  awaiting_confirmation: "已办好，等包保领导确认",
  awaiting_rating: "已办结，等评价",
  closed: "已办结",
  refused: "不予受理",
  withdrawn: "已撤回",
  merged: "已并入另一件",
  terminated: "已终止办理",
  not_request: "不用办理",
};

/** The same states as colleagues call them. */
const stageForStaff: Record<Stage, string> = {
  triage: "待派单",
  offered: "待接收",
  in_progress: "办理中",
  awaiting_requester: "待企业补充",
  parked: "挂账",
  awaiting_confirmation: "待包保领导确认",
  awaiting_rating: "待评价",
  closed: "已办结",
  refused: "不予受理",
  withdrawn: "已撤回",
  merged: "已合并",
  terminated: "已终止",
  not_request: "非诉求",
};

const urgency: Record<Urgency, string> = { low: "不急", normal: "一般", high: "紧急", emergency: "特急" };

const light = { green: "🟢", yellow: "🟡", red: "🔴", grey: "⚪" } as const;

const rating: Record<RatingLevel, string> = {
  5: "非常满意",
  4: "满意",
  3: "基本满意",
  2: "不满意",
  1: "非常不满意",
};

/** 140-0000-0124; masked numbers and numbers of other lengths stay as they are. */
const phone = (number: string): string =>
  /^\d{11}$/.test(number) ? `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}` : number;

/** 140****0124. */
const maskedPhone = (number: string): string =>
  number.length < 8 ? number.replace(/.(?=.{2})/g, "*") : `${number.slice(0, 3)}****${number.slice(-4)}`;

/** 麻向晚（代连以宁） while that one is away. */
const named = ({ name, insteadOf }: PersonLine): string =>
  insteadOf === undefined ? name : `${name}（代${insteadOf}）`;

/** 邱启明 140-0000-0124. */
const personAndPhone = (person: PersonLine): string =>
  person.phone === "" ? named(person) : `${named(person)} ${phone(person.phone)}`;

/** 邱启明(公用事业服务站). */
const personAndUnit = (person: PersonLine): string =>
  person.unit === null ? named(person) : `${named(person)}（${person.unit}）`;

const CIRCLED = Array.from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳");

/** ① … ⑳, then 21. */
const numbered = (index: number): string => CIRCLED[index] ?? `${index + 1}.`;

function attachments(count: { images: number; files: number; audios: number; videos: number }): string {
  const parts = [
    count.images > 0 ? `图片${count.images}张` : "",
    count.files > 0 ? `文件${count.files}个` : "",
    count.audios > 0 ? `语音${count.audios}条` : "",
    count.videos > 0 ? `视频${count.videos}段` : "",
  ];
  return parts.filter((part) => part !== "").join("、");
}

/** QF-…0007: enough to tell two of a list apart. */
const shortNo = (no: string): string => no.replace(/^([A-Z]+-)\d{8}-/, "$1…");

const separator = " · ";
const pair = (name: string, value: string): string => `${name}：${value}`;

export const labels = {
  stage,
  stageForStaff,
  urgency,
  light,
  rating,
  phone,
  maskedPhone,
  named,
  personAndPhone,
  personAndUnit,
  numbered,
  attachments,
  shortNo,
  separator,
  /** 甲、乙. */
  listed: (words: readonly string[]): string => words.join("、"),
  pair,
};
