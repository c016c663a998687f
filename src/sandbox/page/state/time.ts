const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;

const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  weekday: "short",
});

interface Local {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  weekday: string;
}

/** Wall-clock parts in Shanghai of a UTC millisecond. */
function local(at: number): Local {
  const found: Record<string, string> = {};
  for (const part of parts.formatToParts(at)) found[part.type] = part.value;
  return found as unknown as Local;
}

/** Days since the epoch in Shanghai (UTC+8, no summer time since 1991). */
function dayNumber(at: number): number {
  return Math.floor((at + 8 * 3_600_000) / DAY_MS);
}

/** "09:41" */
export function clockText(at: number): string {
  const { hour, minute } = local(at);
  return `${hour}:${minute}`;
}

/** "11月24日 周二 09:41": the clock bar. */
export function fullClock(at: number): string {
  const { month, day, weekday } = local(at);
  return `${Number(month)}月${Number(day)}日 ${weekday} ${clockText(at)}`;
}

/** How a chat list says when: 09:41, 昨天, 周一, 11月3日, 2025/11/3. */
export function listTime(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days <= 0) return clockText(at);
  if (days === 1) return "昨天";
  const { year, month, day, weekday } = local(at);
  if (days < 7) return weekday;
  return year === local(now).year ? `${Number(month)}月${Number(day)}日` : `${year}/${Number(month)}/${Number(day)}`;
}

/** Separator between messages: "今天 09:41", "昨天 09:41", "周一 09:41", "11月3日 09:41". */
export function separatorTime(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  const time = clockText(at);
  if (days === 0) return `今天 ${time}`;
  if (days === 1) return `昨天 ${time}`;
  const { month, day, weekday } = local(at);
  return `${Number(month)}月${Number(day)}日 ${weekday} ${time}`;
}

/** format_type of `<local_datetime>` and date_format of table cells, as far as cards use them. */
export function dateText(at: number, format: string): string {
  const { year, month, day, weekday } = local(at);
  const time = clockText(at);
  if (format === "date_num") return `${year}-${month}-${day}`;
  if (format === "date_short") return `${Number(month)}月${Number(day)}日`;
  if (format === "date") return `${year}年${Number(month)}月${Number(day)}日`;
  if (format === "week" || format === "week_short") return weekday;
  if (format.startsWith("time")) return time;
  if (format.includes("YYYY") || format.includes("MM")) {
    return format
      .replaceAll("YYYY", year)
      .replaceAll("MM", month)
      .replaceAll("DD", day)
      .replaceAll("HH:mm", time)
      .replaceAll("hh:mm", time);
  }
  return `${year}-${month}-${day} ${time}`;
}

/** "5秒", "1分20秒": a voice message's length. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分${seconds % 60}秒`;
}
