import type { Guide } from "./guide.ts";
import { answersOn } from "./guide.ts";
import type { Candidate, NearestOf } from "./near.ts";
import { guideCandidate, MOST_OFFERED, nearestOf } from "./near.ts";
import type { Policy } from "./policy.ts";
import { policyAnswersOn } from "./policy.ts";
import type { PublicAnswer } from "./public-answer.ts";

/** What a question can be answered from, in the order in which it is asked of them. */
export type AnswerKind = "guide" | "policy" | "answer";

export type Answer =
  | { readonly kind: "guide"; readonly guide: Guide }
  | { readonly kind: "policy"; readonly policy: Policy }
  | { readonly kind: "answer"; readonly answer: PublicAnswer };

/** What shares words with a question, of each kind. */
export interface Pool {
  readonly guides: readonly Guide[];
  readonly policies: readonly Policy[];
  readonly answers: readonly PublicAnswer[];
}

/** one = this answers · several = one of these may · none = nothing published is near. */
export type Answered =
  | { readonly type: "one"; readonly answer: Answer }
  | { readonly type: "several"; readonly answers: readonly Answer[] }
  | { readonly type: "none" };

/** So much nearer, and what comes later in the order was asked for by its own name. */
const BY_NAME = 0.2;

/**
 * A question is answered by a published guide first, then by a policy in force, then by what was answered in public before: the
 * first kind that surely answers, unless a later one is called by its own name. Where none answers, the near ones are offered in
 * the same order.
 * @param question in the index's words.
 * @param day local day, YYYY-MM-DD.
 */
export function answerTo(question: string, pool: Pool, day: string): Answered {
  const near: Answer[] = [];
  let best: Extract<NearestOf<Answer>, { type: "one" }> | null = null;
  for (const candidates of [guidesOf(pool, day), policiesOf(pool, day), answersOf(pool, day)]) {
    const found = nearestOf(question, candidates);
    if (found.type === "one" && (best === null || found.score > best.score + BY_NAME)) best = found;
    if (found.type === "several") near.push(...found.items);
  }
  if (best !== null) return { type: "one", answer: best.item };
  return near.length === 0 ? { type: "none" } : { type: "several", answers: near.slice(0, MOST_OFFERED) };
}

export const idOf = (answer: Answer): string =>
  answer.kind === "guide" ? answer.guide.id : answer.kind === "policy" ? answer.policy.id : answer.answer.id;

export const titleOf = (answer: Answer): string =>
  answer.kind === "guide"
    ? answer.guide.title
    : answer.kind === "policy"
      ? answer.policy.title
      : answer.answer.question;

const guidesOf = ({ guides }: Pool, day: string): Candidate<Answer>[] =>
  guides
    .filter((guide) => answersOn(guide, day))
    .map((guide) => ({ ...guideCandidate(guide), item: { kind: "guide", guide } }));

const policiesOf = ({ policies }: Pool, day: string): Candidate<Answer>[] =>
  policies
    .filter((policy) => policyAnswersOn(policy, day))
    .map((policy) => ({
      item: { kind: "policy", policy },
      id: policy.id,
      names: [policy.title, ...policy.also],
      inside: policy.text,
    }));

const answersOf = ({ answers }: Pool, day: string): Candidate<Answer>[] =>
  answers
    .filter((answer) => day <= answer.validTo)
    .map((answer) => ({
      item: { kind: "answer", answer },
      id: answer.id,
      names: [answer.question],
      inside: answer.answer,
    }));
