import type { Actor } from "../people/actor.ts";
import type { Directory } from "../people/directory.ts";
import type { Result } from "../result.ts";
import { fail } from "../result.ts";
import type { TicketFact } from "./events.ts";
import type { Refusal } from "./refusal.ts";
import type { TicketState } from "./state.ts";
import { isOpen } from "./state.ts";

/** What every rule may look at: the time, the office, who acts. */
export interface DecideContext {
  /** UTC ms. */
  readonly now: number;
  readonly directory: Directory;
  readonly actor: Actor;
}

/** New facts, or the one reason why not. No facts = nothing changed, and nothing is written. */
export type Decision = Result<readonly TicketFact[], Refusal>;

/** Longest text a person may put into one field; the platform's input allows 1000 (feishu.md 4.5). */
export const MAX_TEXT = 2000;

export const refuse = (refusal: Refusal): Decision => fail(refusal);

/** First check of every verb: an ended ticket says how it ended, a living one in another stage says where it is. */
export function stageRefusal(ticket: TicketState, allowed: readonly TicketState["stage"][]): Refusal | null {
  if (allowed.includes(ticket.stage)) return null;
  return isOpen(ticket) ? { code: "wrong_stage", stage: ticket.stage } : { code: "ended", stage: ticket.stage };
}

export function textRefusal(text: string): Refusal | null {
  if (text.trim() === "") return { code: "text_missing" };
  return text.length > MAX_TEXT ? { code: "text_too_long", max: MAX_TEXT } : null;
}
