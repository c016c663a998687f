const FIRST_MS = 1000;
const LONGEST_MS = 10 * 60_000;
/** What saves a life is tried again and again. */
export const URGENT_MS = 24_000;

/**
 * Wait before the next try, ms: doubling from one second to ten minutes or to `longest`, spread by ±25 % so that many failures at once do
 * not come back at once.
 * @param attempts tries so far, ≥ 1. @param random 0–1.
 */
export function backoff(attempts: number, random: number, longest = LONGEST_MS): number {
  const wait = Math.min(longest, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(wait * (0.75 + random * 0.5));
}
