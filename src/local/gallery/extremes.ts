import type { Audience, NoteLine, TicketView } from "../../desk/views/ticket-view.ts";
import { ticketCard } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { LONGEST, TUOZHU } from "./town.ts";
import { STEPS } from "./steps.ts";
import { at, view } from "./views.ts";

/** Whatever people may send: tags, mentions, links, lists, code, emoji codes, direction marks. */
export const HOSTILE = [
  '<at id=all></at><at id="ou_1"></at> <font color="red">红</font> <b>粗</b><script>alert(1)</script>',
  "**粗** _斜_ ~~删~~ `码` [点我](https://example.invalid/x) ![图](img_v3_x) <https://example.invalid>",
  "# 大标题\n- 列表\n1. 编号\n> 引用\n---\n```\n代码\n```\n|表|格|\n|-|-|\n|1|2|",
  ":DONE: &lt;at id=all&gt; &#60;at id=all&#62; https://example.invalid www.example.invalid a@example.invalid",
  "\u202e反过来\u202c \u0000\u0007零 \u2028换行\u2029 \ufeff 👨‍👩‍👧‍👦 𠮷野家",
].join("\n");

const LONG = `${"我公司15亩工业用地去年12月就交了出让金，不动产证到现在没办下来，影响抵押贷款，请核实卡在哪一步。".repeat(40)}\n完。`;

const MANY: readonly NoteLine[] = Array.from({ length: 60 }, (_, i) => ({
  at: at("2026-10-08 09:00") + i * 3_600_000 * 7,
  kind: i % 3 === 0 ? "internal" : "progress",
  by: i % 2 === 0 ? LONGEST.name : "尤在渊",
  text: `第${i + 1}次记录：${LONG.slice(0, 120 + i * 5)}`,
}));

const HOSTILE_VIEW: Partial<TicketView> = {
  title: HOSTILE,
  text: HOSTILE,
  place: HOSTILE,
  materials: [HOSTILE, "**材料**", "- 列表"],
  requester: { ...TUOZHU, name: "<at id=all></at>", post: "**总**", enterprise: "[名](https://example.invalid)" },
  history: [{ at: at("2026-11-24 09:30"), kind: "progress", by: "`x`", text: HOSTILE }],
  result: { text: HOSTILE, benefitYuan: 1, at: at("2026-11-24 09:30") },
  refusal: { reason: HOSTILE, properWay: HOSTILE },
  lastRating: { level: 1, reasons: [HOSTILE], comment: HOSTILE },
  asked: { approval: "emig8t1c0", confirmation: "cmig8t1c0", mark: "r12", supervision: "s12", level: "l2" },
  approval: {
    kind: "parking",
    askedBy: HOSTILE,
    approver: HOSTILE,
    reason: HOSTILE,
    plan: HOSTILE,
    until: at("2027-03-01 17:30"),
    decideBy: at("2026-11-25 17:30"),
  },
  extension: { until: at("2026-12-10 17:30"), reason: HOSTILE },
  assists: [
    {
      unit: HOSTILE,
      person: LONGEST,
      text: HOSTILE,
      dueBy: at("2026-11-25 17:30"),
      doneAt: null,
      result: "",
      cancelled: false,
      mine: true,
      headed: false,
    },
    {
      unit: HOSTILE,
      person: LONGEST,
      text: "",
      dueBy: 0,
      doneAt: at("2026-11-25 17:30"),
      result: HOSTILE,
      cancelled: false,
      mine: false,
      headed: false,
    },
  ],
  supervisions: Array.from({ length: 9 }, () => ({
    grade: 3 as const,
    by: HOSTILE,
    text: HOSTILE,
    at: at("2026-11-24 09:30"),
    replyBy: at("2026-11-25 17:30"),
    repliedAt: at("2026-11-24 10:30"),
    reply: HOSTILE,
  })),
  termination: HOSTILE,
};

const LONGEST_VIEW: Partial<TicketView> = {
  title: LONG.slice(0, 200),
  text: LONG,
  place: "云溪镇永安集聚区永安四号路与永安大路交叉口往北三百米路东新材料产业园二期三号标准厂房西门".repeat(2),
  categoryName: "村企关系与征地拆迁",
  unitName: LONGEST.unit,
  firstResponder: LONGEST,
  responsible: LONGEST,
  assignee: LONGEST,
  requester: {
    ...TUOZHU,
    name: LONGEST.name,
    post: LONGEST.post,
    enterprise: "云溪拓铸重型精密机械装备制造与再制造产业技术研究院有限责任公司",
  },
  chain: [
    {
      from: "房若水",
      to: LONGEST.name,
      at: at("2026-11-20 09:00"),
      acceptedAt: at("2026-11-20 10:00"),
      takenBy: null,
      reason: "",
    },
    { from: LONGEST.name, to: "鲜于澄", at: at("2026-11-21 09:00"), acceptedAt: null, takenBy: null, reason: LONG },
  ],
  history: MANY,
  attachments: { images: 12, files: 7, audios: 3, videos: 1 },
  materials: Array.from({ length: 45 }, (_, i) => `第${i + 1}份材料：${LONG.slice(0, 32)}`),
  materialsRequests: 2,
  result: { text: LONG, benefitYuan: 12_345_678.9, at: at("2026-11-24 09:30") },
  urges: 9,
  redo: 2,
};

const EMPTY_VIEW: Partial<TicketView> = {
  title: "（图片）",
  text: "",
  place: null,
  categoryName: null,
  urgency: "normal",
  unitName: null,
  offeredTo: null,
  history: [],
  attachments: { images: 0, files: 0, audios: 0, videos: 0 },
};

const AUDIENCES: readonly Audience[] = ["requester", "task", "dispatcher", "leader", "assist", "watch", "group"];
const ACTIONS: Record<Audience, TicketView["actions"]> = {
  requester: ["supplement", "urge", "withdraw"],
  task: ["resolve", "progress", "hand_over", "return"],
  dispatcher: ["dispatch", "merge", "refuse", "progress"],
  leader: ["approve", "deny", "supervise", "level_up"],
  assist: ["assist_done"],
  watch: [],
  group: [],
};
const NAMES: Record<Audience, string> = {
  requester: "企业",
  task: "办理人",
  dispatcher: "派单员",
  leader: "领导",
  assist: "会办单位",
  watch: "包保干部",
  group: "群",
};

/** The worst that people, names and months of history can do to a card. */
export function extremeEntries(): Entry[] {
  const kinds = { 最长: LONGEST_VIEW, 怪字符: HOSTILE_VIEW, 空: EMPTY_VIEW };
  const stages = ["contacted", "paused", "resolved", "refused"] as const;
  return Object.entries(kinds).flatMap(([kind, change]) =>
    AUDIENCES.flatMap((audience) =>
      stages.map((step) => ({
        group: `极端：${kind}`,
        title: `${NAMES[audience]} ${step}`,
        card: ticketCard(
          view({
            ...STEPS[step],
            ...change,
            audience,
            actions: ACTIONS[audience],
          }),
        ),
      })),
    ),
  );
}
