import type { Understanding } from "../../assistant/types.ts";
import { matterOf, matterTicketIds, openTicketsPlan } from "../messages/open-tickets.ts";
import type { Plan } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";
import { matterRow } from "../views/project.ts";
import type { Notice } from "../outgoing.ts";
import type { Heard } from "./heard.ts";
import type { Question } from "./questions.ts";
import { questionsOf, refOf, viewOf } from "./questions.ts";

/**
 * A person answers questions of a message that held several: each becomes a ticket of its own. What was shown for it missed.
 * @param which open = those nothing answered · all = those too that were answered, because it was not the answer.
 * @returns null when the message asks nothing any more, as it is read now.
 */
export function passOnPlan(situation: Situation, understanding: Understanding, which: "open" | "all"): Plan | null {
  const questions = questionsOf(situation, understanding);
  const chosen = questions.filter(({ found }) => which === "all" || found.type !== "one");
  // Beside a request, what nothing answered has its ticket already.
  const mine = matterTicketIds(situation.message.inboundId);
  const rows = situation.tickets
    .filter(({ state }) => mine.includes(state.id))
    .map(({ state }) => matterRow(situation.directory, state, situation.now))
    .toSorted((a, b) => (a.no < b.no ? -1 : 1));
  const wanted = rows.length === 0 ? chosen : chosen.filter(({ found }) => found.type === "one");
  if (wanted.length === 0) return null;
  const plan = openTicketsPlan(
    situation,
    wanted.map(({ item }) => matterOf(item)),
    { later: true },
  );
  return { ...plan, heard: wanted.flatMap(missed), shown: shownAfter(situation, questions, rows) };
}

function missed(question: Question): Heard[] {
  const ref = refOf(question);
  // Where nothing answered, the gap was counted when the question came.
  return ref === null ? [] : [{ type: "answer", answer: ref, what: "missed" }];
}

function shownAfter(
  situation: Situation,
  questions: readonly Question[],
  rows: Extract<Notice, { kind: "several" }>["rows"],
): Notice {
  const { inboundId } = situation.message;
  const views = questions.map((question) => viewOf(situation, question));
  if (rows.length === 0) return { kind: "answers", inboundId, items: views, state: "passed_on" };
  const answers = views.flatMap(({ view }) => view ?? []);
  return { kind: "several", inboundId, rows, answers, passedOn: true, state: "right" };
}
