/** The machine's own time and chance; everything else gets them as arguments. */
export const realNow = (): number => new Date().getTime();

/** Chance in stock: asking the system for each number cost more than everything else an id needs. */
const stock = new Uint32Array(1024);
let next = stock.length;

/** 0 ≤ x < 1 with 53 bits from the system's source. */
export function random(): number {
  if (next === stock.length) {
    crypto.getRandomValues(stock);
    next = 0;
  }
  const high = stock[next] ?? 0;
  const low = stock[next + 1] ?? 0;
  next += 2;
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Lets pending I/O of the event loop go first. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
