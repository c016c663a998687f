import type { AnswerKind } from "../../domain/guides/answer.ts";
import type { Database, Statement } from "../../store/database.ts";
import { countAnswer, noteGap } from "../../store/guides.ts";

/** An answer by what it is and its id. */
export interface AnswerRef {
  readonly kind: AnswerKind;
  readonly id: string;
}

/** What is counted of a question: which answer it met, or what nothing says. */
export type Heard =
  | { readonly type: "answer"; readonly answer: AnswerRef; readonly what: "shown" | "missed" }
  | { readonly type: "gap"; readonly words: string; readonly category: string | null };

/** Rows for the transaction that answers. @param day local day. */
export const heardWrites = (db: Database, day: string, all: readonly Heard[]): Statement[] =>
  all.flatMap((heard) => {
    if (heard.type === "answer") return [countAnswer(db, heard.answer, day, heard.what)];
    return heard.words === "" ? [] : [noteGap(db, { words: heard.words, category: heard.category, day })];
  });
