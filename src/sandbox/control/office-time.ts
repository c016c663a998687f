/** Shanghai has no summer time, so a fixed offset is exact. */
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MORNING_MS = 8.5 * 3_600_000;

const isWeekday = (localDay: number): boolean => {
  const weekday = new Date(localDay).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

/** Next 08:30 of a Monday–Friday in Shanghai after `now` (UTC ms); public holidays are not known here. */
export const nextOfficeMorning = (now: number): number => {
  const local = now + SHANGHAI_MS;
  let day = local - (local % DAY_MS);
  while (day + MORNING_MS <= local || !isWeekday(day)) day += DAY_MS;
  return day + MORNING_MS - SHANGHAI_MS;
};

/** Same time of day on the next Monday–Friday after `now` (UTC ms). */
export const nextWorkingDay = (now: number): number => {
  let next = now + DAY_MS;
  while (!isWeekday(next + SHANGHAI_MS)) next += DAY_MS;
  return next;
};
