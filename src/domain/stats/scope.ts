import type { Directory } from "../people/directory.ts";
import type { RoundFacts } from "./facts.ts";

/**
 * What a board is about: the whole town, the units of a line or headquarters (000-08), what a leader answers for (his units,
 * the firms and the key projects bundled with him), or one firm's own matters.
 */
export type Scope =
  | { readonly type: "town" }
  | { readonly type: "units"; readonly unitIds: readonly string[]; readonly name?: string }
  | { readonly type: "leader"; readonly leaderId: string }
  | { readonly type: "enterprise"; readonly enterpriseId: string };

export type ReportKind = "week" | "month" | "quarter" | "half_year";

/** A group that gets the daily digest at its hour. */
export interface DigestGroup {
  readonly chatId: string;
  /** HH:MM of the office's clock, on working days. */
  readonly at: string;
  readonly scope: Scope;
  /** Which longer reports it gets too, on the first working morning after their end; absent = week and month. */
  readonly reports?: readonly ReportKind[];
}

export function inScope(
  directory: Pick<Directory, "units" | "enterprises" | "projects">,
  scope: Scope,
): (row: RoundFacts) => boolean {
  switch (scope.type) {
    case "town":
      return () => true;
    case "units":
      return (row) => row.unitId !== null && scope.unitIds.includes(row.unitId);
    case "leader":
      return (row) =>
        directory.units.get(row.unitId ?? "")?.leaderId === scope.leaderId ||
        directory.enterprises.get(row.enterpriseId ?? "")?.bundleLeaderId === scope.leaderId ||
        directory.projects.get(row.projectId ?? "")?.leaderId === scope.leaderId;
    case "enterprise":
      return (row) => row.enterpriseId === scope.enterpriseId;
  }
}

/** Name for a heading; null for the whole town, which is the office's own. */
export function scopeName(directory: Pick<Directory, "units" | "people" | "enterprises">, scope: Scope): string | null {
  switch (scope.type) {
    case "town":
      return null;
    case "units": {
      const names = scope.unitIds.flatMap((id) => directory.units.get(id)?.name ?? []);
      return scope.name ?? names.join("、");
    }
    case "leader":
      return directory.people.get(scope.leaderId)?.name ?? "";
    case "enterprise":
      return directory.enterprises.get(scope.enterpriseId)?.shortName ?? "";
  }
}
