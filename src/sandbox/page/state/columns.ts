import { freshId, store } from "./app.ts";
import { setColumn, showChat } from "./chats.ts";
import { BOT_CHAT, personOf } from "./model.ts";
import type { Column } from "./model.ts";
import { MAX_COLUMNS } from "./start-columns.ts";
import { attempt } from "./toast.ts";

const KEY = "sandbox-columns";
/** As many as fit side by side on a usual screen. */
const FEW_COLUMNS = 3;

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
  forgetElsewhere(as);
  save();
  const column = store.get().columns.find((one) => one.id === columnId);
  if (column) await attempt(as, () => showChat(column));
}

function forgetElsewhere(as: string): void {
  store.set((state) => {
    const { [as]: _, ...elsewhere } = state.elsewhere;
    return { ...state, elsewhere };
  });
}

/** A new column for a person who is not shown yet. */
export async function addColumn(as?: string): Promise<void> {
  const { town, columns } = store.get();
  const shown = new Set(columns.map((column) => column.as));
  const next = as ?? town?.people.find((person) => !shown.has(person.openId) && person.resigned !== true)?.openId;
  if (next === undefined || columns.length >= MAX_COLUMNS) return;
  const column: Column = { id: freshId(), as: next, chatId: BOT_CHAT };
  store.set((state) => ({ ...state, columns: [...state.columns, column], activeColumn: state.columns.length }));
  forgetElsewhere(next);
  save();
  await attempt(next, () => showChat(column));
}

/** Shows somebody: in a column of his own while there are few, else in place of another of his side. */
export async function showPerson(openId: string): Promise<void> {
  const { columns } = store.get();
  const shown = columns.findIndex((column) => column.as === openId);
  if (shown >= 0) return activateColumn(shown);
  if (columns.length < FEW_COLUMNS) return addColumn(openId);
  const side = personOf(store.get(), openId)?.side;
  const place = columns.findIndex((column) => personOf(store.get(), column.as)?.side === side);
  const column = columns[place] ?? columns.at(-1);
  if (column) {
    activateColumn(columns.indexOf(column));
    await choosePerson(column.id, openId);
  }
  return undefined;
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
