/** Kinds of ids; the prefix says what a value found in a log is about. */
export type IdPrefix = "tk" | "in" | "job" | "cl" | "pe" | "ex" | "run" | "cp";

/** Prefixed, sortable ids: 48 bits of time, then a counter, then chance (Crockford base 32). */
export interface Ids {
  next(prefix: IdPrefix): string;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** @param now UTC ms. @param random 0–1; 50 bits are taken from it, so it must be a good source. */
export function createIds(now: () => number, random: () => number): Ids {
  let last = 0;
  let counter = 0;
  return {
    next(prefix) {
      const at = Math.max(now(), last);
      // Ids of one process sort in the order they were made, even within a millisecond or when the clock steps back.
      counter = at === last ? counter + 1 : 0;
      last = at;
      return `${prefix}_${base32(at, 10)}${base32(counter, 3)}${base32(Math.floor(random() * 2 ** 50), 10)}`;
    },
  };
}

function base32(value: number, length: number): string {
  let rest = value;
  let text = "";
  for (let i = 0; i < length; i += 1) {
    text = (ALPHABET[rest % 32] ?? "0") + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
