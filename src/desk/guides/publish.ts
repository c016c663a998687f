import type { PublishRefusal } from "../../domain/guides/guide.ts";
import { publish } from "../../domain/guides/guide.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { writeAll } from "../../store/database.ts";
import { guideById, guideWrites, toGuides } from "../../store/guides.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import { dayOf } from "../views/project.ts";

export type Published =
  | { readonly type: "done"; readonly title: string }
  | { readonly type: "refused"; readonly refusal: PublishRefusal | { readonly code: "not_allowed" } }
  | { readonly type: "missing" };

/** 公布 by a dispatcher: only with all four ones and before its last day (003-03); found by questions from then on. */
export async function publishGuide(deps: DeskDeps, openId: string, guideId: string): Promise<Published> {
  const directory = await deps.directory.get(null);
  if (!hasRole(directory, actorOf(directory, openId), "dispatcher"))
    return { type: "refused", refusal: { code: "not_allowed" } };
  const guide = toGuides(await guideById(deps.db, guideId))[0];
  if (guide === undefined) return { type: "missing" };
  const published = publish(guide, dayOf(directory, deps.clock.now()));
  if (!published.ok) return { type: "refused", refusal: published.error };
  await writeAll(deps.db, guideWrites(deps.db, published.value));
  deps.log.info("guide.published", {
    guide: guide.id,
    version: guide.version,
    by: directory.personByOpenId.get(openId) ?? "",
  });
  return { type: "done", title: guide.title };
}
