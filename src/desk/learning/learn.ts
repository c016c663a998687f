import type { Directory } from "../../domain/people/directory.ts";
import type { Statement } from "../../store/database.ts";
import type { Lesson } from "../../store/examples.ts";
import { addLesson } from "../../store/examples.ts";
import type { DeskDeps } from "../deps.ts";
import { lessonOf } from "./lesson.ts";

/** Corrections as rows of the transaction in which they are made: learned when they hold, and only then. */
export const lessonWrites = (
  deps: Pick<DeskDeps, "db" | "ids" | "assistant">,
  directory: Directory,
  corrections: readonly Lesson[],
): Statement[] =>
  corrections.flatMap((correction) => {
    const lesson = lessonOf(directory, (text) => deps.assistant.complaint(text) !== null, correction);
    return lesson === null ? [] : addLesson(deps.db, deps.ids.next("ex"), lesson);
  });
