/**
 * Why a call failed, as far as it decides what to do (feishu.md 3.2–3.4). One table from the platform's codes to these; the
 * code itself goes to the log.
 */
export type FailureKind =
  /** Nothing was sent for sure; wait `waitMs`. */
  | "rate_limited"
  /** Try again; whether it was carried out is unknown, the uuid makes that safe. */
  | "transient"
  /** Token no longer good: fetched anew once before this is ever reported. */
  | "token"
  /** The person or group cannot be written to, now or later. */
  | "recipient_gone"
  /** The message to answer or change is recalled, deleted or too old. */
  | "message_gone"
  /** Words the platform's audit refused; phones alone may be enough (230028). */
  | "content_refused"
  /** The card itself is wrong: ours to mend. */
  | "card_invalid"
  /** The card's click is still being answered. */
  | "card_locked"
  /** A file the platform does not take for its size. */
  | "file_too_large"
  /** Configuration: scope, app, quota. */
  | "not_permitted"
  | "other";

export interface ApiFailure {
  readonly kind: FailureKind;
  /** Platform code; HTTP status when there was none; 0 = no answer. */
  readonly code: number;
  /** For rate_limited: ms to wait. */
  readonly waitMs: number;
  readonly logId: string | null;
}

const BY_CODE: ReadonlyMap<number, FailureKind> = new Map<number, FailureKind>([
  ...kind("rate_limited", 99991400, 230020, 11232, 11233, 11247, 232019),
  ...kind("token", 99991661, 99991663, 99991664, 99991665, 99991668, 99991671),
  ...kind(
    "recipient_gone",
    230002,
    230013,
    230029,
    230034,
    230035,
    230036,
    230038,
    230053,
    232009,
    232006,
    99992351,
    99992361,
    11225,
    18120,
  ),
  ...kind("message_gone", 230011, 230031, 230110, 230111, 230019, 230050, 230054, 230071, 230073, 99992354),
  ...kind("content_refused", 230022, 230028),
  ...kind("transient", 230049, 18121),
  ...kind("not_permitted", 99991672, 99991673, 99991662, 99991401, 99991403, 230006, 230018, 230027, 234002, 234007),
  ...kind("card_invalid", 230025),
  ...kind("file_too_large", 234006),
]);

function kind(value: FailureKind, ...codes: number[]): [number, FailureKind][] {
  return codes.map((code) => [code, value]);
}

/** @param message used only to tell apart the inner codes of 230099, never logged. */
export function classify(code: number, status: number, message: string): FailureKind {
  if (code === 230099) return /11310/.test(message) && /lock/i.test(message) ? "card_locked" : "card_invalid";
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  if (status === 429) return "rate_limited";
  return status >= 500 ? "transient" : "other";
}
