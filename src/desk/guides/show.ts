import { answersOn } from "../../domain/guides/guide.ts";
import { writeAll } from "../../store/database.ts";
import { countGuide, guideById, toGuides } from "../../store/guides.ts";
import type { DeskDeps } from "../deps.ts";
import { dayOf } from "../views/project.ts";
import { guideView } from "./answer.ts";
import type { GuideView } from "./notice.ts";

/**
 * A guide chosen from a list or under a question; null = it does not answer any more.
 * @param counts whether it is shown as an answer now, or only stays on a card that passes the question on.
 */
export async function chosenGuide(deps: DeskDeps, guideId: string, counts: boolean): Promise<GuideView | null> {
  const directory = await deps.directory.get(null);
  const day = dayOf(directory, deps.clock.now());
  const guide = toGuides(await guideById(deps.db, guideId))[0];
  if (guide === undefined || !answersOn(guide, day)) return null;
  if (counts) await writeAll(deps.db, [countGuide(deps.db, guideId, day, "shown")]);
  return guideView(directory, guide);
}
