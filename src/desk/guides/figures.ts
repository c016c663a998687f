import { hasRole } from "../../domain/people/actor.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { AnswerKind } from "../../domain/guides/answer.ts";
import type { Guide } from "../../domain/guides/guide.ts";
import { answersOn, missingParts } from "../../domain/guides/guide.ts";
import type { Policy } from "../../domain/guides/policy.ts";
import { missingPolicyParts, policyAnswersOn } from "../../domain/guides/policy.ts";
import {
  allPolicies,
  closedLately,
  countPublicAnswers,
  newestPublicAnswers,
  toPolicies,
  toPublicAnswers,
} from "../../store/answers.ts";
import { allGuides, answerFigures, guideGapsSince, toGuides } from "../../store/guides.ts";
import { toStored } from "../../store/tickets.ts";
import type { DeskDeps } from "../deps.ts";
import type { Notice } from "../outgoing.ts";
import { actorOf } from "../people/actor.ts";
import { dayOf } from "../views/project.ts";
import type { KindFigures } from "./notice.ts";

const DAYS = 30;
const MOST_GAPS = 10;
const MOST_DRAFTS = 8;
const MOST_CLOSED = 5;
const MOST_ANSWERS = 10;

/** 办事指南: for enterprises what there is, for who keeps it what is asked, what is missing and what may be made public. */
export async function guidesNotice(deps: DeskDeps, openId: string): Promise<Notice> {
  const { db } = deps;
  const now = deps.clock.now();
  const directory = await deps.directory.get(null);
  const day = dayOf(directory, now);
  const since = now - DAYS * 86_400_000;
  const sinceDay = dayOf(directory, since);
  const [guideRows, policyRows, figures, gaps, publicRows, publicCount, closedRows] = await db.batch([
    allGuides(db),
    allPolicies(db),
    answerFigures(db, sinceDay),
    guideGapsSince(db, sinceDay, MOST_GAPS),
    newestPublicAnswers(db, MOST_ANSWERS),
    countPublicAnswers(db, day),
    closedLately(db, directory, since, MOST_CLOSED),
  ]);
  const guides = toGuides(guideRows);
  const policies = toPolicies(policyRows);
  const answers = toPublicAnswers(publicRows);
  const told = guides.filter((guide) => answersOn(guide, day));
  const inForce = policies.filter((policy) => policyAnswersOn(policy, day));
  if (!keeps(directory, actorOf(directory, openId)))
    return {
      kind: "guide_list",
      guides: told.map(({ id, title }) => ({ kind: "guide", id, title })),
      policies: inForce.map(({ id, title }) => ({ kind: "policy", id, title })),
    };
  const titles = new Map<string, string>([
    ...guides.map(({ id, title }): [string, string] => [`guide ${id}`, title]),
    ...policies.map(({ id, title }): [string, string] => [`policy ${id}`, title]),
    ...answers.map(({ id, question }): [string, string] => [`answer ${id}`, question]),
  ]);
  const kindOf = (kind: AnswerKind, there: number): KindFigures => {
    const rows = figures.filter((row) => row.kind === kind);
    const sum = (key: "shown" | "missed"): number => rows.reduce((total, row) => total + row[key], 0);
    return { there, shown: sum("shown"), missed: sum("missed") };
  };
  return {
    kind: "guide_report",
    kinds: {
      guide: kindOf("guide", told.length),
      policy: kindOf("policy", inForce.length),
      answer: kindOf("answer", publicCount[0]?.n ?? 0),
    },
    most: figures
      .map(({ kind, id, shown, missed }) => ({ title: titles.get(`${kind} ${id}`) ?? id, shown, missed }))
      .toSorted((a, b) => b.shown - a.shown)
      .slice(0, 10),
    gaps: gaps.map(({ words, times }) => ({ words, times })),
    drafts: draftsOf(guides, policies, day),
    expired: [...guides, ...policies]
      .filter(({ state, validTo }) => state === "published" && validTo < day)
      .map(({ title }) => title),
    closed: toStored(closedRows).map(({ state: { id, no, title } }) => ({ ticketId: id, no, title })),
    answers: answers.map(({ id, question, validTo }) => ({ id, question, validTo })),
  };
}

const keeps = (directory: Directory, actor: Actor): boolean =>
  hasRole(directory, actor, "dispatcher") || hasRole(directory, actor, "admin");

const draftsOf = (guides: readonly Guide[], policies: readonly Policy[], day: string) =>
  [
    ...guides.map((guide) => ({ ...guide, kind: "guide" as const, missing: missingParts(guide) })),
    ...policies.map((policy) => ({ ...policy, kind: "policy" as const, missing: missingPolicyParts(policy) })),
  ]
    .filter(({ state }) => state === "draft")
    .slice(0, MOST_DRAFTS)
    .map(({ kind, id, title, missing, validTo }) => ({ kind, id, title, missing, expired: validTo < day }));
