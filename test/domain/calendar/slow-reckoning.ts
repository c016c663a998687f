import * as fc from "fast-check";
import type { CalendarData, DayKind, OfficeHours } from "../../../src/domain/calendar/index.ts";
import { NOTICE_DAYS } from "./notices.ts";

/** The same questions answered by walking minute by minute and day by day, sharing nothing with the calendar. */
export class SlowReckoning {
  readonly #hours: readonly OfficeHours[];
  readonly #offset: number;
  readonly #kinds: ReadonlyMap<string, DayKind>;
  readonly #works = new Map<number, boolean>();

  constructor(data: Required<CalendarData>) {
    this.#hours = data.hours;
    this.#offset = data.offsetMinutes * 60_000;
    this.#kinds = new Map(data.days);
  }

  worksOn(day: number): boolean {
    let works = this.#works.get(day);
    if (works === undefined) {
      const date = new Date(day * 86_400_000);
      const kind = this.#kinds.get(date.toISOString().slice(0, 10));
      works = kind === undefined ? date.getUTCDay() !== 0 && date.getUTCDay() !== 6 : kind === "workday";
      this.#works.set(day, works);
    }
    return works;
  }

  day(at: number): number {
    return Math.floor((at + this.#offset) / 86_400_000);
  }

  isOpen(at: number): boolean {
    const minute = ((at + this.#offset) % 86_400_000) / 60_000;
    return this.worksOn(this.day(at)) && this.#hours.some(({ from, to }) => from <= minute && minute < to);
  }

  next(at: number): number {
    let minute = at;
    while (!this.isOpen(minute)) minute += 60_000;
    return minute;
  }

  add(at: number, minutes: number): number {
    if (minutes === 0) return this.next(at);
    let left = Math.round(Math.abs(minutes) * 60_000);
    let here = at;
    while (left > 0) {
      // To the next full minute of the wall clock, or back to the last.
      const edge = minutes > 0 ? nextMinute(here) : -nextMinute(-here);
      const open = this.isOpen(Math.min(minuteOf(here), edge));
      const part = open ? Math.min(left, Math.abs(edge - here)) : Math.abs(edge - here);
      if (open) left -= part;
      here += minutes > 0 ? part : -part;
    }
    return here;
  }

  /** Minutes, with fraction. */
  between(from: number, to: number): number {
    if (to < from) return -this.between(to, from);
    let ms = 0;
    for (let here = from; here < to; here = nextMinute(here))
      if (this.isOpen(minuteOf(here))) ms += Math.min(nextMinute(here), to) - here;
    return ms / 60_000;
  }

  close(day: number): number {
    return day * 86_400_000 + (this.#hours.at(-1)?.to ?? 0) * 60_000 - this.#offset;
  }

  addDays(at: number, days: number): number {
    let day = this.day(at);
    if (at > this.close(day)) day += 1;
    while (!this.worksOn(day)) day += 1;
    for (let left = Math.abs(days); left > 0; left -= 1) {
      do day += Math.sign(days);
      while (!this.worksOn(day));
    }
    return this.close(day);
  }

  daysBetween(from: number, to: number): number {
    if (to < from) return -this.daysBetween(to, from);
    let days = 0;
    for (let day = this.day(from) + 1; day <= this.day(to); day += 1) if (this.worksOn(day)) days += 1;
    return days;
  }
}

const minuteOf = (at: number): number => Math.floor(at / 60_000) * 60_000;
const nextMinute = (at: number): number => minuteOf(at) + 60_000;

const FIRST = Date.UTC(2024, 11, 15);
const LAST = Date.UTC(2027, 0, 20);

/** A whole minute from shortly before the known years to shortly after them. UTC ms. */
export const minuteInstant = fc.integer({ min: FIRST / 60_000, max: LAST / 60_000 }).map((minute) => minute * 60_000);

/** Any millisecond of the same time. */
export const instant = fc.integer({ min: FIRST, max: LAST });

const officeHours: fc.Arbitrary<OfficeHours[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 })
  .map((bounds) => {
    const sorted = bounds.toSorted((a, b) => a - b);
    const hours: OfficeHours[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) hours.push({ from: sorted[i]!, to: sorted[i + 1]! });
    return hours;
  });

const day = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 86_400_000, max: Date.UTC(2026, 11, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));

/** The real notices and hours, or any others: odd hours, odd zones, days off and made up at random. */
export const anyCalendar: fc.Arbitrary<Required<CalendarData>> = fc.oneof(
  fc.constant({
    offsetMinutes: 480,
    hours: [
      { from: 510, to: 720 },
      { from: 840, to: 1050 },
    ],
    days: NOTICE_DAYS,
    knownYears: [2025, 2026],
  }),
  fc.record({
    offsetMinutes: fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15),
    hours: officeHours,
    days: fc.array(fc.tuple(day, fc.constantFrom<DayKind[]>("off", "workday")), { maxLength: 120 }),
    knownYears: fc.subarray([2025, 2026]),
  }),
);
