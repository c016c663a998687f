import { personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { askedOf } from "../asked.ts";
import { afterPause } from "../clock.ts";
import { mayConfirm } from "../confirmer.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import type { Refusal } from "../refusal.ts";
import type { TicketState } from "../state.ts";

interface Seen {
  /** Key of the result he had before him (asked.ts); null = he does not say. */
  readonly seen: string | null;
}

/** 确认办结 by the bound leader: only now is it resolved, and the enterprise asked for its mark (000-09, 001-29). */
export function confirmResult(context: DecideContext, ticket: TicketState, input: Seen): Decision {
  const wrong = wrongly(context, ticket, input);
  return wrong === null ? ok([{ type: "confirmed", data: {}, content: null }]) : refuse(wrong);
}

/** 退回重办 by the bound leader, with the reason the assignee reads. The clock goes on where he had handed it in. */
export function sendBack(
  context: DecideContext,
  ticket: TicketState,
  input: Seen & { readonly reason: string },
): Decision {
  const wrong = wrongly(context, ticket, input);
  if (wrong !== null) return refuse(wrong);
  const bad = textRefusal(input.reason);
  if (bad !== null) return refuse(bad.code === "text_missing" ? { code: "reason_missing" } : bad);
  return ok([
    {
      type: "sent_back",
      data: { deadlines: afterPause(context.directory, ticket, context.now) ?? ticket.deadlines },
      content: { reason: input.reason.trim() },
    },
  ]);
}

/** Never the system: a leader who does not answer is reminded, and nothing is closed in his name. */
function wrongly({ directory, actor, now }: DecideContext, ticket: TicketState, { seen }: Seen): Refusal | null {
  const wrong = stageRefusal(ticket, ["awaiting_confirmation"]);
  if (wrong !== null) return wrong;
  const person = personOf(directory, actor);
  if (person === null || !mayConfirm(directory, ticket, person.id, now)) return { code: "not_allowed" };
  return seen === askedOf(ticket).confirmation ? null : { code: "asked_otherwise" };
}
