import type { Journal, JournalEntry } from "./journal.ts";
import type {
  BatchRecord,
  CardEntityRecord,
  CardTokenRecord,
  ChatRecord,
  DeliveryRecord,
  FileRecord,
  MessageRecord,
  OnceRecord,
  PersonRecord,
  ReadRecord,
  ThingRecord,
  TokenRecord,
} from "./records.ts";
import { memoryJournal, openJournal } from "./journal.ts";
import { Table } from "./table.ts";

const makeTables = (journal: () => Journal) => ({
  meta: new Table<string | number>("meta", journal),
  people: new Table<PersonRecord>("people", journal),
  chats: new Table<ChatRecord>("chats", journal),
  messages: new Table<MessageRecord>("messages", journal),
  reads: new Table<ReadRecord>("reads", journal),
  files: new Table<FileRecord>("files", journal),
  tokens: new Table<TokenRecord>("tokens", journal),
  cardTokens: new Table<CardTokenRecord>("cardTokens", journal),
  deliveries: new Table<DeliveryRecord>("deliveries", journal),
  once: new Table<OnceRecord>("once", journal),
  cardEntities: new Table<CardEntityRecord>("cardEntities", journal),
  things: new Table<ThingRecord>("things", journal),
  batches: new Table<BatchRecord>("batches", journal),
});

export type Tables = ReturnType<typeof makeTables> & { close(): void };

/** All tables, replayed from `dir` when there is one; null keeps them in memory only. */
export const openTables = (dir: string | null): Tables => {
  let journal: Journal = memoryJournal;
  const tables = makeTables(() => journal);
  const byName = new Map<string, Table<unknown>>(
    Object.values(tables).map((table) => [table.name, table as Table<unknown>]),
  );
  if (dir !== null) {
    journal = openJournal(
      dir,
      ([name, key, value]) => byName.get(name)?.replay(key, value),
      function* rows(): Iterable<JournalEntry> {
        for (const table of byName.values()) yield* table.entries();
      },
    );
  }
  return Object.assign(tables, { close: () => journal.close() });
};
