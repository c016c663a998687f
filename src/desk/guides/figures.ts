import { hasRole } from "../../domain/people/actor.ts";
import { answersOn, missingParts } from "../../domain/guides/guide.ts";
import { allGuides, guideFigures, guideGapsSince, toGuides } from "../../store/guides.ts";
import type { DeskDeps } from "../deps.ts";
import type { Notice } from "../outgoing.ts";
import { actorOf } from "../people/actor.ts";
import { dayOf } from "../views/project.ts";

const DAYS = 30;
const MOST_GAPS = 10;

/** 办事指南: for enterprises what there is, for dispatchers what is asked and what is missing. */
export async function guidesNotice(deps: DeskDeps, openId: string): Promise<Notice> {
  const { db } = deps;
  const now = deps.clock.now();
  const directory = await deps.directory.get(null);
  const day = dayOf(directory, now);
  const since = dayOf(directory, now - DAYS * 86_400_000);
  const [rows, figures, gaps] = await db.batch([
    allGuides(db),
    guideFigures(db, since),
    guideGapsSince(db, since, MOST_GAPS),
  ]);
  const guides = toGuides(rows);
  const answering = guides.filter((guide) => answersOn(guide, day));
  if (!hasRole(directory, actorOf(directory, openId), "dispatcher"))
    return { kind: "guide_list", options: answering.map(({ id, title }) => ({ id, title })) };
  const titleOf = new Map(guides.map(({ id, title }) => [id, title]));
  const counted = figures
    .map(({ guideId, shown, missed }) => ({ title: titleOf.get(guideId) ?? guideId, shown, missed }))
    .toSorted((a, b) => b.shown - a.shown);
  const sum = (key: "shown" | "missed"): number => counted.reduce((total, row) => total + row[key], 0);
  return {
    kind: "guide_report",
    published: answering.length,
    shown: sum("shown"),
    missed: sum("missed"),
    most: counted.slice(0, 10),
    gaps: gaps.map(({ words, times }) => ({ words, times })),
    drafts: guides
      .filter(({ state }) => state === "draft")
      .slice(0, 10)
      .map((guide) => ({
        id: guide.id,
        title: guide.title,
        missing: missingParts(guide),
        expired: guide.validTo < day,
      })),
    expired: guides.filter(({ state, validTo }) => state === "published" && validTo < day).map(({ title }) => title),
  };
}
