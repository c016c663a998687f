import type { SandboxMessage, SandboxPush } from "../../protocol.ts";
import type { PageState, Thread } from "./model.ts";

/** The wire view keeps the newest lines only. */
export const WIRE_LIMIT = 500;

/** What one line of the stream changes; pure, so that order and repetition can be tested. `at` = monotonic ms. */
export function applyPush(state: PageState, push: SandboxPush, at: number): PageState {
  switch (push.type) {
    case "message":
      return countElsewhere(withMessage(state, push.message), push.message);
    case "messageUpdated":
      return withMessage(state, push.message);
    case "messageRecalled":
      return changeMessages(state, push.chatId, (message) =>
        message.messageId === push.messageId ? { ...message, recalled: true } : message,
      );
    case "read":
      return changeMessages(state, push.chatId, (message) =>
        message.readBy.includes(push.openId) ? message : { ...message, readBy: [...message.readBy, push.openId] },
      );
    case "clock":
      return { ...state, clock: { now: push.now, at } };
    case "wire":
      return { ...state, wire: withWire(state.wire, push.entry) };
    case "faults":
      return { ...state, faults: push.faults };
    case "reset":
      return { ...state, rows: {}, threads: {}, elsewhere: {}, wire: [], notices: [], replies: {}, pressed: null };
    case "toast":
    case "group":
      return state;
    default:
      return state;
  }
}

/** A bot writes to somebody nobody is looking at: the page says so instead of leaving the reader to guess. */
function countElsewhere(state: PageState, message: SandboxMessage): PageState {
  const to = message.p2pWith;
  if (to === undefined || message.from === to || state.columns.some((column) => column.as === to)) return state;
  // Taken out and put back, so that the newest comes last.
  const { [to]: before = 0, ...others } = state.elsewhere;
  return { ...state, elsewhere: { ...others, [to]: before + 1 } };
}

function withWire(wire: PageState["wire"], entry: PageState["wire"][number]): PageState["wire"] {
  if (wire.some((one) => one.seq === entry.seq)) return wire.map((one) => (one.seq === entry.seq ? entry : one));
  return [...wire, entry].slice(-WIRE_LIMIT);
}

/** Puts a message into every open thread of its chat whose reader may see it. */
function withMessage(state: PageState, message: SandboxMessage): PageState {
  return changeThreads(state, message.chatId, (thread, as) =>
    message.onlyFor !== undefined && message.onlyFor !== as ? thread : upsert(thread, message),
  );
}

export function upsert(thread: Thread, message: SandboxMessage): Thread {
  const at = thread.messages.findIndex((one) => one.messageId === message.messageId);
  if (at >= 0) {
    const before = thread.messages[at];
    // Two pushes of one card may arrive out of order: the newer version stays.
    if (before && before.cardVersion > message.cardVersion) return thread;
    return { ...thread, messages: thread.messages.with(at, message) };
  }
  const after = thread.messages.findLastIndex((one) => one.createTime <= message.createTime);
  return { ...thread, messages: thread.messages.toSpliced(after + 1, 0, message) };
}

/** Older messages before those that are there; repeated ones are dropped. */
export function prepend(thread: Thread, older: readonly SandboxMessage[], more: boolean): Thread {
  const known = new Set(thread.messages.map((message) => message.messageId));
  return {
    ...thread,
    messages: [...older.filter((message) => !known.has(message.messageId)), ...thread.messages],
    more,
  };
}

function changeMessages(
  state: PageState,
  chatId: string,
  change: (message: SandboxMessage) => SandboxMessage,
): PageState {
  return changeThreads(state, chatId, (thread) => {
    const messages = thread.messages.map(change);
    return messages.every((message, index) => message === thread.messages[index]) ? thread : { ...thread, messages };
  });
}

function changeThreads(state: PageState, chatId: string, change: (thread: Thread, as: string) => Thread): PageState {
  let changed = false;
  const threads = { ...state.threads };
  for (const [key, thread] of Object.entries(state.threads)) {
    const [as = "", chat] = key.split("|");
    if (chat !== chatId) continue;
    const next = change(thread, as);
    if (next === thread) continue;
    threads[key] = next;
    changed = true;
  }
  return changed ? { ...state, threads } : state;
}
