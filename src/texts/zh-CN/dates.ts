/**
 * Time as people say it (voice.md 4). All instants are UTC ms; what is read is local to the office.
 */
export interface Clock {
  readonly now: number;
  readonly utcOffsetMinutes: number;
  /** Read for days, as on a ticket's card, which changes only with the ticket: then never 今天, 明天, 昨天. */
  readonly lasting?: boolean;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

const local = (at: number, { utcOffsetMinutes }: Clock): number => at + utcOffsetMinutes * MINUTE;
/** Days since 1970 in local time. */
const dayNumber = (at: number, clock: Clock): number => Math.floor(local(at, clock) / DAY);
/** Minutes since midnight. */
const minuteOfDay = (at: number, clock: Clock): number =>
  Math.floor((local(at, clock) - dayNumber(at, clock) * DAY) / MINUTE);

interface Day {
  readonly year: number;
  /** 11月26日(周四). */
  readonly words: string;
}

/** The lines of a card name the same few days again and again. */
const days = new Map<number, Day>();
const DAYS_MAX = 1000;

function dayOf(number: number): Day {
  const known = days.get(number);
  if (known !== undefined) return known;
  const date = new Date(number * DAY);
  const words = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日(周${WEEKDAYS[date.getUTCDay()]})`;
  const made = { year: date.getUTCFullYear(), words };
  if (days.size === DAYS_MAX) days.clear();
  days.set(number, made);
  return made;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** 11月26日(周四); with the year when it is another one. */
function fullDay(at: number, clock: Clock): string {
  const { year, words } = dayOf(dayNumber(at, clock));
  return year === dayOf(dayNumber(clock.now, clock)).year ? words : `${year}年${words}`;
}

/** A local day (YYYY-MM-DD) as people say it: 11月26日(周四). */
const dayNamed = (name: string, clock: Clock): string =>
  fullDay(Date.parse(`${name}T00:00:00Z`) - clock.utcOffsetMinutes * MINUTE, clock);

/** 昨天, 今天, 明天, or the date with its weekday. */
function day(at: number, clock: Clock): string {
  if (clock.lasting === true) return fullDay(at, clock);
  const distance = dayNumber(at, clock) - dayNumber(clock.now, clock);
  if (distance === 0) return "今天";
  if (distance === 1) return "明天";
  if (distance === -1) return "昨天";
  return fullDay(at, clock);
}

/** 17:30, 8:05. */
function timeOfDay(at: number, clock: Clock): string {
  const minutes = minuteOfDay(at, clock);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
}

/** 今天9:05, 昨天23:40, 11月20日(周五)14:20. */
const point = (at: number, clock: Clock): string => `${day(at, clock)}${timeOfDay(at, clock)}`;

/** 今天17:30前, 11月26日(周四)17:30前. */
const by = (at: number, clock: Clock): string => `${point(at, clock)}前`;

/** 明天上午, 11月30日(周一)下午. */
function halfDay(at: number, clock: Clock): string {
  const hour = minuteOfDay(at, clock) / 60;
  return `${day(at, clock)}${hour < 6 ? "凌晨" : hour < 12 ? "上午" : hour < 18 ? "下午" : "晚上"}`;
}

/** 明天上午8:30: the next working time in an answer given at night. */
const halfDayPoint = (at: number, clock: Clock): string => `${halfDay(at, clock)}${timeOfDay(at, clock)}`;

/**
 * 还剩1个工作日 · 今天到期 · 已超3个工作日.
 * @param workingDaysLeft as in TicketView.
 */
function left(dueAt: number, workingDaysLeft: number, clock: Clock): string {
  const sameDay = dayNumber(dueAt, clock) === dayNumber(clock.now, clock);
  if (clock.now > dueAt) return workingDaysLeft < 0 ? `已超${-workingDaysLeft}个工作日` : "刚过期限";
  if (sameDay) return "今天到期";
  return workingDaysLeft > 0 ? `还剩${workingDaysLeft}个工作日` : "下个工作日到期";
}

/**
 * What stands beside a limit on a card: 还剩1个工作日 from the morning before, 最后1天 from its own, 已超3个工作日. Nothing while it
 * is further off: the card is brought up to date by the reminders of those mornings, not every day.
 * @param workingDaysLeft as in TicketView.
 */
function standing(dueAt: number, workingDaysLeft: number, clock: Clock): string {
  if (clock.now > dueAt) return left(dueAt, workingDaysLeft, clock);
  return workingDaysLeft > 1 ? "" : workingDaysLeft === 1 ? "还剩1个工作日" : "最后1天";
}

export const dates = { day, dayNamed, fullDay, timeOfDay, point, by, halfDay, halfDayPoint, left, standing };
