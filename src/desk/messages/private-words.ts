import type { InboundRow } from "../../store/inbound.ts";
import { keepInbound } from "../../store/inbound.ts";
import type { DeskDeps } from "../deps.ts";
import type { Extras } from "../tickets/act.ts";
import { coercedPlan } from "./coerced.ts";
import { complaintPlan } from "./complaint.ts";
import type { ArrivedMessage } from "./message.ts";
import { loadSituation } from "./situation.ts";

/** Whether words must not reach whoever works on a ticket, as the gates of a message hear it (B.10). */
export const isPrivate = ({ assistant }: Pick<DeskDeps, "assistant">, text: string): boolean =>
  assistant.coerced(text) || assistant.complaint(text) !== null;

/**
 * Private words written into a form of a ticket: kept like a message of his, and answered as one, beside what the form does
 * without them (domain.md B.8, B.10).
 */
export async function keptAside(
  deps: DeskDeps,
  message: ArrivedMessage,
  row: InboundRow,
  ticketId: string,
): Promise<Extras> {
  const situation = await loadSituation(deps, message);
  const about = situation.tickets.find(({ state }) => state.id === ticketId) ?? null;
  const plan = deps.assistant.coerced(message.text) ? coercedPlan(situation, about) : complaintPlan(situation);
  return { rows: [keepInbound(deps.db, { ...row, outcome: plan.outcome })], notices: plan.notices ?? [] };
}
