/** Table whose unique or primary key refused a row; null when the error is something else. */
export function conflictOn(error: unknown): string | null {
  return /(?:UNIQUE|PRIMARY KEY) constraint failed: (\w+)\./.exec(messageOf(error))?.[1] ?? null;
}

/**
 * Table whose guard refused: `state` is set to NULL when a lease, a reminder or a claim has passed to somebody else, and its
 * NOT NULL makes the whole transaction fall.
 */
export function guardRefused(error: unknown): string | null {
  return /NOT NULL constraint failed: (\w+)\.state/.exec(messageOf(error))?.[1] ?? null;
}

/** Another writer holds the database; nothing of ours was applied. */
export function isBusy(error: unknown): boolean {
  return /SQLITE_BUSY|SQLITE_LOCKED|database is locked|database table is locked/i.test(
    `${codeOf(error)} ${messageOf(error)}`,
  );
}

/** The connection or the server failed; whether a write was applied is unknown. */
export function isTransient(error: unknown): boolean {
  const text = `${codeOf(error)} ${messageOf(error)}`;
  return /SERVER_ERROR|HTTP status 5\d\d|fetch failed|ECONN|EPIPE|ETIMEDOUT|socket|network|STREAM_EXPIRED|HRANA/i.test(
    text,
  );
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` ${messageOf(error.cause)}` : "";
  return `${error.message}${cause}`;
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
