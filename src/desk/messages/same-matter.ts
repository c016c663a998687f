import { sameMatter } from "../../domain/ticket/similar.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import type { Question } from "../guides/questions.ts";
import { answersPlan } from "../guides/questions.ts";
import { matterRow } from "../views/project.ts";
import type { NewMatter } from "./open-tickets.ts";
import { openTicketsPlan } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { answer, openTickets } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** What is told again without anything new gets its progress and no second ticket; the rest is opened. Pictures are news. */
export function sameMatterPlan(
  situation: Situation,
  matters: readonly NewMatter[],
  answered: readonly Question[] = [],
): Plan {
  const { message } = situation;
  if (message.attachments.length > 0) return openTicketsPlan(situation, matters, { answered });
  const own = openTickets(situation).map(({ state }) => state);
  const again = new Map<string, TicketState>();
  const fresh = matters.filter((matter) => {
    const known = sameMatter({ text: matter.text, category: matter.category }, own);
    if (known !== null) again.set(known.id, known);
    return known === null;
  });
  if (again.size === 0) return openTicketsPlan(situation, matters, { answered });
  const told = toldPlan(situation, [...again.values()], fresh.length === 0 && answered.length === 0);
  if (fresh.length === 0) {
    if (answered.length === 0) return told;
    const answers = answersPlan(situation, answered);
    return { ...answers, notices: [...(told.notices ?? []), ...(answers.notices ?? [])] };
  }
  const plan = openTicketsPlan(situation, fresh, { answered });
  return { ...plan, notices: [...(plan.notices ?? []), ...(told.notices ?? [])] };
}

/** Read as a supplement, and nothing in it is new: it goes into no ticket. Null = there is something. */
export function repeatedPlan(situation: Situation): Plan | null {
  const { message } = situation;
  if (message.attachments.length > 0) return null;
  const own = openTickets(situation).map(({ state }) => state);
  const known = sameMatter({ text: message.text, category: null }, own);
  return known === null ? null : toldPlan(situation, [known], true);
}

/** @param waits whether the whole message may still become new matters; once some of it has, it must not be opened again. */
const toldPlan = (situation: Situation, tickets: readonly TicketState[], waits: boolean): Plan => ({
  outcome: `same as ${tickets.map(({ no }) => no).join(" ")}`,
  notices: tickets.map((ticket) =>
    answer(situation, {
      kind: "same_matter",
      inboundId: waits ? situation.message.inboundId : "",
      row: matterRow(situation.directory, ticket, situation.now),
    }),
  ),
  lastTicketId: tickets[0]?.id ?? null,
});
