import type { SandboxWire } from "../../protocol.ts";

export type WireKind = "all" | SandboxWire["kind"] | "error";

/** A call that failed in the platform's sense: no 2xx, or HTTP 200 with a code other than 0. */
export function isFailed(entry: SandboxWire): boolean {
  return entry.error !== undefined || entry.status < 200 || entry.status >= 300 || (entry.code ?? 0) !== 0;
}

/** Newest first, by kind and by words anywhere in name, code or bodies. */
export function filterWire(wire: readonly SandboxWire[], kind: WireKind, words: string): SandboxWire[] {
  const wanted = words.trim().toLowerCase();
  return wire
    .filter((entry) => kind === "all" || (kind === "error" ? isFailed(entry) : entry.kind === kind))
    .filter((entry) => wanted === "" || JSON.stringify(entry).toLowerCase().includes(wanted))
    .toReversed();
}

/** Bodies are strings or objects; JSON inside strings is opened too, because `content` is JSON in JSON. */
export function pretty(body: unknown): string {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") {
    const parsed = tryParse(body);
    return parsed === undefined ? body : JSON.stringify(parsed, null, 2);
  }
  return JSON.stringify(
    body,
    (_, value: unknown) => (typeof value === "string" ? (tryParse(value) ?? value) : value),
    2,
  );
}

function tryParse(text: string): unknown {
  if (!/^\s*[{[]/u.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
