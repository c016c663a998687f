/**
 * Time as people say it (voice.md 4). All instants are UTC ms; what is read is local to the office.
 */
export interface Clock {
  readonly now: number;
  readonly utcOffsetMinutes: number;
  /** Read for days, as on a ticket's card, which changes only with the ticket: then never 今天, 明天, 昨天. */
  readonly lasting?: boolean;
}

interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  /** Days since 1970 in local time. */
  readonly dayNumber: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

function local(at: number, { utcOffsetMinutes }: Clock): Local {
  const shifted = at + utcOffsetMinutes * MINUTE;
  const date = new Date(shifted);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    dayNumber: Math.floor(shifted / DAY),
  };
}

const two = (n: number): string => String(n).padStart(2, "0");

/** 11月26日(周四); with the year when it is another one. */
function fullDay(at: number, clock: Clock): string {
  const { year, month, day, weekday } = local(at, clock);
  const prefix = year === local(clock.now, clock).year ? "" : `${year}年`;
  return `${prefix}${month}月${day}日(周${WEEKDAYS[weekday]})`;
}

/** A local day (YYYY-MM-DD) as people say it: 11月26日(周四). */
const dayNamed = (name: string, clock: Clock): string =>
  fullDay(Date.parse(`${name}T00:00:00Z`) - clock.utcOffsetMinutes * MINUTE, clock);

/** 昨天, 今天, 明天, or the date with its weekday. */
function day(at: number, clock: Clock): string {
  if (clock.lasting === true) return fullDay(at, clock);
  const distance = local(at, clock).dayNumber - local(clock.now, clock).dayNumber;
  if (distance === 0) return "今天";
  if (distance === 1) return "明天";
  if (distance === -1) return "昨天";
  return fullDay(at, clock);
}

/** 17:30, 8:05. */
function timeOfDay(at: number, clock: Clock): string {
  const { hour, minute } = local(at, clock);
  return `${hour}:${two(minute)}`;
}

/** 今天9:05, 昨天23:40, 11月20日(周五)14:20. */
const point = (at: number, clock: Clock): string => `${day(at, clock)}${timeOfDay(at, clock)}`;

/** 今天17:30前, 11月26日(周四)17:30前. */
const by = (at: number, clock: Clock): string => `${point(at, clock)}前`;

/** 明天上午, 11月30日(周一)下午. */
function halfDay(at: number, clock: Clock): string {
  const { hour } = local(at, clock);
  return `${day(at, clock)}${hour < 6 ? "凌晨" : hour < 12 ? "上午" : hour < 18 ? "下午" : "晚上"}`;
}

/** 明天上午8:30: the next working time in an answer given at night. */
const halfDayPoint = (at: number, clock: Clock): string => `${halfDay(at, clock)}${timeOfDay(at, clock)}`;

/**
 * 还剩1个工作日 · 今天到期 · 已超3个工作日.
 * @param workingDaysLeft as in TicketView.
 */
function left(dueAt: number, workingDaysLeft: number, clock: Clock): string {
  const sameDay = local(dueAt, clock).dayNumber === local(clock.now, clock).dayNumber;
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
