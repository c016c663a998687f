import { localDay, startOfLocalDay } from "../../domain/calendar/index.ts";
import type { Limit, LimitPolicy } from "../../domain/limits/index.ts";
import { policyFromRow } from "../../domain/limits/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { LoadProblem, LoadedRow } from "./loaded.ts";
import { isDay } from "./loaded.ts";

/** Columns of the table of limits, in the order of an export. */
export const POLICY_COLUMNS = [
  "code",
  "effective_from",
  "accept_work_hours",
  "first_contact",
  "key_first_contact",
  "interim",
  "due_working_days",
  "complex_working_days",
  "complex_source",
  "max_extension_working_days",
  "runs_24x7",
  "extension_times",
  "extension_approver",
  "urgent_accept_minutes",
  "key_accept",
  "key_interim",
  "key_resolve",
  "redo_resolve",
] as const;
/** In the shipped table for people to read; they set nothing here. */
const READ_ONLY = ["name", "lead_dept", "co_depts", "escalate_1", "escalate_2", "escalate_3", "confidential"];

const WORDS = {
  missing: "is missing",
  not_a_limit: "is no limit such as 30m, 4wh, 2wd or 10d",
  not_a_whole_number: "is no whole number that is allowed here",
  not_yes_or_no: "must be Y or N",
} as const;

/**
 * The new versions of limits that a table asks for: one for each category that differs from what is in force last. Whole or
 * not at all (000-17, domain.md B.2: a change is a new version from a date on, never an edit).
 * @param from local day from which rows hold that name none of their own; null = every row must.
 */
export function planPolicies(
  directory: Directory,
  rows: readonly LoadedRow[],
  from: string | null,
): Result<readonly LimitPolicy[], readonly LoadProblem[]> {
  const problems: LoadProblem[] = [];
  const planned: LimitPolicy[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const bad = (column: string, what: string): void => void problems.push({ line, column, what });
    for (const column of Object.keys(cells))
      if (![...POLICY_COLUMNS, ...READ_ONLY].includes(column)) bad(column, "is no column of this table");
    const code = cells["code"]?.trim() ?? "";
    if (code !== "" && !directory.categories.has(code)) bad("code", `"${code}" is no category of this office`);
    const first = seen.get(code);
    if (first !== undefined) bad("code", `"${code}" stands in line ${first} already`);
    seen.set(code, line);
    const approver = cells["extension_approver"]?.trim() ?? "";
    if (approver !== "" && directory.people.get(approver)?.active !== true)
      bad("extension_approver", `"${approver}" is nobody in this office`);
    const day = cells["effective_from"]?.trim() || from || "";
    if (!isDay(day))
      bad("effective_from", day === "" ? "is missing: give it here or with --from" : `"${day}" is no day`);
    const known = directory.policies.get(code) ?? [];
    const newest = known.toSorted((a, b) => b.version - a.version)[0];
    const effectiveFrom = isDay(day) ? startOfLocalDay(directory.calendar, day) : 0;
    const policy = policyFromRow(cells, { version: (newest?.version ?? 0) + 1, effectiveFrom });
    if (!policy.ok) {
      for (const { column, value, code: wrong } of policy.error)
        bad(column, value === "" ? WORDS[wrong] : `"${value}" ${WORDS[wrong]}`);
      continue;
    }
    if (newest !== undefined && sameLimits(newest, policy.value)) continue;
    // Otherwise the one loaded before would take over again on its day.
    const later = known.find((one) => one.effectiveFrom > effectiveFrom);
    if (later !== undefined) bad("effective_from", `version ${later.version} holds from a later day already`);
    planned.push(policy.value);
  }
  return problems.length === 0 ? ok(planned) : fail(problems);
}

function sameLimits(a: LimitPolicy, b: LimitPolicy): boolean {
  const row = (policy: LimitPolicy): string => JSON.stringify(policyRow(policy, ""));
  return row(a) === row(b);
}

/** The directory's limits with new versions among them, newest first. */
export function withPolicies(directory: Directory, added: readonly LimitPolicy[]): Directory["policies"] {
  const all = new Map(directory.policies);
  for (const policy of added)
    all.set(
      policy.category,
      [...(all.get(policy.category) ?? []), policy].toSorted(
        (a, b) => b.effectiveFrom - a.effectiveFrom || b.version - a.version,
      ),
    );
  return all;
}

/** Limits as a row of the table, so that what is in force can be changed and loaded again. */
export function policyRow(policy: LimitPolicy, effectiveFrom: string): Record<(typeof POLICY_COLUMNS)[number], string> {
  const text = (value: number | string | null | undefined): string => String(value ?? "");
  return {
    code: policy.category,
    effective_from: effectiveFrom,
    accept_work_hours: text(policy.accept.value / 60),
    first_contact: limitText(policy.contact),
    key_first_contact: limitText(policy.keyContact),
    interim: limitText(policy.interim),
    due_working_days: text(policy.resolve.value),
    complex_working_days: text(policy.complexWorkingDays),
    complex_source: text(policy.complexSource),
    max_extension_working_days: text(policy.maxExtensionWorkingDays),
    runs_24x7: policy.runs24x7 ? "Y" : "N",
    extension_times: text(policy.extensionTimes),
    extension_approver: text(policy.extensionApproverId),
    urgent_accept_minutes: text(policy.urgentAcceptMinutes),
    key_accept: limitText(policy.keyAccept),
    key_interim: limitText(policy.keyInterim),
    key_resolve: limitText(policy.keyResolve),
    redo_resolve: limitText(policy.redoResolve),
  };
}

const ENDING = { minutes: "m", working_minutes: "wm", working_days: "wd", calendar_days: "d" } as const;
function limitText(limit: Limit | null | undefined): string {
  if (limit === null || limit === undefined) return "";
  const { value, unit } = limit;
  if (unit === "working_minutes" && value % 60 === 0) return `${value / 60}wh`;
  return `${value}${ENDING[unit]}`;
}

/** Limits in force at an instant, as rows. */
export const policyTable = (directory: Directory, now: number): Record<string, string>[] =>
  [...directory.policies.values()].flatMap((versions) => {
    const policy = versions.find(({ effectiveFrom }) => effectiveFrom <= now) ?? versions.at(-1);
    if (policy === undefined) return [];
    const from = policy.effectiveFrom === 0 ? "" : localDay(directory.calendar, policy.effectiveFrom);
    return [policyRow(policy, from)];
  });
