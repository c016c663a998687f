import { personOf } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { campaignAsked } from "../../domain/stats/campaign.ts";
import { ledgerRequestOf } from "../../domain/stats/ledger-request.ts";
import { questionOf } from "../../domain/stats/question.ts";
import { campaignAnswer } from "../campaigns/answer.ts";
import type { DeskDeps } from "../deps.ts";
import type { ArrivedMessage } from "../messages/message.ts";
import type { Plan } from "../messages/plan.ts";
import { answer } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";
import type { NoticeWish } from "../outgoing.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";
import { answerTo } from "./answer.ts";
import { BINDING, bindPlan } from "./bind-group.ts";
import { unitName } from "./digest.ts";
import { exportNotice } from "./ledger-export.ts";
import type { ReportNotice, ReportSaying } from "./notice.ts";
import { objection } from "./objections.ts";

/** "排队异议 三号件是省里卡的": a unit's head objects to the newest ranking. */
const OBJECTION = /^(?:对)?排[队名](?:有)?异议[::,,\s]*(\S[\s\S]*)$/u;

/** Whether a message is a question for figures or an objection; then nobody has to understand it any further. */
export function isReportQuestion(directory: Directory, message: Pick<ArrivedMessage, "text" | "sentAt">): boolean {
  const text = message.text.trim();
  const campaign = campaignAsked(directory, text, message.sentAt);
  return (
    (campaign !== null && (campaign.type !== "named" || campaign.sure)) ||
    OBJECTION.test(text) ||
    BINDING.test(text) ||
    questionOf(directory.calendar, message.text, message.sentAt) !== null ||
    ledgerRequestOf(directory, message.text, message.sentAt) !== null
  );
}

/** Answers a question from the closed set, within what the asker may see; null = the message is something else. */
export async function reportPlan(deps: DeskDeps, situation: Situation): Promise<Plan | null> {
  const { message, actor, directory, now } = situation;
  const staff = actor.type === "person";
  const objected = staff ? OBJECTION.exec(message.text.trim()) : null;
  if (objected !== null) return objectionPlan(deps, situation, (objected[1] ?? "").trim());
  const binding = staff ? BINDING.exec(message.text.trim()) : null;
  if (binding !== null) return bindPlan(deps, situation, binding);
  const campaign = staff ? campaignAsked(directory, message.text, now) : null;
  if (campaign !== null) {
    const notice = await campaignAnswer(deps.db, directory, { actor, asked: campaign }, now);
    if (notice !== null) return { outcome: `asked campaign ${campaign.type}`, notices: [answer(situation, notice)] };
  }
  const scope = ledgerRequestOf(directory, message.text, now);
  if (scope !== null) {
    const notice = await exportNotice(deps.db, directory, { actor, scope, now });
    return { outcome: "asked for the ledger", notices: [answer(situation, notice)] };
  }
  const question = questionOf(directory.calendar, message.text, now);
  if (question === null) return null;
  // "什么时候最忙" from a firm is a sentence like any other.
  if (!staff && question.asked !== "own") return null;
  const notice = await answerTo(deps.db, directory, { actor, question }, now);
  return { outcome: `asked ${question.asked}`, notices: [answer(situation, notice)] };
}

async function objectionPlan(deps: DeskDeps, situation: Situation, text: string): Promise<Plan> {
  const { message, actor, directory, now } = situation;
  const said = (what: ReportSaying): NoticeWish => answer(situation, { kind: "report_said", what });
  const taken = await objection(deps.db, directory, { id: message.inboundId, actor, text, now });
  if (!taken.ok) {
    const code = { not_allowed: "not_yours", no_ranking: "no_ranking", too_late: "objection_closed" } as const;
    const { error } = taken;
    const what = error === "no_such_objection" || error === "decided" ? "no_ranking" : code[error];
    return { outcome: `objection ${error}`, notices: [said({ code: what })] };
  }
  const { row, unitId, until } = taken.value;
  const leader = openIdOf(directory, directory.units.get(unitId)?.leaderId ?? "");
  const told: ReportNotice = {
    kind: "report_said",
    what: {
      code: "objection_told",
      unit: unitName(directory, unitId) ?? "",
      by: nameOf(directory, personOf(directory, actor)?.id ?? null),
      text,
    },
  };
  const toLeader: NoticeWish[] =
    leader === null
      ? []
      : [{ recipient: { type: "person", openId: leader }, notice: told, replyTo: null, replyToCardOf: null }];
  return { outcome: "objection noted", notices: [said({ code: "objection_noted", until }), ...toLeader], rows: [row] };
}
