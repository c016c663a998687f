import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** One change: table, key, and the new value (null = row deleted). */
export type JournalEntry = [table: string, key: string, value: unknown];

/** Where changes of the tables go. */
export interface Journal {
  append(entry: JournalEntry): void;
  close(): void;
}

/** A sandbox without a data directory forgets everything at its end. */
export const memoryJournal: Journal = { append: () => {}, close: () => {} };

/** Changes after which the journal is folded into a new snapshot. */
const COMPACT_AFTER = 100_000;

const parseLines = (file: string): JournalEntry[] => {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    try {
      entries.push(JSON.parse(line) as JournalEntry);
    } catch (error) {
      // SIGKILL in the middle of a write tears at most the last line; anything else is real damage.
      if (index < lines.length - 1) throw new Error(`${file}: line ${index + 1} is damaged`, { cause: error });
    }
  }
  return entries;
};

/**
 * Opens (or creates) the journal in `dir` and replays it: a snapshot plus the changes made since, in the file of the
 * snapshot's generation. `rows` is asked for the whole present state whenever a new snapshot is due.
 * @throws when a line other than the last one is damaged
 */
export const openJournal = (
  dir: string,
  replay: (entry: JournalEntry) => void,
  rows: () => Iterable<JournalEntry>,
): Journal => {
  mkdirSync(dir, { recursive: true });
  const snapshotFile = join(dir, "snapshot.jsonl");
  const journalFile = (generation: number): string => join(dir, `journal-${generation}.jsonl`);

  const snapshot = parseLines(snapshotFile);
  const head = snapshot[0];
  let generation = head?.[0] === "generation" ? Number(head[1]) : 0;
  for (const entry of snapshot.slice(head?.[0] === "generation" ? 1 : 0)) replay(entry);
  for (const entry of parseLines(journalFile(generation))) replay(entry);

  let descriptor = -1;
  let written = 0;
  const compact = (): void => {
    const next = generation + 1;
    const lines = [["generation", String(next), null], ...rows()].map((entry) => JSON.stringify(entry));
    writeFileSync(`${snapshotFile}.new`, `${lines.join("\n")}\n`);
    // The rename is the switch: before it the old pair is valid, after it the new one.
    renameSync(`${snapshotFile}.new`, snapshotFile);
    if (descriptor >= 0) closeSync(descriptor);
    rmSync(journalFile(generation), { force: true });
    generation = next;
    descriptor = openSync(journalFile(generation), "a");
    written = 0;
  };
  compact();

  return {
    append: (entry) => {
      writeSync(descriptor, `${JSON.stringify(entry)}\n`);
      written += 1;
      if (written >= COMPACT_AFTER) compact();
    },
    close: () => {
      if (descriptor >= 0) closeSync(descriptor);
      descriptor = -1;
    },
  };
};
