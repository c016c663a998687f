/** Expected failures are values; unexpected ones throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Compile-time proof that a switch has seen every case. */
export function unreachable(value: never): never {
  // Only the name of the case: the rest may be somebody's words, and errors are logged.
  const found: unknown = value;
  const keys = ["kind", "type", "code"] as const;
  const named =
    typeof found === "object" && found !== null
      ? keys.map((key) => (found as Record<string, unknown>)[key]).find((name) => typeof name === "string")
      : found;
  throw new Error(`unreachable: ${typeof named === "string" ? named.slice(0, 40) : typeof named}`);
}
