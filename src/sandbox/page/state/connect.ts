import type { SandboxPush } from "../../protocol.ts";
import { api } from "./api.ts";
import { freshId, store } from "./app.ts";
import { loadThread, markRead, notePush, notify, refreshRows, showChat } from "./chats.ts";
import { savedColumns } from "./columns.ts";
import { BOT_CHAT, realChatId } from "./model.ts";
import { applyPush } from "./push.ts";
import { startPeople } from "./start-columns.ts";
import { attempt, toast } from "./toast.ts";

const ROWS_DELAY_MS = 60;

/** Loads the town, opens the columns and follows the stream until the page is left. */
export async function connect(): Promise<void> {
  try {
    await loadTown();
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    store.set((state) => ({ ...state, failure }));
    setTimeout(() => void connect(), 2000);
    return;
  }
  follow();
  await Promise.all(store.get().columns.map((column) => attempt(column.as, () => showChat(column))));
  await attempt(null, async () => {
    const { entries } = await api.wire(0);
    const at = performance.now();
    store.set((state) => entries.reduce((next, entry) => applyPush(next, { type: "wire", entry }, at), state));
  });
}

async function loadTown(): Promise<void> {
  const town = await api.state();
  const columns = startPeople(town.people, savedColumns()).map((as) => ({ id: freshId(), as, chatId: BOT_CHAT }));
  const clock = { now: town.now, at: performance.now() };
  store.set((state) => ({
    ...state,
    town,
    clock,
    failure: null,
    faults: town.faults,
    columns: state.columns.length > 0 ? state.columns : columns,
  }));
}

function follow(): void {
  const source = new EventSource("/sandbox/api/stream");
  let wasLost = false;
  source.addEventListener("open", () => {
    store.set((state) => ({ ...state, online: true }));
    // What happened while the stream was down is fetched, not guessed.
    if (wasLost) void refreshAll();
    wasLost = false;
  });
  source.addEventListener("error", () => {
    wasLost = true;
    store.set((state) => ({ ...state, online: false }));
  });
  source.addEventListener("message", (event: MessageEvent<string>) => {
    const push = JSON.parse(event.data) as SandboxPush;
    store.set((state) => applyPush(state, push, performance.now()));
    react(push);
  });
}

/** What a push causes besides the state: chat lists, read marks, toasts. */
function react(push: SandboxPush): void {
  switch (push.type) {
    case "message":
    case "messageUpdated":
      notePush(push.message.chatId);
      tellUrgent(push.message.urgent, push.message.chatId, push.message.fromName);
      return refreshSoon();
    case "messageRecalled":
    case "read":
      notePush(push.chatId);
      return refreshSoon();
    case "toast":
      return toast(push.as, push.toast.type, push.toast.content);
    case "group":
      void attempt(null, loadTown).then(refreshSoon);
      return undefined;
    case "reset":
      // The bot may still be forgetting: whoever asked for the reset enters when it is done (startOver).
      void refreshAll(false);
      return undefined;
    case "clock":
    case "wire":
    case "faults":
      return undefined;
    default:
      return undefined;
  }
}

const toldUrgent = new Set<string>();

function tellUrgent(urgent: { openId: string; at: number }[], chatId: string, from: string): void {
  for (const { openId, at } of urgent) {
    const key = `${chatId}|${openId}|${at}`;
    if (toldUrgent.has(key)) continue;
    toldUrgent.add(key);
    if (!store.get().columns.some((column) => column.as === openId)) continue;
    notify({ id: freshId(), as: openId, chatId, title: "加急消息", text: `${from} 加急提醒您`, urgent: true });
  }
}

let waiting: ReturnType<typeof setTimeout> | null = null;

/** Many pushes, one refresh of the chat lists. */
function refreshSoon(): void {
  waiting ??= setTimeout(() => {
    waiting = null;
    void Promise.all(
      store.get().columns.map((column) =>
        attempt(column.as, async () => {
          await refreshRows(column.as, true);
          const chatId = realChatId(store.get(), column);
          if (chatId === null) return;
          // A p2p chat that came into being just now has no thread yet.
          if (!store.get().threads[`${column.as}|${chatId}`]) await loadThread(column.as, chatId);
          if (document.visibilityState === "visible") await markRead(column.as, chatId);
        }),
      ),
    );
  }, ROWS_DELAY_MS);
}

async function refreshAll(enter = true): Promise<void> {
  await attempt(null, async () => {
    await loadTown();
    store.set((state) => ({ ...state, threads: {} }));
    await Promise.all(store.get().columns.map((column) => showChat(column, enter)));
  });
}

/** Empties everything, the bot's memory too, and enters the open chats as on the first day. */
export async function startOver(): Promise<boolean> {
  return attempt(null, async () => {
    await api.reset();
    await Promise.all(store.get().columns.map((column) => showChat(column)));
  });
}
