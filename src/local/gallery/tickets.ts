import type { TicketAction } from "../../desk/views/ticket-actions.ts";
import type { TicketView } from "../../desk/views/ticket-view.ts";
import { errorCard, goneCard, supersededCard, ticketCard } from "../../feishu/cards/index.ts";
import type { Entry } from "./entry.ts";
import { STRANGER, THE_DESK, TUOZHU } from "./town.ts";
import { STEPS } from "./steps.ts";
import { at, view } from "./views.ts";
import type { Step } from "./steps.ts";

const LABELS: Record<Step, string> = {
  triage: "没看出归谁办",
  guessed: "猜到类别，待确认",
  offered: "已派单，待接收",
  handed_over: "转办，待接收",
  again: "前一件结束后又提出",
  accepted: "已接收",
  stood_in: "已接收，请假有人代",
  giving_on: "已转办，企业看到的",
  contacted: "已联系，有进展",
  contact_late: "该联系还没联系",
  due_today: "今天到期",
  overdue: "已超期",
  paused: "等企业补充",
  resolved: "已办结，待评价",
  closed: "已评价",
  unrated: "没评价",
  redo: "不满意，重办",
  refused: "不予受理",
  withdrawn: "已撤回",
  merged: "已合并",
  extension_asked: "申请延期",
  extended: "已延期",
  parking_asked: "申请挂账",
  parked: "挂账",
  parked_on: "挂账到期，再申请",
  assisted: "会办",
  supervised: "督办",
  terminated: "已终止",
  of_project: "重点项目",
  handed_in: "待包保领导确认",
  sent_back: "包保领导退回",
  dismissed: "非诉求，广告",
  answered: "非诉求，已答复的提问",
  greeted: "非诉求，问候",
  tested: "非诉求，测试",
};

const REQUESTER: Partial<Record<Step, readonly TicketAction[]>> = {
  triage: ["supplement", "urge", "withdraw"],
  guessed: ["supplement", "urge", "withdraw"],
  offered: ["supplement", "urge", "withdraw"],
  again: ["supplement", "urge", "withdraw"],
  accepted: ["supplement", "urge", "withdraw"],
  stood_in: ["supplement", "urge", "withdraw"],
  giving_on: ["supplement", "urge", "withdraw"],
  contacted: ["supplement", "urge", "withdraw"],
  contact_late: ["urge", "supplement", "withdraw"],
  due_today: ["supplement", "urge", "withdraw"],
  overdue: ["urge", "supplement", "withdraw"],
  paused: ["supplement", "withdraw"],
  resolved: ["rate", "not_solved", "supplement", "coerced"],
  closed: ["not_solved", "coerced"],
  unrated: ["not_solved", "coerced"],
  redo: ["supplement", "urge", "withdraw"],
  refused: [],
  withdrawn: [],
  merged: [],
  extended: ["supplement", "urge", "withdraw"],
  parked: ["supplement", "withdraw"],
  terminated: [],
  of_project: ["supplement", "urge", "withdraw"],
  handed_in: ["supplement", "urge", "withdraw"],
  dismissed: ["restore"],
  answered: ["restore"],
  greeted: ["restore"],
  tested: ["restore"],
};

const OFFERED: readonly TicketAction[] = ["accept", "return", "progress"];
const WORK: readonly TicketAction[] = ["resolve", "progress", "materials", "hand_over", "return"];

const TASK: Partial<Record<Step, readonly TicketAction[]>> = {
  offered: OFFERED,
  handed_over: ["accept", "return", "hand_over"],
  again: OFFERED,
  accepted: WORK,
  contacted: ["resolve", "progress", "materials", "hand_over"],
  due_today: ["resolve", "progress", "materials", "hand_over"],
  overdue: ["resolve", "progress", "hand_over"],
  paused: ["resolve", "progress"],
  resolved: [],
  closed: [],
  unrated: [],
  redo: ["resolve", "progress", "materials", "hand_over"],
  withdrawn: [],
  merged: [],
  extension_asked: ["resolve", "progress", "materials", "hand_over"],
  extended: ["resolve", "progress", "materials", "hand_over"],
  parked: ["unpark", "park"],
  parked_on: ["unpark"],
  assisted: ["progress", "materials", "hand_over", "assist"],
  supervised: ["supervise_reply", "resolve", "progress", "materials", "hand_over"],
  terminated: [],
  of_project: [...WORK, "project"],
  handed_in: [],
  sent_back: ["resolve", "progress", "materials", "hand_over"],
  dismissed: [],
  answered: [],
};

