import type { Journal, JournalEntry } from "./journal.ts";

/** A keyed table in memory whose every `put` and `delete` is written to the journal before it returns. */
export class Table<T> {
  readonly name: string;
  readonly #rows = new Map<string, T>();
  readonly #journal: () => Journal;

  constructor(name: string, journal: () => Journal) {
    this.name = name;
    this.#journal = journal;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): T | undefined {
    return this.#rows.get(key);
  }

  values(): MapIterator<T> {
    return this.#rows.values();
  }

  /** Stores a new row, or the changed state of a row already held. */
  put(key: string, row: T): T {
    this.#rows.set(key, row);
    this.#journal().append([this.name, key, row]);
    return row;
  }

  delete(key: string): void {
    if (this.#rows.delete(key)) this.#journal().append([this.name, key, null]);
  }

  clear(): void {
    for (const key of this.#rows.keys()) this.delete(key);
  }

  /** Journal replay: changes memory only. */
  replay(key: string, row: T | null): void {
    if (row === null) this.#rows.delete(key);
    else this.#rows.set(key, row);
  }

  *entries(): Iterable<JournalEntry> {
    for (const [key, row] of this.#rows) yield [this.name, key, row];
  }
}
