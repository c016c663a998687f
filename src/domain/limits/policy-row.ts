import type { Result } from "../result.ts";
import { fail, ok } from "../result.ts";
import type { Limit, LimitPolicy, LimitUnit } from "./policy.ts";

/** What an office's table of limits may have wrong; all of a row at once, so that it is corrected once. */
export interface LimitRowProblem {
  readonly column: string;
  readonly value: string;
  readonly code: "missing" | "not_a_limit" | "not_a_whole_number" | "not_yes_or_no";
}

/** Endings of a limit in a table: "4wh" = 4 working hours, "30m" = 30 minutes, "2wd" working days, "10d" days. */
const ENDINGS: Readonly<Record<string, { readonly unit: LimitUnit; readonly factor: number }>> = {
  m: { unit: "minutes", factor: 1 },
  h: { unit: "minutes", factor: 60 },
  wm: { unit: "working_minutes", factor: 1 },
  wh: { unit: "working_minutes", factor: 60 },
  wd: { unit: "working_days", factor: 1 },
  d: { unit: "calendar_days", factor: 1 },
};

/**
 * A category's limits from a row of the limits table (columns code, accept_work_hours, first_contact,
 * key_first_contact, interim, due_working_days, complex_working_days, complex_source, max_extension_working_days, runs_24x7,
 * extension_times, extension_approver, urgent_accept_minutes, key_accept, key_interim, key_resolve, redo_resolve). Without key_first_contact a key firm is heard in half
 * the time (002-20).
 */
export function policyFromRow(
  row: Readonly<Record<string, string | undefined>>,
  version: { readonly version: number; readonly effectiveFrom: number },
): Result<LimitPolicy, readonly LimitRowProblem[]> {
  const problems: LimitRowProblem[] = [];
  const cell = (column: string): string => row[column]?.trim() ?? "";
  const say = (column: string, code: LimitRowProblem["code"]): void => {
    problems.push({ column, value: cell(column), code });
  };
  const required = (column: string): string => {
    if (cell(column) === "") say(column, "missing");
    return cell(column);
  };
  const whole = (column: string, least: number): number | null => {
    const text = cell(column);
    if (text === "") return null;
    if (/^\d{1,4}$/.test(text) && Number(text) >= least) return Number(text);
    say(column, "not_a_whole_number");
    return null;
  };
  const limit = (column: string): Limit | null => {
    const text = cell(column);
    if (text === "") return null;
    const parsed = limitFromText(text);
    if (parsed === null) say(column, "not_a_limit");
    return parsed;
  };

  const category = required("code");
  required("accept_work_hours");
  const acceptHours = whole("accept_work_hours", 1) ?? 1;
  required("first_contact");
  const contact = limit("first_contact") ?? { value: 1, unit: "working_days" };
  required("due_working_days");
  const resolveDays = whole("due_working_days", 1) ?? 1;
  const always = required("runs_24x7");
  if (always !== "" && always !== "Y" && always !== "N") say("runs_24x7", "not_yes_or_no");
  const policy: LimitPolicy = {
    category,
    ...version,
    accept: { value: acceptHours * 60, unit: "working_minutes" },
    contact,
    keyContact: limit("key_first_contact") ?? half(contact),
    interim: limit("interim"),
    ...given("keyAccept", limit("key_accept")),
    ...given("keyInterim", limit("key_interim")),
    ...given("keyResolve", limit("key_resolve")),
    ...given("redoResolve", limit("redo_resolve")),
    resolve: { value: resolveDays, unit: "working_days" },
    runs24x7: always === "Y",
    urgentAcceptMinutes: whole("urgent_accept_minutes", 1),
    complexWorkingDays: whole("complex_working_days", 1),
    ...(cell("complex_source") === "" ? {} : { complexSource: cell("complex_source") }),
    maxExtensionWorkingDays: whole("max_extension_working_days", 0) ?? 0,
    extensionTimes: whole("extension_times", 0) ?? 0,
    extensionApproverId: cell("extension_approver") === "" ? null : cell("extension_approver"),
  };
  return problems.length === 0 ? ok(policy) : fail(problems);
}

/** "4wh", "30m", "2wd", "10d"; null when it is none. */
export function limitFromText(text: string): Limit | null {
  const found = /^(\d{1,4})(m|h|wm|wh|wd|d)$/.exec(text.trim());
  const value = Number(found?.[1] ?? 0);
  const ending = ENDINGS[found?.[2] ?? ""];
  if (ending === undefined || value === 0) return null;
  return { value: value * ending.factor, unit: ending.unit };
}

const given = (name: keyof LimitPolicy, limit: Limit | null): Partial<LimitPolicy> =>
  limit === null ? {} : { [name]: limit };

/** Half a limit, rounded up to its unit: half a day would need an hour of its own. */
function half(limit: Limit): Limit {
  return { value: Math.ceil(limit.value / 2), unit: limit.unit };
}
