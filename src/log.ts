/** Structured log. Fields are ids, codes and numbers: never texts of people, phones or secrets. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Level = "debug" | "info" | "warn" | "error";
const ORDER: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One JSON object a line. */
export function createLog(options: { write: (line: string) => void; now: () => number; level?: Level }): Log {
  const least = ORDER[options.level ?? "info"];
  const at =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (ORDER[level] < least) return;
      options.write(JSON.stringify({ at: new Date(options.now()).toISOString(), level, event, ...fields }));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Name and first line of an unexpected error, cut short: enough to find it, too little to carry a message of somebody. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack
    ?.split("\n")
    .find((line) => line.includes(".ts:"))
    ?.trim();
  // The query builder's own message repeats every value of the statement; what went wrong is in its cause.
  const message = (error.cause instanceof Error ? error.cause : error).message;
  return {
    error: error.name,
    message: redact(message).slice(0, 300),
    frame: frame?.replace(/\(?file:.*\/(?=src|db)/, "("),
  };
}

/** Database errors quote values and platform errors quote texts: digits of a phone's length and quoted parts go. */
function redact(text: string): string {
  return text.replace(/\d{7,}/g, "#").replace(/(["'“])(?:(?!\1|”).){24,}["'”]/g, "$1…$1");
}