const LEADER: Partial<Record<Step, readonly TicketAction[]>> = {
  extension_asked: ["approve", "deny", "supervise", "level_up"],
  parking_asked: ["approve", "deny", "supervise", "level_up"],
  supervised: ["supervise", "level_up"],
  overdue: ["supervise", "level_up"],
  parked: ["unpark"],
  parked_on: ["approve", "deny", "unpark"],
  handed_in: ["confirm", "send_back"],
};

const DISPATCH: readonly TicketAction[] = ["dispatch", "merge", "refuse", "dismiss", "progress"];
const DISPATCHER: Partial<Record<Step, readonly TicketAction[]>> = {
  triage: DISPATCH,
  guessed: DISPATCH,
  offered: DISPATCH,
  contacted: ["merge", "progress"],
  overdue: ["merge", "progress"],
  refused: [],
  of_project: ["project", "progress"],
  handed_in: [],
  closed: ["publish_answer"],
  dismissed: ["restore"],
};

const WATCHED: readonly Step[] = ["offered", "contacted", "overdue", "handed_in", "closed"];
const IN_GROUP: readonly Step[] = [
  ...(["offered", "contacted", "paused", "handed_in", "resolved", "closed", "withdrawn", "answered"] as const),
];

function steps(
  group: string,
  audience: TicketView["audience"],
  actions: Partial<Record<Step, readonly TicketAction[]>>,
): Entry[] {
  return (Object.keys(actions) as Step[]).map((step) => ({
    group,
    title: LABELS[step],
    card: ticketCard(view({ ...STEPS[step], ...ownPart(step, audience), audience, actions: actions[step] ?? [] })),
  }));
}

/** Only the unit that was asked sees its part as its own. */
const ownPart = (step: Step, audience: TicketView["audience"]): Partial<TicketView> =>
  step === "assisted" && audience !== "assist"
    ? { assists: STEPS.assisted.assists.map((one) => ({ ...one, mine: false })) }
    : {};

const none = (list: readonly Step[]): Partial<Record<Step, readonly TicketAction[]>> =>
  Object.fromEntries(list.map((step) => [step, []]));

/** Every state of a ticket as each audience sees it. */
export function ticketEntries(): Entry[] {
  const more = view({ ...STEPS.accepted, audience: "task", actions: WORK });
  const parts = STEPS.assisted.assists.map((one) => ({ ...one, headed: one.mine, mine: false }));
  const headed = view({
    ...STEPS.assisted,
    assists: parts,
    audience: "assist",
    actions: ["assist_done", "assist_hand"],
  });
  const other = view({ ...STEPS.offered, audience: "task", offeredToViewer: false });
  const due = view({ ...STEPS.parked, audience: "task", light: "yellow", parkingOver: true });
  const standing = view({ ...STEPS.parked, assists: STEPS.assisted.assists, audience: "assist", light: "grey" });
  const rating = view({ ...STEPS.resolved, actions: REQUESTER.resolved ?? [] });
  return [
    ...steps("企业", "requester", REQUESTER),
    ...requesterSpecials(),
    { group: "企业", title: "待评价，更多", card: ticketCard(rating, "more") },
    ...steps("办理人", "task", TASK),
    { group: "办理人", title: "更多", card: ticketCard(more, "more") },
    ...["甘承安", null].map(leftFirm),
    { group: "办理人", title: "待接收，在等别人", card: ticketCard({ ...other, actions: ["accept"] }) },
    { group: "办理人", title: "挂账到期", card: ticketCard({ ...due, actions: ["unpark"] }) },
    ...steps("派单员", "dispatcher", DISPATCHER),
    ...dispatcherSpecials(),
    ...steps("领导", "leader", LEADER),
    ...steps("会办单位", "assist", { assisted: ["assist_done"] }),
    { group: "会办单位", title: "会办，主办挂账", card: ticketCard({ ...standing, actions: ["assist_done"] }) },
    { group: "会办单位", title: "会办，负责人看本单位同事的", card: ticketCard(headed) },
    ...steps("包保干部", "watch", none(WATCHED)),
    ...steps("群", "group", none(IN_GROUP)),
    { group: "其他", title: "已转走", card: goneCard(view({ audience: "task" })) },
    { group: "其他", title: "离开了企业", card: goneCard(view({})) },
    { group: "其他", title: "旧卡片", card: supersededCard(view({})) },
    { group: "其他", title: "出错", card: errorCard("E-7f3a2c") },
  ];
}

