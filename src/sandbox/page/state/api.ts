import type {
  SandboxChatRow,
  SandboxClick,
  SandboxClickResult,
  SandboxClockMove,
  SandboxFaults,
  SandboxGalleryEntry,
  SandboxMessage,
  SandboxSend,
  SandboxState,
  SandboxStory,
  SandboxWire,
} from "../../protocol.ts";

const BASE = "/sandbox/api";

async function answer<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const error = typeof body === "object" && body !== null ? (body as { error?: unknown; msg?: unknown }) : {};
  const told = error.error ?? error.msg;
  throw new Error(typeof told === "string" ? told : `HTTP ${response.status}`);
}

async function get<T>(path: string): Promise<T> {
  return answer<T>(await fetch(BASE + path));
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return answer<T>(await fetch(BASE + path, init));
}

export interface Uploaded {
  imageKey?: string;
  fileKey?: string;
  fileName: string;
  size: number;
  duration?: number;
}

/** The sandbox's HTTP API (protocol.ts); every call throws an Error whose message can be shown. */
export const api = {
  state: () => get<SandboxState>("/state"),
  chats: (as: string) => get<{ chats: SandboxChatRow[] }>(`/chats?as=${encodeURIComponent(as)}`),
  messages: (as: string, chat: string, before?: number) =>
    get<{ messages: SandboxMessage[]; more: boolean }>(
      `/messages?as=${encodeURIComponent(as)}&chat=${encodeURIComponent(chat)}&limit=50${before === undefined ? "" : `&before=${before}`}`,
    ),
  wire: (after: number) => get<{ entries: SandboxWire[] }>(`/wire?after=${after}`),
  story: () => get<{ story: SandboxStory | null }>("/story"),
  gallery: () => get<{ entries: SandboxGalleryEntry[] }>("/gallery"),
  send: (send: SandboxSend) => post<{ messageId: string; chatId: string }>("/send", send),
  read: (as: string, chatId: string) => post<unknown>("/read", { as, chatId }),
  recall: (as: string, messageId: string) => post<unknown>("/recall", { as, messageId }),
  react: (as: string, messageId: string, emoji: string, remove: boolean) =>
    post<unknown>("/react", { as, messageId, emoji, remove }),
  menu: (as: string, eventKey: string) => post<unknown>("/menu", { as, eventKey }),
  enter: (as: string) => post<unknown>("/enter", { as }),
  click: (click: SandboxClick) => post<SandboxClickResult>("/click", click),
  clock: (move: SandboxClockMove) => post<{ now: number }>("/clock", move),
  faults: (faults: Partial<SandboxFaults>) => post<SandboxFaults>("/faults", faults),
  reset: () => post<unknown>("/reset", {}),
  upload: async (as: string, kind: "image" | "file" | "audio" | "media", file: File): Promise<Uploaded> => {
    const form = new FormData();
    form.set("as", as);
    form.set("kind", kind);
    form.set("file", file, file.name);
    return answer<Uploaded>(await fetch(`${BASE}/upload`, { method: "POST", body: form }));
  },
};

/** Address of a picture or file that the sandbox keeps. */
export function fileUrl(key: string): string {
  return `${BASE}/file/${encodeURIComponent(key)}`;
}
