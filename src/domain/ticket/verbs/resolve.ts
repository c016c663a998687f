import { personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { isWorker } from "../authority.ts";
import { afterPause } from "../clock.ts";
import { confirmBy, confirmerOf } from "../confirmer.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { Attachment, TicketState } from "../state.ts";

export interface ResolveInput {
  readonly text: string;
  /** Money saved or brought, yuan, ≥ 0 (001-28). */
  readonly benefitYuan: number | null;
  readonly evidence: readonly Attachment[];
}

/**
 * 办结. Needs words that the enterprise will read; evidence and benefit are optional (001-37). A project's ticket is only
 * handed in: its bound leader confirms first, so that the enterprise is asked once, about what stands (000-09).
 */
export function resolve(context: DecideContext, ticket: TicketState, input: ResolveInput): Decision {
  const wrong = stageRefusal(ticket, ["in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  const open = ticket.assists.filter((assist) => assist.doneAt === null);
  // The lead unit answers for all of it: nothing is done while a part is open (000-10).
  if (open.length > 0) return refuse({ code: "assists_open", unitIds: open.map((assist) => assist.unitId) });
  const bad = textRefusal(input.text);
  if (bad !== null) return refuse(bad);
  if (input.benefitYuan !== null && !(Number.isFinite(input.benefitYuan) && input.benefitYuan >= 0))
    return refuse({ code: "bad_amount" });
  if (ticket.projectId !== null) return handIn(context, ticket, input);
  return ok([
    {
      type: "resolved",
      data: { benefitYuan: input.benefitYuan, evidence: input.evidence },
      content: { text: input.text.trim() },
    },
  ]);
}

function handIn({ directory, actor, now }: DecideContext, ticket: TicketState, input: ResolveInput): Decision {
  const byId = personOf(directory, actor)?.id ?? null;
  const leader = confirmerOf(directory, ticket, now, byId);
  if (leader === null) return refuse({ code: "no_confirmer" });
  const { benefitYuan, evidence } = input;
  const deadlines = afterPause(directory, ticket, now) ?? ticket.deadlines;
  return ok([
    {
      type: "handed_in",
      data: { benefitYuan, evidence, leaderId: leader.id, byId, answerBy: confirmBy(directory, now), deadlines },
      content: { text: input.text.trim() },
    },
  ]);
}