/** Papers are awaited of somebody who has left: @param name whom to ring up instead; null = nobody is known. */
function leftFirm(name: string | null): Entry {
  const caller = name === null ? { name, post: null, phone: null } : { name, post: "办公室主任", phone: "14000002022" };
  const change = { ...STEPS.paused, pauseEndsAt: null, requester: { ...TUOZHU, ...caller, left: "褚乐山" } };
  const card = ticketCard(view({ audience: "task", ...change, actions: ["resolve", "progress"] }));
  return { group: "办理人", title: name === null ? "提出人已离开，没有别人" : "提出人已离开，等补充", card };
}

function requesterSpecials(): Entry[] {
  const actions = REQUESTER.offered ?? [];
  const card = (title: string, change: Partial<TicketView>): Entry => ({
    group: "企业",
    title,
    card: ticketCard(view({ actions, ...change })),
  });
  return [
    card("下班时间收到", {
      now: at("2026-11-24 21:40"),
      nextWorkingAt: at("2026-11-25 08:30"),
      contactBy: at("2026-11-25 12:00"),
      urgency: "normal",
    }),
    card("周五晚上收到", {
      now: at("2026-11-27 20:05"),
      nextWorkingAt: at("2026-11-30 08:30"),
      contactBy: at("2026-11-30 12:00"),
      resolveBy: at("2026-12-02 17:30"),
      workingDaysLeft: 3,
      deskPhone: "",
    }),
    card("期限跨到日历未公布的明年", {
      ...STEPS.accepted,
      now: at("2026-12-24 10:00"),
      contactBy: at("2026-12-24 17:30"),
      resolveBy: at("2027-01-08 17:30"),
      workingDaysLeft: 11,
      provisional: true,
    }),
    card("再次要材料", {
      ...STEPS.paused,
      actions: REQUESTER.paused ?? [],
      materialsRequests: 2,
      materialsReason: "县局11月25日起改用新版申请表",
    }),
    card("只问了材料", {
      ...STEPS.contacted,
      actions: REQUESTER.contacted ?? [],
      materials: ["用电申请表（盖章）", "营业执照复印件"],
    }),
    card("材料没补上", { ...STEPS.terminated, termination: "", unanswered: true, actions: ["supplement"] }),
    card("身份未核实", { requester: STRANGER }),
    card("还没设派单员的镇", { ...STEPS.triage, responsible: THE_DESK, firstResponder: THE_DESK }),
    card("特急", { urgency: "emergency", title: "食堂有煤气味", text: "食堂闻到很浓的煤气味，不知道是不是漏气" }),
    card("电话登记", { channel: "phone" }),
  ];
}

function dispatcherSpecials(): Entry[] {
  const card = (title: string, change: Partial<TicketView>): Entry => ({
    group: "派单员",
    title,
    card: ticketCard(view({ audience: "dispatcher", actions: DISPATCH, ...change })),
  });
  return [
    card("外部人员，身份不明", { ...STEPS.triage, requester: STRANGER }),
    card("被退回", {
      ...STEPS.guessed,
      now: at("2026-11-24 10:20"),
      history: [
        ...view({}).history,
        { at: at("2026-11-24 10:15"), kind: "returned", by: "尤在渊", text: "不属于我单位职责：这条线归园区自管" },
      ],
    }),
    card("来访登记", { ...STEPS.guessed, channel: "visit" }),
  ];
}
