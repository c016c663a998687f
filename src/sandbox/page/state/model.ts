import type {
  SandboxChatRow,
  SandboxFaults,
  SandboxGroup,
  SandboxMessage,
  SandboxPerson,
  SandboxState,
  SandboxWire,
} from "../../protocol.ts";

/** The chat a person is looking at before his p2p chat with the bot exists. */
export const BOT_CHAT = "bot";

export interface Column {
  id: number;
  as: string;
  /** chat_id, BOT_CHAT, or null while only the list is open. */
  chatId: string | null;
}

export interface Thread {
  /** Oldest message of the first fetch: chunks are cut from here (timeline.ts). */
  anchorId: string | null;
  messages: readonly SandboxMessage[];
  more: boolean;
}

interface Toast {
  id: number;
  /** The person who sees it; null = the whole page. */
  as: string | null;
  type: string;
  text: string;
}

/** A message in a chat that is not open in its person's column. */
export interface Notice {
  id: number;
  as: string;
  chatId: string;
  title: string;
  text: string;
  urgent: boolean;
}

export type PanelName = "wire" | "faults" | null;

export interface PageState {
  town: SandboxState | null;
  failure: string | null;
  online: boolean;
  /** Sandbox time and the page's own monotonic time when it was learnt. */
  clock: { now: number; at: number };
  columns: readonly Column[];
  /** The column that phones show and the keyboard is in. */
  activeColumn: number;
  rows: Readonly<Record<string, readonly SandboxChatRow[]>>;
  threads: Readonly<Record<string, Thread>>;
  /** Messages of a bot to people who are in no column, by open_id. */
  elsewhere: Readonly<Record<string, number>>;
  drafts: Readonly<Record<string, string>>;
  replies: Readonly<Record<string, SandboxMessage | null>>;
  toasts: readonly Toast[];
  notices: readonly Notice[];
  wire: readonly SandboxWire[];
  faults: SandboxFaults | null;
  panel: PanelName;
  theme: "light" | "dark";
  /** What a story presses right now. */
  pressed: { messageId: string; label: string } | null;
  image: { url: string; alt: string } | null;
}

export function initialState(theme: "light" | "dark"): PageState {
  return {
    town: null,
    failure: null,
    online: false,
    clock: { now: 0, at: 0 },
    columns: [],
    activeColumn: 0,
    rows: {},
    threads: {},
    elsewhere: {},
    drafts: {},
    replies: {},
    toasts: [],
    notices: [],
    wire: [],
    faults: null,
    panel: null,
    theme,
    pressed: null,
    image: null,
  };
}

export function threadKey(as: string, chatId: string): string {
  return `${as}|${chatId}`;
}

export function personOf(state: PageState, id: string): SandboxPerson | undefined {
  return state.town?.people.find((one) => one.openId === id || one.unionId === id || one.userId === id);
}

/** Name of a person or of the bot; the id itself when nobody has it. */
export function nameOf(state: PageState, id: string): string {
  const bot = state.town?.bot;
  if (bot && (id === bot.openId || id === "bot")) return bot.name;
  return personOf(state, id)?.name ?? id;
}

export function groupOf(state: PageState, chatId: string | null): SandboxGroup | undefined {
  return state.town?.groups.find((group) => group.chatId === chatId);
}

/** Chat rows with the bot's private chat always first, even before its first message. */
export function rowsFor(state: PageState, as: string): SandboxChatRow[] {
  const rows = [...(state.rows[as] ?? [])];
  const p2p = rows.findIndex((row) => row.kind === "p2p");
  const bot: SandboxChatRow = rows[p2p] ?? {
    chatId: BOT_CHAT,
    kind: "p2p",
    name: state.town?.bot.name ?? "机器人",
    unread: 0,
    lastAt: 0,
    summary: "",
    dissolved: false,
  };
  const groups = rows.filter((row) => row.kind === "group").toSorted((a, b) => b.lastAt - a.lastAt);
  return [bot, ...groups];
}

/** The chat_id behind BOT_CHAT once it exists. */
export function realChatId(state: PageState, column: Column): string | null {
  return column.chatId === BOT_CHAT ? (rowsFor(state, column.as)[0]?.chatId ?? BOT_CHAT) : column.chatId;
}

/** People of a chat, for pickers and mentions. */
export function membersOf(state: PageState, as: string, chatId: string | null): { openId: string; name: string }[] {
  const ids = groupOf(state, chatId)?.memberOpenIds ?? [as];
  return ids.map((openId) => ({ openId, name: nameOf(state, openId) }));
}
