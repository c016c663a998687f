import type { KindFigures } from "../../desk/guides/notice.ts";
import type { GuideView } from "../../desk/guides/views.ts";
import type { LearnedNotice } from "../../desk/learning/notice.ts";
import type { AnswerKind } from "../../domain/guides/answer.ts";
import type { GuidePart } from "../../domain/guides/guide.ts";
import type { PolicyPart } from "../../domain/guides/policy.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";
import { labels } from "./labels.ts";

const PARTS: Record<GuidePart | PolicyPart, string> = {
  title: "名称",
  text: "内容",
  source: "来源",
  unit: "责任单位",
  flow: "流程",
  list: "清单（地点、时限、收费）",
  materials: "材料",
  supervision_phone: "监督电话",
};

/** 2026年12月31日, of a local day. */
const wholeDay = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};

const partNames = (missing: readonly (GuidePart | PolicyPart)[]): string =>
  missing.map((part) => PARTS[part]).join("、");

const fee = (words: string): string => (/^0*$/u.test(words.trim()) ? "不收费" : labels.pair("收费", words));

const guide = {
  /** First line: how long and how much. */
  time: (days: number | null): string => (days === null ? "" : `${days}个工作日办好`),
  fee,
  where: (place: string): string => labels.pair("去哪办", place),
  materials: (count: number): string => `要带${count}样，一次说全：`,
  material: (index: number, one: GuideView["materials"][number]): string =>
    `${labels.numbered(index)} ${one.name}${one.copies > 1 ? `（${one.copies}份）` : ""}`,
  flow: (steps: readonly string[]): string => labels.pair("流程", steps.join(" → ")),
  ask: (unit: string | null, phone: string): string =>
    phone === "" ? "" : `有疑问打${unit ?? "办理单位"} ${labels.phone(phone)}`,
  supervision: (phone: string): string => labels.pair("监督电话", labels.phone(phone)),
  source: (basis: string): string => labels.pair("依据", basis),
  valid: (to: string, version: number): string => `第${version}版，有效期到${wholeDay(to)}`,
  passedOn: "已请人答复，编号和负责人在下面。",
};

/** 政策, always with where it stands and how long it holds. */
const policy = {
  source: (source: string): string => labels.pair("来源", source),
  valid: (from: string, to: string): string => `有效期：${wholeDay(from)}到${wholeDay(to)}`,
};

/** What was answered before, to somebody nobody is told of. */
const publicAnswer = {
  source: (unit: string | null, day: string): string =>
    labels.pair("来源", `${unit ?? "服务中心"}${wholeDay(day)}的公开答复`),
  valid: (to: string): string => `有效期到${wholeDay(to)}`,
  hint: "这是以前答复过的同类问题。您的情况要是不一样，请点下面的按钮。",
  confirm: { title: "撤下这条答复", text: "以后有人问到，不再用它回答。" },
  takenBack: "已撤下，不再用来回答",
};

/** Several questions of one message. */
const answers = {
  title: (count: number, open: number): string => {
    if (open === 0) return `您问的${count}个问题，答复在下面`;
    return open === count ? `您问的${count}个问题，还没有现成的答复` : `答复了${count - open}个，还有${open}个要请人答`;
  },
  none: "还没有现成的答复，可以请人来答。",
  passedOn: "已请人答复。",
  near: (titles: readonly string[]): string => labels.pair("相近的有", titles.join("、")),
  papers: (count: number): string => `要带的${count}样材料和流程`,
  /** 请人答复②③. */
  person: (open: readonly number[]): string => `请人答复${open.map((i) => labels.numbered(i)).join("")}`,
  all: "都请人答复",
};

const choice = {
  which: "您问的是哪一项？",
  none: "这个问题还没有现成的答复",
  noneText: "要请人答复吗？会告诉您谁来答复、什么时候。",
  passedOn: "好的，已请人答复",
  quote: (text: string): string => `「${text}」`,
};

const list = {
  title: (guides: number, policies: number): string =>
    `办事指南${guides}项${policies > 0 ? `，政策${policies}项` : ""}`,
  policies: "现在有效的政策",
  nothing: "还没有公布办事指南。有事直接发消息，我找人办。",
  more: (count: number): string => `还有${count}项，直接发名字就行。`,
};

const answered = ({ shown, missed }: KindFigures): string => `回答${shown}次，没答到${missed}次。`;

