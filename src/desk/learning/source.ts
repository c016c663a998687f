import type { LearnedExample } from "../../assistant/index.ts";
import type { Intent } from "../../assistant/types.ts";
import type { LearnedSource } from "../deps.ts";
import type { Database } from "../../store/database.ts";
import { newestLessons } from "../../store/examples.ts";

/** What people taught, as kept in memory; plain data, so that a Worker may share it between requests. */
export interface Learned {
  readonly version: number;
  /** Newest last. */
  readonly examples: readonly LearnedExample[];
}

/**
 * Keeps what was learned in memory and reads it again when its version has moved.
 * @param kept where it is kept, for runtimes in which this source lives for one request only.
 */
export function createLearnedSource(db: Database, kept: { value: Learned | null } = { value: null }): LearnedSource {
  const none: readonly LearnedExample[] = [];
  return {
    async refresh(version) {
      if (version === 0) kept.value = null;
      else if (kept.value?.version !== version) {
        const rows = await newestLessons(db);
        // The column holds what `addLesson` put there.
        const examples = rows
          .toReversed()
          .map(({ id, text, intent, category }) => ({ id, text, intent: intent as Intent, category }));
        kept.value = { version, examples };
      }
    },
    current: () => kept.value?.examples ?? none,
  };
}
