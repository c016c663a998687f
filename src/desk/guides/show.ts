import type { Answer } from "../../domain/guides/answer.ts";
import { answersOn } from "../../domain/guides/guide.ts";
import { policyAnswersOn } from "../../domain/guides/policy.ts";
import { unreachable } from "../../domain/result.ts";
import { policyById, publicAnswerById, toPolicies, toPublicAnswers } from "../../store/answers.ts";
import type { Database } from "../../store/database.ts";
import { writeAll } from "../../store/database.ts";
import { countAnswer, guideById, toGuides } from "../../store/guides.ts";
import type { DeskDeps } from "../deps.ts";
import { dayOf } from "../views/project.ts";
import type { AnswerRef } from "./heard.ts";
import type { AnswerView } from "./views.ts";
import { answerView } from "./views.ts";

/**
 * An answer chosen from a list or under a question; null = it does not answer any more.
 * @param counts whether it is shown as an answer now, or only stays on a card that passes the question on.
 */
export async function chosenAnswer(deps: DeskDeps, ref: AnswerRef, counts: boolean): Promise<AnswerView | null> {
  const directory = await deps.directory.get(null);
  const day = dayOf(directory, deps.clock.now());
  const found = await answerByRef(deps.db, ref, day);
  if (found === null) return null;
  if (counts) await writeAll(deps.db, [countAnswer(deps.db, ref, day, "shown")]);
  return answerView(directory, found);
}

async function answerByRef(db: Database, { kind, id }: AnswerRef, day: string): Promise<Answer | null> {
  switch (kind) {
    case "guide": {
      const guide = toGuides(await guideById(db, id))[0];
      return guide !== undefined && answersOn(guide, day) ? { kind, guide } : null;
    }
    case "policy": {
      const policy = toPolicies(await policyById(db, id))[0];
      return policy !== undefined && policyAnswersOn(policy, day) ? { kind, policy } : null;
    }
    case "answer": {
      const answer = toPublicAnswers(await publicAnswerById(db, id))[0];
      return answer !== undefined && day <= answer.validTo ? { kind, answer } : null;
    }
    default:
      return unreachable(kind);
  }
}
