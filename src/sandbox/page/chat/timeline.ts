import type { SandboxMessage } from "../../protocol.ts";
import { separatorTime } from "../state/time.ts";

const PAUSE_MS = 5 * 60_000;
const TOGETHER_MS = 60_000;
const CHUNK = 30;

export interface Entry {
  message: SandboxMessage;
  /** Time above the message, after five quiet minutes. */
  separator: string | null;
  /** Same sender within a minute: no name and face again. */
  joined: boolean;
}

export interface Chunk {
  key: string;
  entries: Entry[];
}

/**
 * Messages with separators, in chunks of thirty. Chunks are cut from the oldest message on, so that a new message
 * never moves another one into a different chunk, and the browser may skip drawing those out of sight.
 */
export function timeline(messages: readonly SandboxMessage[], now: number): Chunk[] {
  const chunks: Chunk[] = [];
  let before: SandboxMessage | undefined;
  for (const message of messages) {
    const quiet = !before || message.createTime - before.createTime > PAUSE_MS;
    const entry: Entry = {
      message,
      separator: quiet ? separatorTime(message.createTime, now) : null,
      joined: !quiet && isTogether(before, message),
    };
    const last = chunks.at(-1);
    if (last && last.entries.length < CHUNK) last.entries.push(entry);
    else chunks.push({ key: message.messageId, entries: [entry] });
    before = message;
  }
  return chunks;
}

function isTogether(before: SandboxMessage | undefined, message: SandboxMessage): boolean {
  return (
    before !== undefined &&
    before.from === message.from &&
    before.type !== "system" &&
    !before.recalled &&
    message.parentId === undefined &&
    message.createTime - before.createTime < TOGETHER_MS
  );
}
