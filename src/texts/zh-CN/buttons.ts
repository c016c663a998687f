import type { TicketAction } from "../../desk/views/ticket-actions.ts";

/** Words on buttons. Short: three must fit beside each other on a phone of 360 px. */
const action: Record<TicketAction, string> = {
  accept: "接收",
  return: "不归我管",
  hand_over: "转办",
  progress: "写进展",
  materials: "请补充",
  resolve: "办结",
  supplement: "补充材料",
  urge: "催办",
  withdraw: "撤回",
  rate: "评价",
  not_solved: "没解决，继续办",
  dispatch: "派单",
  merge: "合并",
  refuse: "不予受理",
};

/** Asked once more before something that cannot be taken back. */
const confirm: Partial<Record<TicketAction, { title: string; text: string }>> = {
  withdraw: { title: "撤回这件诉求", text: "撤回后不再办理。以后需要可以重新提。" },
  merge: { title: "合并这一件", text: "合并后只办旧的那一件，不能再拆开。" },
  refuse: { title: "不予受理", text: "原因和去处会马上告诉企业，不能收回。" },
};

export const buttons = {
  action,
  confirm,
  notSolvedShort: "没解决",
  supplementStaff: "补充说明",
  more: "更多",
  back: "返回",
  open: "查看",
  previous: "上一页",
  next: "下一页",
  newMatter: "是新的事",
  isRequest: "是诉求，请受理",
  notRequest: "没事了",
  allRight: "都对",
  notRight: "有出入",
  ordinary: "普通办理",
  about: "什么是保密渠道",
  confirmIdentity: "确认身份",
  rejectIdentity: "对不上",
  send: "提交",
  register: "登记诉求",
  takeDuty: "我来处理",
  relaySend: "发给企业",
  relayKeep: "内部记录",
  relayDrop: "不记录",
  myMatters: "我的诉求",
  myTasks: "我的待办",
};
