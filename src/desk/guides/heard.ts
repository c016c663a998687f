import type { Database, Statement } from "../../store/database.ts";
import { countGuide, noteGap } from "../../store/guides.ts";

/** What is counted of a question: which guide it met, or what no guide says. */
export type Heard =
  | { readonly type: "guide"; readonly guideId: string; readonly what: "shown" | "missed" }
  | { readonly type: "gap"; readonly words: string; readonly category: string | null };

/** Rows for the transaction that answers. @param day local day. */
export const heardWrites = (db: Database, day: string, all: readonly Heard[]): Statement[] =>
  all.flatMap((heard) => {
    if (heard.type === "guide") return [countGuide(db, heard.guideId, day, heard.what)];
    return heard.words === "" ? [] : [noteGap(db, { words: heard.words, category: heard.category, day })];
  });
