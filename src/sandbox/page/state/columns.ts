import { freshId, store } from "./app.ts";
import { setColumn, showChat } from "./chats.ts";
import { BOT_CHAT } from "./model.ts";
import type { Column } from "./model.ts";
import { MAX_COLUMNS } from "./start-columns.ts";
import { attempt } from "./toast.ts";

const KEY = "sandbox-columns";

function save(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(store.get().columns.map((column) => column.as)));
  } catch {
    // Storage may be off (private window): the choice then lasts as long as the page.
  }
}

export function savedColumns(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export async function choosePerson(columnId: number, as: string): Promise<void> {
  setColumn(columnId, (column) => ({ ...column, as, chatId: BOT_CHAT }));
  save();
  const column = store.get().columns.find((one) => one.id === columnId);
  if (column) await attempt(as, () => showChat(column));
}

/** A new column for a person who is not shown yet. */
export async function addColumn(as?: string): Promise<void> {
  const { town, columns } = store.get();
  const shown = new Set(columns.map((column) => column.as));
  const next = as ?? town?.people.find((person) => !shown.has(person.openId) && person.resigned !== true)?.openId;
  if (next === undefined || columns.length >= MAX_COLUMNS) return;
  const column: Column = { id: freshId(), as: next, chatId: BOT_CHAT };
  store.set((state) => ({ ...state, columns: [...state.columns, column], activeColumn: state.columns.length }));
  save();
  await attempt(next, () => showChat(column));
}

export function removeColumn(columnId: number): void {
  store.set((state) => {
    const columns = state.columns.filter((column) => column.id !== columnId);
    return { ...state, columns, activeColumn: Math.min(state.activeColumn, columns.length - 1) };
  });
  save();
}

export function activateColumn(index: number): void {
  store.set((state) => (state.activeColumn === index ? state : { ...state, activeColumn: index }));
}
