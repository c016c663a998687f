import type { Platform } from "../core/platform.ts";

/**
 * Runs `make` unless the same key did so within `windowMs`; a repetition gets the first result's id
 * (feishu.md 3.4: what the platform answers is unverified, code 0 with the first result is assumed).
 */
export const once = (
  platform: Platform,
  key: string | undefined,
  windowMs: number,
  make: () => string,
): { id: string; repeated: boolean } => {
  if (key === undefined) return { id: make(), repeated: false };
  const now = platform.clock.now();
  const known = platform.tables.once.get(key);
  if (known !== undefined && now - known.at < windowMs) return { id: known.result, repeated: true };
  const id = make();
  platform.tables.once.put(key, { key, at: now, result: id });
  return { id, repeated: false };
};

export const HOUR_MS = 3_600_000;
