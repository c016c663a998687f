import type { TicketEvent } from "../domain/ticket/events.ts";

/** A ticket event as it is stored: chained to the one before by hash (design.md, one writer). */
export interface ChainedEvent {
  readonly event: TicketEvent;
  readonly content: { readonly salt: string; readonly value: unknown } | null;
  readonly contentHash: string;
  readonly prevHash: string;
  readonly hash: string;
}

/** SHA-256 of a text as lower-case hexadecimal digits; a runtime may answer at once, which spares each hash a way through a thread. */
export type Sha256 = (text: string) => string | Promise<string>;

/** Hash before the first event of a ticket. */
export const CHAIN_START = "0".repeat(64);

/**
 * Chains events after `head`. Texts enter only through a salted hash, so that a text can be redacted later without
 * breaking the chain and cannot be guessed back from the hash.
 */
export async function chain(
  events: readonly TicketEvent[],
  head: string,
  salt: () => string,
  sha256: Sha256 = webSha256,
): Promise<readonly ChainedEvent[]> {
  const chained: ChainedEvent[] = [];
  let prevHash = head;
  for (const event of events) {
    const content = event.content === null ? null : { salt: salt(), value: event.content };
    const contentHash = await hashContent(content, sha256);
    const hash = await hashEvent(event, contentHash, prevHash, sha256);
    chained.push({ event, content, contentHash, prevHash, hash });
    prevHash = hash;
  }
  return chained;
}

export async function hashContent(
  content: { readonly salt: string; readonly value: unknown } | null,
  sha256: Sha256 = webSha256,
): Promise<string> {
  return sha256(content === null ? "" : `${content.salt}\n${canonical(content.value)}`);
}

export async function hashEvent(
  event: Pick<TicketEvent, "ticketId" | "seq" | "type" | "at" | "actor" | "data">,
  contentHash: string,
  prevHash: string,
  sha256: Sha256 = webSha256,
): Promise<string> {
  const { ticketId, seq, type, at, actor, data } = event;
  return sha256(canonical([prevHash, ticketId, seq, type, at, actor, data, contentHash]));
}

/**
 * JSON with sorted keys, so that a round trip through the database cannot change the hash. Written by hand: through a
 * replacer it took a twentieth of a message's time. What it writes must never change: every stored hash rests on it.
 */
export function canonical(value: unknown): string {
  return written(value) ?? "null";
}

/** Undefined = nothing is written, as JSON leaves it out. */
function written(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item) ?? "null").join(",")}]`;
  const fields = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of sortedKeys(fields)) {
    const text = written(fields[key]);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(",")}}`;
}

function sortedKeys(fields: Record<string, unknown>): string[] {
  const keys = Object.keys(fields);
  const sorted = keys.toSorted();
  // An object lists the keys that are numbers first, in their order: so did whoever wrote the first hashes.
  return /^\d/.test(keys[0] ?? "") ? Object.keys(Object.fromEntries(sorted.map((key) => [key, null]))) : sorted;
}

async function webSha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
