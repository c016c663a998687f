import type { SandboxMessage } from "../../protocol.ts";
import { separatorTime } from "../state/time.ts";

const PAUSE_MS = 5 * 60_000;
const TOGETHER_MS = 60_000;
const CHUNK = 30;

interface Entry {
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
 * Messages with separators, in chunks of thirty. Chunks are cut away from `anchorId` (the oldest message of the first
 * fetch) in both directions, so that neither new nor older messages ever move another one into a different chunk, and
 * the browser may skip drawing those out of sight.
 */
export function timeline(messages: readonly SandboxMessage[], now: number, anchorId: string | null): Chunk[] {
  const entries = messages.map((message, index) => entryOf(messages[index - 1], message, now));
  const anchor = Math.max(
    0,
    messages.findIndex((message) => message.messageId === anchorId),
  );
  const chunks: Chunk[] = [];
  for (let end = anchor; end > 0; end -= CHUNK) {
    const part = entries.slice(Math.max(0, end - CHUNK), end);
    // Older messages join this chunk at its top: its last message names it.
    chunks.unshift({ key: `to-${part.at(-1)?.message.messageId ?? ""}`, entries: part });
  }
  for (let start = anchor; start < entries.length; start += CHUNK) {
    const part = entries.slice(start, start + CHUNK);
    chunks.push({ key: `from-${part[0]?.message.messageId ?? ""}`, entries: part });
  }
  return chunks;
}

function entryOf(before: SandboxMessage | undefined, message: SandboxMessage, now: number): Entry {
  const quiet = !before || message.createTime - before.createTime > PAUSE_MS;
  return {
    message,
    separator: quiet ? separatorTime(message.createTime, now) : null,
    joined: !quiet && isTogether(before, message),
  };
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
