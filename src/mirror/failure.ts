/** Why a call to a base failed, as far as it decides what to do next (bitable-v1/app-table-record, error codes). */
export type TableFailureKind =
  /** Nothing was carried out; wait and try again (1254290, 1254291, 429). */
  | "busy"
  /** Whether it was carried out nobody knows: no answer, 5xx, the platform's own time-out. */
  | "unknown"
  /** Base or table is not there, or not the one that was meant. */
  | "table_gone"
  /** A record is not there any more. */
  | "record_gone"
  /** A column is missing or of another type. */
  | "columns"
  /** What is in one record is refused. */
  | "cell"
  /** The table holds no more rows. */
  | "full"
  /** Scope, app or collaborator is missing, or the month's calls are used up. */
  | "not_permitted"
  | "other";

export interface TableFailure {
  readonly kind: TableFailureKind;
  /** Platform code; HTTP status when there was none; 0 = no answer. */
  readonly code: number;
  /** Ms the platform asks to wait; 0 = it does not say. */
  readonly waitMs: number;
}

const BY_CODE: ReadonlyMap<number, TableFailureKind> = new Map<number, TableFailureKind>([
  ...codes("busy", 1254290, 1254291, 1254036),
  ...codes("unknown", 1254002, 1254607, 1254608, 1255001, 1255002, 1255003, 1255004, 1255005, 1255006, 1255040),
  ...codes("table_gone", 1254003, 1254004, 1254040, 1254041),
  ...codes("record_gone", 1254006, 1254043),
  ...codes("columns", 1254009, 1254015, 1254018, 1254024, 1254044, 1254045),
  ...codes("cell", 1254007, 1254060, 1254061, 1254062, 1254063, 1254064, 1254130),
  ...codes("full", 1254103, 1254306),
  ...codes("not_permitted", 1254301, 1254302, 1254304),
]);

function codes(kind: TableFailureKind, ...all: number[]): [number, TableFailureKind][] {
  return all.map((code) => [code, kind]);
}

/** @param general what the code means on any API: rate limits, scopes, no answer. */
export function tableFailureKind(
  code: number,
  general: "rate_limited" | "transient" | "token" | "not_permitted" | "other",
): TableFailureKind {
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  if (general === "rate_limited") return "busy";
  if (general === "transient") return "unknown";
  if (general === "token" || general === "not_permitted" || code === 403) return "not_permitted";
  return "other";
}
