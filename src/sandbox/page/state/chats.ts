import { api } from "./api.ts";
import { freshId, store } from "./app.ts";
import { BOT_CHAT, realChatId, rowsFor, threadKey } from "./model.ts";
import type { Column, Notice, PageState } from "./model.ts";
import { prepend, upsert } from "./push.ts";
import { attempt } from "./toast.ts";

const NOTICE_MS = 6000;

/** Fetches the chat list of a person and tells him of unread messages in chats that are not open. */
export async function refreshRows(as: string, tell: boolean): Promise<void> {
  const { chats } = await api.chats(as);
  const before = store.get().rows[as] ?? [];
  store.set((state) => ({ ...state, rows: { ...state.rows, [as]: chats } }));
  if (!tell) return;
  for (const row of chats) {
    const old = before.find((one) => one.chatId === row.chatId);
    if (row.unread > (old?.unread ?? 0) && !isOpen(store.get(), as, row.chatId)) {
      notify({ id: freshId(), as, chatId: row.chatId, title: row.name, text: row.summary, urgent: false });
    }
  }
}

function isOpen(state: PageState, as: string, chatId: string): boolean {
  return state.columns.some((column) => column.as === as && realChatId(state, column) === chatId);
}

/** One notice per person: the newest replaces the one before, but an ordinary one never covers an urgent one. */
export function notify(notice: Notice): void {
  if (!notice.urgent && store.get().notices.some((one) => one.as === notice.as && one.urgent)) return;
  store.set((state) => ({
    ...state,
    notices: [...state.notices.filter((one) => one.as !== notice.as), notice],
  }));
  setTimeout(() => dropNotice(notice.id), NOTICE_MS);
}

export function dropNotice(id: number): void {
  store.set((state) => ({ ...state, notices: state.notices.filter((one) => one.id !== id) }));
}

const pushed = new Map<string, number>();

/** Counts what the stream tells of a chat, so that a fetch knows whether it was overtaken. */
export function notePush(chatId: string): void {
  pushed.set(chatId, (pushed.get(chatId) ?? 0) + 1);
}

const FETCH_TRIES = 4;

/** Newest messages of a chat, fetched again when the stream told something of it meanwhile: a stale page must not undo that. */
async function fetchNewest(as: string, chatId: string): Promise<Awaited<ReturnType<typeof api.messages>>> {
  for (let left = FETCH_TRIES; ; left -= 1) {
    const before = pushed.get(chatId);
    const page = await api.messages(as, chatId);
    if (left === 1 || pushed.get(chatId) === before) return page;
  }
}

/** Fetches the newest messages of the chat a column shows. */
export async function loadThread(as: string, chatId: string): Promise<void> {
  if (chatId === BOT_CHAT) return;
  const { messages, more } = await fetchNewest(as, chatId);
  store.set((state) => {
    const key = threadKey(as, chatId);
    const known = state.threads[key];
    // Pushes may have come in while the page was being fetched.
    const thread = messages.reduce(upsert, known ?? { anchorId: messages[0]?.messageId ?? null, messages: [], more });
    return { ...state, threads: { ...state.threads, [key]: { ...thread, more: known?.more ?? more } } };
  });
}

export async function loadOlder(as: string, chatId: string): Promise<void> {
  const thread = store.get().threads[threadKey(as, chatId)];
  const first = thread?.messages[0];
  if (!thread?.more || !first) return;
  const { messages, more } = await api.messages(as, chatId, first.createTime);
  store.set((state) => {
    const key = threadKey(as, chatId);
    const now = state.threads[key];
    return now ? { ...state, threads: { ...state.threads, [key]: prepend(now, messages, more) } } : state;
  });
}

export async function markRead(as: string, chatId: string): Promise<void> {
  const row = store.get().rows[as]?.find((one) => one.chatId === chatId);
  if (!row || row.unread === 0) return;
  store.set((state) => ({
    ...state,
    rows: {
      ...state.rows,
      [as]: (state.rows[as] ?? []).map((one) => (one.chatId === chatId ? { ...one, unread: 0 } : one)),
    },
  }));
  await api.read(as, chatId);
}

/** Opens a chat in a column. Entering the bot's private chat is an event of its own, as in the real client. */
export async function openChat(columnId: number, chatId: string): Promise<void> {
  setColumn(columnId, (column) => ({ ...column, chatId }));
  const column = store.get().columns.find((one) => one.id === columnId);
  if (!column) return;
  await attempt(column.as, async () => {
    const row = rowsFor(store.get(), column.as).find((one) => one.chatId === chatId);
    if (row?.kind === "p2p") await api.enter(column.as);
    await showChat(column);
  });
}

/**
 * Loads what a column shows: rows, then the thread of the open chat, then marks it read. `enter` false = only looks, where
 * the bot is not ready to greet.
 */
export async function showChat(column: Column, enter = true): Promise<void> {
  await refreshRows(column.as, false);
  if (enter && column.chatId === BOT_CHAT && !store.get().rows[column.as]?.some((row) => row.kind === "p2p")) {
    // First look at the bot's chat: the real client enters it, and the bot may greet.
    await api.enter(column.as);
    await refreshRows(column.as, false);
  }
  const chatId = realChatId(store.get(), column);
  if (chatId === null) return;
  store.set((state) => ({
    ...state,
    notices: state.notices.filter((one) => one.as !== column.as || one.chatId !== chatId),
  }));
  await loadThread(column.as, chatId);
  await markRead(column.as, chatId);
}

export function setColumn(id: number, change: (column: Column) => Column): void {
  store.set((state) => ({
    ...state,
    columns: state.columns.map((column) => (column.id === id ? change(column) : column)),
  }));
}
