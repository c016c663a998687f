/** The isolate's own time and chance; everything else gets them as arguments. Time stands still between two I/Os of a request. */
export const realNow = (): number => new Date().getTime();

/** 0 ≤ x < 1 with 53 bits from the system's source. */
export function random(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
