import type { PublishRefusal } from "../../domain/guides/guide.ts";
import { publish } from "../../domain/guides/guide.ts";
import type { PolicyRefusal } from "../../domain/guides/policy.ts";
import { publishPolicy } from "../../domain/guides/policy.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { policyById, policyWrites, toPolicies } from "../../store/answers.ts";
import { writeAll } from "../../store/database.ts";
import { guideById, guideWrites, toGuides } from "../../store/guides.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import { dayOf } from "../views/project.ts";

export type Published =
  | { readonly type: "done"; readonly title: string }
  | {
      readonly type: "refused";
      readonly refusal: PublishRefusal | PolicyRefusal | { readonly code: "not_allowed" };
    }
  | { readonly type: "missing" };

/** 公布 of a draft by a dispatcher: only whole and before its last day (003-03, 001-12); found by questions from then on. */
export async function publishDraft(
  deps: DeskDeps,
  openId: string,
  draft: { readonly kind: "guide" | "policy"; readonly id: string },
): Promise<Published> {
  const { db } = deps;
  const directory = await deps.directory.get(null);
  if (!hasRole(directory, actorOf(directory, openId), "dispatcher"))
    return { type: "refused", refusal: { code: "not_allowed" } };
  const day = dayOf(directory, deps.clock.now());
  const noted = async (statements: ReturnType<typeof guideWrites>, title: string): Promise<Published> => {
    await writeAll(db, statements);
    deps.log.info(`${draft.kind}.published`, {
      [draft.kind]: draft.id,
      by: directory.personByOpenId.get(openId) ?? "",
    });
    return { type: "done", title };
  };
  if (draft.kind === "guide") {
    const guide = toGuides(await guideById(db, draft.id))[0];
    if (guide === undefined) return { type: "missing" };
    const published = publish(guide, day);
    if (!published.ok) return { type: "refused", refusal: published.error };
    return noted(guideWrites(db, published.value), guide.title);
  }
  const policy = toPolicies(await policyById(db, draft.id))[0];
  if (policy === undefined) return { type: "missing" };
  const published = publishPolicy(policy, day);
  if (!published.ok) return { type: "refused", refusal: published.error };
  return noted(policyWrites(db, published.value), policy.title);
}