const report = {
  title: "办事指南：近30天",
  summary: (kinds: Readonly<Record<AnswerKind, KindFigures>>, gaps: number): string => {
    const all = Object.values(kinds);
    const sum = (key: "shown" | "missed"): number => all.reduce((total, one) => total + one[key], 0);
    return `近30天回答${sum("shown")}次，没答到${sum("missed")}次，答不了${gaps}次。`;
  },
  guides: (one: KindFigures): string => `指南公布${one.there}项，${answered(one)}`,
  policies: (one: KindFigures): string => `政策有效${one.there}项，${answered(one)}`,
  answers: (one: KindFigures): string => `公开答复${one.there}条，${answered(one)}`,
  unanswered: (times: number): string => `都答不了的${times}次。`,
  most: (row: { title: string; shown: number; missed: number }): string =>
    `${row.title} ${row.shown}次${row.missed > 0 ? `，没答到${row.missed}次` : ""}`,
  mostTitle: "问得最多的",
  gaps: "答不了的，请补上指南或政策：",
  gap: (gap: { words: string; times: number }): string => `${gap.words}（${gap.times}次）`,
  noGaps: "没有问不到的。",
  expired: (titles: readonly string[]): string => `过期了，不再回答：${titles.join("、")}`,
  draft: (
    kind: "guide" | "policy",
    title: string,
    missing: readonly (GuidePart | PolicyPart)[],
    expired: boolean,
  ): string => {
    const name = title.trim() === "" ? "（没有名称）" : title;
    if (missing.length > 0) return `${name}：还缺${partNames(missing)}，不能公布`;
    if (expired) return `${name}：已过有效期，不能公布`;
    return kind === "guide" ? `${name}：四样齐了，可以公布` : `政策「${name}」：齐了，可以公布`;
  },
  published: (title: string): string => `已公布：${title}`,
  notPublished: (missing: readonly (GuidePart | PolicyPart)[]): string =>
    missing.length === 0 ? "已过有效期，改好日期再公布" : `还缺${partNames(missing)}，补齐再公布`,
  closed: "近30天答复过、企业满意的，可以点开公开答复：",
  publicTitle: "已经公开的答复：",
};

const same = {
  title: "这件事正在办，不用再报",
  newOne: "有新情况直接说，会补充进去。",
};

const outage = (no: string, others: readonly string[], total: number, place: string): string =>
  `${no}和${others.join("、")}${total > others.length ? `等${total}件` : ""}像是同一处（${place}）的事，可以派给同一个人一起办。各家只看得到自己的。`;

const english = {
  emergency:
    "Get to safety and call 119 (fire), 120 (ambulance) or 110 (police) now. The officer on duty has been told.",
  danger_asked:
    "If anybody is in danger, call 119 (fire), 120 (ambulance) or 110 (police) first, then press the red button on the card.",
  opened:
    "We have received your request. The card names the person in charge and the latest time you will be contacted.",
  told: "Thank you, your message has been noted. The card shows where the matter stands.",
  asked: "Please choose a button on the card, so that nothing goes to the wrong place.",
  welcome:
    "Write what your business needs, in words or pictures. I will find the person in charge and tell you by when.",
  thanks: "You are welcome. Write any time.",
  guide: "The card lists the papers, time limit, fee and place. Press its button if you want a person to answer.",
};

const ORIGINS: Record<LearnedNotice["rows"][number]["origin"], string> = {
  dispatch: "派单时改",
  return: "退回后改派",
  several: "说有出入",
  new_matter: "说是新的事",
  not_request: "标为非诉求",
};

const learned = {
  title: (total: number): string => `学习记录${total}条`,
  nothing: "还没有学到什么。派单时改了类别，或企业说有出入，就会记在这里。",
  hint: "以后再有人这么说，按改过的办。不对的请删除，马上不再用。",
  words: (text: string): string => `「${text}」`,
  meaning: (row: LearnedNotice["rows"][number]): string => {
    const now = row.category ?? (row.origin === "new_matter" ? "新的事" : "不是诉求");
    return row.guessed === null || row.guessed === now ? now : `${row.guessed} → ${now}`;
  },
  origin: (row: LearnedNotice["rows"][number], clock: Clock): string =>
    [dates.point(row.at, clock), `${row.by ?? "企业"}${ORIGINS[row.origin]}`, row.ticketNo ?? ""]
      .filter((part) => part !== "")
      .join(labels.separator),
  more: (count: number): string => `更早的${count}条不再列出`,
  remove: "删除",
  confirm: { title: "删除这一条", text: "以后再遇到这样的话，按原来的判断办。" },
  removed: "已删除，下一条消息起不再用",
};

/** Words about guides, the same matter again, and what was learned. */
export const guides = {
  guide,
  policy,
  publicAnswer,
  answers,
  choice,
  list,
  report,
  same,
  outage,
  /** Of a long story: what it is about, in its own words. */
  gist: (words: string): string => labels.pair("大意", words),
  english,
  learned,
  buttons: {
    person: "请人来答复",
    notAnswered: "没答到，请人办",
    none: "都不是，请人答复",
    no: "不用了",
    publish: "公布",
    takeBack: "撤下",
    see: "看进展",
  },
  toasts: { passedOn: "好的，已请人答复", notAllowed: "只有派单员可以用，请找服务中心" },
};
