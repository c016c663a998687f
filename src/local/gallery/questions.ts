import type { AnswerView } from "../../desk/guides/views.ts";
import type { Notice } from "../../desk/outgoing.ts";
import { HOSTILE } from "./extremes.ts";
import { FOOD, LONG_ANSWER, LONG_POLICY, LONGEST, REWARD, ROOF, ROW } from "./guide-views.ts";

const INBOUND = "in_01jdgallery0000000000001";

/** Six questions, each with the longest and most hostile answer there can be. */
const ALL_LONG: readonly AnswerView[] = [
  { kind: "guide", guide: LONGEST },
  { kind: "policy", policy: LONG_POLICY },
  { kind: "answer", answer: LONG_ANSWER },
];

/** Several questions in one message, alone and beside requests. */
export const SEVERAL: readonly (readonly [string, Notice])[] = [
  [
    "几个问题，都有答复",
    {
      kind: "answers",
      inboundId: INBOUND,
      items: [
        { quote: "食品经营许可证要什么材料", view: { kind: "guide", guide: FOOD }, near: [] },
        { quote: "高企奖励怎么申请", view: { kind: "policy", policy: REWARD }, near: [] },
        { quote: "租的厂房漏水归谁修", view: { kind: "answer", answer: ROOF }, near: [] },
      ],
      state: "answered",
    },
  ],
  [
    "几个问题，有的要请人答",
    {
      kind: "answers",
      inboundId: INBOUND,
      items: [
        { quote: "外籍员工的工作签证怎么办理", view: null, near: [] },
        { quote: "高企奖励怎么申请", view: { kind: "policy", policy: REWARD }, near: [] },
        { quote: "许可证丢了怎么补", view: null, near: ["食品经营许可", "建筑工程施工许可"] },
      ],
      state: "answered",
    },
  ],
  [
    "几个问题，都没有答复",
    {
      kind: "answers",
      inboundId: INBOUND,
      items: [
        { quote: "外籍员工的工作签证怎么办理", view: null, near: [] },
        { quote: HOSTILE, view: null, near: [HOSTILE, HOSTILE] },
      ],
      state: "answered",
    },
  ],
  [
    "几个问题，答复很长",
    {
      kind: "answers",
      inboundId: INBOUND,
      items: [...ALL_LONG, ...ALL_LONG].map((view) => ({ quote: HOSTILE, view, near: [] })),
      state: "answered",
    },
  ],
  [
    "几个问题，已请人答复",
    {
      kind: "answers",
      inboundId: INBOUND,
      items: [
        { quote: "外籍员工的工作签证怎么办理", view: null, near: [] },
        { quote: "高企奖励怎么申请", view: { kind: "policy", policy: REWARD }, near: [] },
      ],
      state: "passed_on",
    },
  ],
  [
    "一件事加一个问题",
    {
      kind: "several",
      inboundId: INBOUND,
      rows: [ROW],
      answers: [{ kind: "policy", policy: REWARD }],
      state: "asked",
    },
  ],
  [
    "两件事加一个问题",
    {
      kind: "several",
      inboundId: INBOUND,
      rows: [ROW, { ...ROW, no: "QF-20261124-0008", title: "厂区后面排水沟堵了" }],
      answers: [{ kind: "guide", guide: FOOD }],
      state: "asked",
    },
  ],
  [
    "一件事加一个问题，已请人答复",
    {
      kind: "several",
      inboundId: INBOUND,
      rows: [ROW],
      answers: [{ kind: "policy", policy: REWARD }],
      passedOn: true,
      state: "right",
    },
  ],
  [
    "很多事加很长的答复",
    {
      kind: "several",
      inboundId: INBOUND,
      rows: Array.from({ length: 11 }, () => ({ ...ROW, title: HOSTILE })),
      answers: [...ALL_LONG, ...ALL_LONG],
      state: "asked",
    },
  ],
];
