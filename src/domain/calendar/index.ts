/** The office's working time: UTC ms in and out, calendar as data (design.md, invariants; domain.md B.13). */
export { addDays, localDay, localParts, startOfLocalDay } from "./local.ts";
export type { DayKind } from "./day-index.ts";
export { missedYear, reachesUnknownYear } from "./provisional.ts";
export type { Reckoned } from "./provisional.ts";
export { workingCalendar } from "./working-calendar.ts";
export type { CalendarData, OfficeHours, WorkingCalendar } from "./working-calendar.ts";
export { addWorkingDays, endOfWorkingDay, isWorkingDay, workingDaysBetween } from "./working-days.ts";
export { addWorking, isWorkingTime, nextWorkingMinute, workingBetween } from "./working-time.ts";
