export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Where the office's clock stands; a fixed offset, because China keeps no summer time. */
export interface Zone {
  /** Minutes east of UTC; Asia/Shanghai is 480. */
  readonly offsetMinutes: number;
}

export interface LocalParts {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
  /** 1 = Monday (周一) … 7 = Sunday (周日). */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** Days since 1970-01-01 of a local day. @throws RangeError unless it is a real day written YYYY-MM-DD. */
export function dayNumber(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || dayText(at / DAY_MS) !== day) throw new RangeError(`not a day (YYYY-MM-DD): ${day}`);
  return at / DAY_MS;
}

function dayText(number: number): string {
  if (last?.number !== number) last = { number, text: new Date(number * DAY_MS).toISOString().slice(0, 10) };
  return last.text;
}

/** Who is there and what is due is asked of today, dozens of times for one card. */
let last: { readonly number: number; readonly text: string } | null = null;

export function yearOfDay(number: number): number {
  return new Date(number * DAY_MS).getUTCFullYear();
}

/** Day number of the local day that contains `at` (UTC ms). @throws RangeError when `at` is not a finite number. */
export function localDayNumber(zone: Zone, at: number): number {
  // A NaN would travel unseen into a stored deadline.
  if (!Number.isFinite(at)) throw new RangeError(`not an instant: ${at}`);
  return Math.floor((at + zone.offsetMinutes * MINUTE_MS) / DAY_MS);
}

/** UTC ms at which the numbered local day begins. */
export function dayStart(zone: Zone, number: number): number {
  return number * DAY_MS - zone.offsetMinutes * MINUTE_MS;
}

/** The local day that contains `at` (UTC ms), as YYYY-MM-DD. */
export function localDay(zone: Zone, at: number): string {
  return dayText(localDayNumber(zone, at));
}

/** UTC ms of 00:00 of a local day (YYYY-MM-DD). @throws RangeError when it is no day. */
export function startOfLocalDay(zone: Zone, day: string): number {
  return dayStart(zone, dayNumber(day));
}

/** The day `n` calendar days later (earlier when negative), YYYY-MM-DD. @throws RangeError when `day` is no day. */
export function addDays(day: string, n: number): string {
  return dayText(dayNumber(day) + n);
}

/** What the clock on the office's wall shows at `at` (UTC ms). */
export function localParts(zone: Zone, at: number): LocalParts {
  const number = localDayNumber(zone, at);
  const date = new Date(number * DAY_MS);
  const minutes = Math.floor((at - dayStart(zone, number)) / MINUTE_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  };
}
