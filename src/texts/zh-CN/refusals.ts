import type { Refusal } from "../../domain/ticket/refusal.ts";
import type { Stage } from "../../domain/ticket/state.ts";
import type { Clock } from "./dates.ts";
import { dates } from "./dates.ts";

/** What a sentence needs beyond the refusal itself. */
export interface RefusalContext extends Clock {
  readonly personName: (id: string) => string;
}

const ENDED: Record<Stage, string> = {
  triage: "这件事还在派单，请稍等",
  offered: "这件事在等人接收，请稍等",
  in_progress: "这件事正在办理，请看最新卡片",
  awaiting_requester: "这件事在等企业补充，请看最新卡片",
  parked: "这件事先挂账，到期会再办，请看最新卡片",
  awaiting_confirmation: "这件事在等包保领导确认，请看最新卡片",
  awaiting_rating: "这件事已办结，请看最新卡片",
  closed: "这件事已办结，没解决请点「没解决，继续办」",
  refused: "这件事没有受理，请看卡片上写的去处",
  withdrawn: "这件事已撤回，有需要请重新发一条消息",
  merged: "这件事已并入另一件，请看那张卡片",
  terminated: "这件事已终止办理，有新情况请重新发一条消息",
  not_request: "这件事标为非诉求了，还要办请点「还是需要处理」",
};

const WRONG_STAGE: Record<Stage, string> = {
  ...ENDED,
  triage: "还没派单，派单后再操作",
  offered: "还没人接收，请先接收",
  in_progress: "正在办理中，现在不用这一步，请看最新卡片",
  awaiting_requester: "正在等企业补充，补齐后再操作",
  parked: "这件事正在挂账，恢复办理后再操作",
  awaiting_rating: "已办结在等评价，请看最新卡片",
};

type Sentences = {
  readonly [C in Refusal["code"]]: (refusal: Extract<Refusal, { code: C }>, context: RefusalContext) => string;
};

/** One sentence each: what is so, and what to do instead. */
const sentences: Sentences = {
  not_allowed: () => "这一步要由这件事的负责人来做，请联系卡片上的负责人",
  already_accepted: ({ byId }, { personName }) => `${personName(byId)}已经接收了，您不用再管`,
  ended: ({ stage }) => ENDED[stage],
  wrong_stage: ({ stage }) => WRONG_STAGE[stage],
  text_missing: () => "还没写内容，请写一句再提交",
  text_too_long: ({ max }) => `内容太长了，请缩到${max}字以内`,
  materials_missing: () => "请写清要补哪些材料，一行一份",
  reason_missing: () => "还没写原因，请写一句再提交",
  reason_needed_for_second_request: () => "已经请企业补过一次，再要请写明原因",
  too_many_requests: ({ max }) => `已请企业补过${max}次，请直接打电话沟通`,
  returned_before: () => "本单位已退回过一次，不能再退，请办理或转办",
  return_too_late: () => "收到已超过一个工作日，不能退回，请办理或转办",
  return_after_contact: () => "已经联系过企业，不能退回，请继续办或转办",
  same_person: () => "现在就在这位同事手上，请换一位",
  person_unavailable: () => "这位同事现在接不了，请换一位或选单位",
  stand_in_away: () => "这位同事那时也请假了，请换一位，或者不指定",
  unit_without_people: () => "这个单位现在没有人能接，请换一个或打电话问问",
  unknown_category: () => "没有这个类别，请重新选一个",
  cooling_down: ({ until }, context) => `刚催过，${dates.point(until, context)}后可以再催`,
  already_rated: () => "您已经评价过了，没解决请点「没解决，继续办」",
  own_work: () => "这件是您或本单位办的，不能自己评价，没办好请点「没解决，继续办」",
  other_requester: () => "这两件不是同一个人提的，不能合并，请分开办",
  other_project: () => "这件属于重点项目，请先给要并入的那件选好项目",
  not_older: () => "只能并入更早的一件，请另选",
  into_over: () => "要并入的那件已经没人在办，请另选或单独派单",
  return_decided: () => "派单已经定过，不能再退，请办理或转办",
  approval_pending: () => "已经有一件在等领导批，请先等结果",
  no_approval: () => "现在没有要批的，可能已经批过了",
  approval_over: () => "答复的时间已过，按没有批准算，请让经办人再报",
  asked_otherwise: () => "您看到的已经不是现在要定的，请看最新卡片再点",
  extension_used: () => "已经申请过延期，不能再延，请抓紧办",
  extension_too_late: () => "离期限不到一个工作日，不能再申请延期，请先告诉企业",
  extension_too_long: ({ until }, context) => `最晚只能延到${dates.point(until, context)}，请另选日期`,
  date_not_later: () => "日期要晚于现在的期限，请另选",
  no_approver: () => "还没有设置审批的领导，请联系管理员",
  assists_open: ({ unitIds }) => `还有${unitIds.length}个会办单位没办好，办好后再办结`,
  no_such_assist: () => "您没有要会办的，可能已经办好了",
  own_unit: () => "这就是主办单位，请选别的单位",
  no_supervision: () => "现在没有要回复的督办，可能已经回复过了",
  highest_level: () => "已经提到最高一级，请直接联系分管领导",
  unknown_project: () => "没有这个在推进的项目，请重新选一个",
  project_decided: () => "项目已经定过，要换请联系服务中心",
  no_confirmer: () => "项目的包保领导现在没有人能确认，请联系服务中心",
  no_leader: () => "还没有可以转告的分管领导，请直接打纪检监察室电话",
  must_be_handled: () => "这类事必须有人办，请派单或转办",
  asked_again: () => "对方说了还要办，请派单或办结",
  dismiss_after_contact: () => "已经联系过对方，请直接写结果办结",
  not_closed: () => "还没办结，办结以后才能公开答复",
  never_public: () => "这件事的内容不能公开，请让对方直接来问",
  names_somebody: ({ words }) =>
    `里面还有${words
      .slice(0, 4)
      .map((word) => `「${word}」`)
      .join("")}，会让人认出是谁，请改掉再公开`,
  bad_amount: () => "金额请填不小于0的数字，单位是元",
};

/** The one sentence of a refusal. */
export function refusal(value: Refusal, context: RefusalContext): string {
  const sentence = sentences[value.code] as (value: Refusal, context: RefusalContext) => string;
  return sentence(value, context);
}
