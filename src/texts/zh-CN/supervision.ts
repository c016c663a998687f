import type { Notice } from "../../desk/outgoing.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";

type Draft = Extract<Notice, { kind: "accountability_draft" }>;

const REASONS: Record<Draft["reason"], string> = {
  overdue: "超过办结期限",
  contact_overdue: "没有按时联系企业",
  second_materials: "第二次要材料",
  bad_mark: "企业评价差",
};

/** Words of reminders in a bundle, look-back, leave and accountability drafts. */
export const supervision = {
  bundle: {
    title: (count: number): string => `有${count}件要动`,
    more: (count: number): string => `还有${count}件，发「我的待办」看全部`,
  },
  lookBack: {
    title: "上次办的事，现在还好吗？",
    text: (title: string, closedAt: number, clock: Clock): string =>
      `「${title}」是${dates.day(closedAt, clock)}办结的。`,
    ok: "好的，谢谢告诉我们",
    relapse: "已重新办理",
  },
  leave: {
    title: "请假",
    ask: "请假期间新派的件会给代办人；手上的件请先转办。",
    onLeave: (from: string, to: string, delegate: string | null): string =>
      `已登记${from}到${to}请假${delegate === null ? "" : `，${delegate}代办`}。`,
    back: "已销假，恢复接件。",
    send: "登记请假",
    end: "销假",
    noDelegate: "不指定，按轮值",
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
    limit: "办结期限",
  },
};
