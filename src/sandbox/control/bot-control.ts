import * as z from "zod";

/** The bot's local control base, so that it follows the clock and forgets on reset. Failures never stop the sandbox. */
export interface BotControl {
  tick(): Promise<void>;
  /** UTC ms of the next thing the bot has to do; null = nothing, or no answer. */
  nextDue(): Promise<number | null>;
  reset(): Promise<void>;
}

/** Real ms a bot may take to work off what a moved clock made due. */
const TIMEOUT_MS = 60_000;

const dueAnswer = z.object({ at: z.number().nullable() });

export const botControl = (base: string | null, post: typeof fetch, log: (line: string) => void): BotControl => {
  const call = async (method: "GET" | "POST", path: string): Promise<unknown> => {
    if (base === null) return null;
    try {
      const url = `${base.replace(/\/$/, "")}${path}`;
      const response = await post(url, { method, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      if (!response.ok) throw new Error(`status ${response.status}`);
      return text === "" ? null : (JSON.parse(text) as unknown);
    } catch (error) {
      log(`bot control ${method} ${path} failed: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  return {
    tick: async () => void (await call("POST", "/tick")),
    nextDue: async () => {
      const parsed = dueAnswer.safeParse(await call("GET", "/next-due"));
      return parsed.success ? parsed.data.at : null;
    },
    reset: async () => void (await call("POST", "/reset")),
  };
};
