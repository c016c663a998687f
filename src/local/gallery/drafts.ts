import type { Notice } from "../../desk/outgoing.ts";
import { at } from "./views.ts";

const DRAFT: Extract<Notice, { kind: "accountability_draft" }> = {
  kind: "accountability_draft",
  draftId: "019ab2f0-7c11-7d00-9a51-0242ac120099",
  no: "QF-20261104-0001",
  title: "15亩不动产证办理",
  reason: "overdue",
  unit: "自然资源所",
  person: "匡时雨",
  evidence: [
    { at: at("2026-11-04 09:00"), text: "接收" },
    { at: at("2026-11-18 17:30"), text: "" },
  ],
  state: "draft",
  decidedBy: null,
};

const COERCED: Extract<Notice, { kind: "coerced_mark" }> = {
  kind: "coerced_mark",
  ticketId: "t1",
  inboundId: "in_019ab2f0",
  no: "QF-20261124-0007",
  title: "纬二路停电，注塑机停产",
  quote: "办事的人让我必须打5分，不然下次不给办",
  disciplinePhone: "0000-8880112",
  state: "asked",
};

/** 问责线索 in every shape, and the question that comes before one about a mark. @param hostile a text that tries to break out. */
export const draftNotices = (hostile: string): readonly (readonly [string, Notice])[] => [
  ["问责线索", DRAFT],
  [
    "问责线索，第二次要材料",
    {
      ...DRAFT,
      reason: "second_materials",
      evidence: [
        { at: at("2026-11-04 09:00"), text: "接收" },
        { at: at("2026-11-05 10:20"), text: "停电范围照片" },
        { at: at("2026-11-09 16:05"), text: "设备清单；型号看不清" },
      ],
    },
  ],
  ["问责线索，确认", { ...DRAFT, state: "confirmed", decidedBy: "云致远" }],
  ["问责线索，不成立", { ...DRAFT, state: "rejected", decidedBy: "云致远", title: hostile, person: hostile }],
  [
    "问责线索，没有按时联系",
    {
      ...DRAFT,
      reason: "contact_overdue",
      evidence: [
        { at: at("2026-11-04 09:00"), text: "QF-20261104-0001", kind: "opened" },
        { at: at("2026-11-04 09:00"), text: "房若水 → 匡时雨" },
        { at: at("2026-11-04 16:30"), text: "", kind: "contact_limit" },
        { at: at("2026-11-05 10:00"), text: "", kind: "urged" },
        { at: at("2026-11-04 11:00"), text: "匡时雨", kind: "accepted" },
        { at: at("2026-11-04 16:30"), text: "郝云舒", kind: "on_leave" },
        { at: at("2026-11-05 11:00"), text: "extension", kind: "approval_asked" },
        { at: at("2026-11-05 11:30"), text: "extension", kind: "approval_denied" },
        { at: at("2026-11-05 13:30"), text: "extension", kind: "approval_unanswered" },
        { at: at("2026-11-05 14:00"), text: "", kind: "paused" },
        { at: at("2026-11-05 15:00"), text: "", kind: "resumed" },
        { at: at("2026-11-06 08:30"), text: "", kind: "no_contact" },
      ],
    },
  ],
  [
    "问责线索，打分不是本意",
    {
      ...DRAFT,
      reason: "bad_mark",
      evidence: [
        { at: at("2026-11-05 10:00"), text: "", kind: "resolved" },
        { at: at("2026-11-05 11:00"), text: "1", kind: "mark" },
        { at: at("2026-11-05 11:00"), text: "", kind: "reopened" },
        { at: at("2026-11-06 09:00"), text: "5", kind: "mark" },
        { at: at("2026-11-06 09:20"), text: "", kind: "reported" },
        { at: at("2026-11-06 09:20"), text: hostile, kind: "words" },
      ],
    },
  ],
  ["有人影响打分", COERCED],
  ["有人影响打分，原话很长", { ...COERCED, quote: hostile.repeat(20), disciplinePhone: "", title: hostile }],
  ["有人影响打分，已告诉", { ...COERCED, state: "told" }],
  ["有人影响打分，不用了", { ...COERCED, state: "dropped" }],
];
