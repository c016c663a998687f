import type { Directory } from "../../domain/people/directory.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { writeAll } from "../../store/database.ts";
import type { LearnedRow } from "../../store/examples.ts";
import { newestLessons, removeLesson } from "../../store/examples.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import type { LearnedNotice } from "./notice.ts";

/** 学习记录, newest first; null = only who dispatches or administers may look. */
export async function learnedNotice(deps: DeskDeps, openId: string): Promise<LearnedNotice | null> {
  const directory = await deps.directory.get(null);
  if (!mayReview(directory, openId)) return null;
  const rows = await newestLessons(deps.db);
  return { kind: "learned", rows: rows.map((row) => named(directory, row)), total: rows.length };
}

/** Takes one back; the next message is read without it. @returns what is left; null = not allowed. */
export async function forget(deps: DeskDeps, openId: string, id: string): Promise<LearnedNotice | null> {
  const directory = await deps.directory.get(null);
  if (!mayReview(directory, openId)) return null;
  await writeAll(deps.db, removeLesson(deps.db, id));
  deps.log.info("lesson.removed", { lesson: id, by: directory.personByOpenId.get(openId) ?? "" });
  return learnedNotice(deps, openId);
}

function mayReview(directory: Directory, openId: string): boolean {
  const actor = actorOf(directory, openId);
  return hasRole(directory, actor, "dispatcher") || hasRole(directory, actor, "admin");
}

const named = (directory: Directory, row: LearnedRow): LearnedNotice["rows"][number] => ({
  id: row.id,
  text: row.text,
  category: directory.categories.get(row.category ?? "")?.name ?? null,
  guessed: directory.categories.get(row.guessed ?? "")?.name ?? null,
  origin: row.origin,
  by: directory.people.get(row.personId ?? "")?.name ?? null,
  ticketNo: row.ticketNo,
  at: row.at,
});
