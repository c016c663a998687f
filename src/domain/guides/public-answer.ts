import { addDays, localDay } from "../calendar/index.ts";
import { hasRole } from "../people/actor.ts";
import type { DecideContext, Decision } from "../ticket/context.ts";
import { refuse, textRefusal } from "../ticket/context.ts";
import { ok } from "../result.ts";
import type { TicketState } from "../ticket/state.ts";
import { isOpen } from "../ticket/state.ts";
import { identifyingWords } from "./identity.ts";

/** What was answered to one firm and may be told to every other; names nobody. */
export interface PublicAnswer {
  /** The ticket's id; never shown to who asks. */
  readonly id: string;
  readonly ticketNo: string;
  readonly question: string;
  readonly answer: string;
  readonly category: string;
  /** Unit that gave the answer: its source. */
  readonly unitId: string | null;
  /** Local days, YYYY-MM-DD. */
  readonly answeredOn: string;
  readonly validTo: string;
  /** Person who made it public. */
  readonly publishedBy: string;
  /** UTC ms. */
  readonly publishedAt: number;
}

/** How long an answer may be told; afterwards somebody has to look at it again. Days by choice of the form. */
const VALID_DAYS = { "3": 91, "6": 182, "12": 365 } as const;
export type ValidMonths = keyof typeof VALID_DAYS;

export interface PublicInput {
  readonly question: string;
  readonly answer: string;
  readonly months: ValidMonths;
}

/** Longest question: it stands in a header and on a button. */
const QUESTION_MAX = 60;

/** What was answered and when (UTC ms): the result of a closed ticket, or the answer to what was only a question; null = nothing. */
export function answerGiven(ticket: TicketState): { readonly text: string; readonly at: number } | null {
  if (ticket.stage === "closed") return ticket.result;
  const { stage, dismissal, closedAt } = ticket;
  if (stage !== "not_request" || dismissal?.kind !== "answered" || closedAt === null) return null;
  return { text: dismissal.text, at: closedAt };
}

/**
 * 公开此答复: only a dispatcher's or administrator's press, only of a ticket that was closed with an answer, never of a
 * confidential matter, and only words in which nobody is named any more.
 * @param guarded whether the complaint gate stops the request or the words that would become public.
 */
export function makePublic(
  context: DecideContext,
  ticket: TicketState,
  input: PublicInput,
  guarded: boolean,
): Decision {
  const { directory, actor } = context;
  if (!hasRole(directory, actor, "dispatcher") && !hasRole(directory, actor, "admin"))
    return refuse({ code: "not_allowed" });
  if (isOpen(ticket)) return refuse({ code: "not_closed" });
  const secret = directory.categories.get(ticket.category ?? "")?.confidential === true;
  if (secret || guarded || answerGiven(ticket) === null) return refuse({ code: "never_public" });
  const wrong = textRefusal(input.question) ?? textRefusal(input.answer);
  if (wrong !== null) return refuse(wrong);
  if (Array.from(input.question).length > QUESTION_MAX) return refuse({ code: "text_too_long", max: QUESTION_MAX });
  const found = [input.question, input.answer].flatMap((text) => identifyingWords(directory, text));
  if (found.length > 0) return refuse({ code: "names_somebody", words: [...new Set(found.map(({ word }) => word))] });
  return ok([]);
}

/** The answer as it is kept, once `makePublic` has allowed it. */
export function publicAnswer(context: DecideContext, ticket: TicketState, input: PublicInput): PublicAnswer {
  const { directory, actor, now } = context;
  return {
    id: ticket.id,
    ticketNo: ticket.no,
    question: input.question.trim(),
    answer: input.answer.trim(),
    category: ticket.category ?? "other",
    unitId: ticket.unitId,
    answeredOn: localDay(directory.calendar, answerGiven(ticket)?.at ?? now),
    validTo: addDays(localDay(directory.calendar, now), VALID_DAYS[input.months]),
    publishedBy: actor.type === "system" ? "" : (actor.personId ?? ""),
    publishedAt: now,
  };
}
