import type { BitableConfig, FeishuConfig, ModelConfig } from "../config.ts";
import { readConfig } from "../config.ts";
import { fail, ok } from "../domain/result.ts";
import type { Result } from "../domain/result.ts";
import type { Env } from "./runtime.ts";

export interface WorkerSettings {
  readonly feishu: FeishuConfig;
  readonly model: ModelConfig | null;
  readonly bitable: BitableConfig | null;
  readonly databaseUrl: string;
  readonly databaseAuthToken: string | null;
  /** Null = the real platform. */
  readonly localClockUrl: string | null;
}

export interface SettingsFault {
  /** Names of what is not set. */
  readonly missing: readonly string[];
  /** For the operator's log; may quote values, so it is never in an answer. */
  readonly sentence: string;
}

const NEEDED = [
  "FEISHU_APP_ID",
  "FEISHU_APP_SECRET",
  "FEISHU_ENCRYPT_KEY",
  "FEISHU_VERIFICATION_TOKEN",
  "DATABASE_URL",
] as const;

/** The environment as a Worker needs it: a platform, a database it can reach, and events that come by webhook. */
export function readSettings(env: Env): Result<WorkerSettings, SettingsFault> {
  const missing = NEEDED.filter((key) => typeof env[key] !== "string" || env[key].trim() === "");
  const wrong = (sentence: string): Result<never, SettingsFault> => fail({ missing, sentence });
  if (missing.length > 0)
    return wrong(
      `Not set: ${missing.join(", ")}. Set them with "wrangler secret put NAME" or as [vars] in wrangler.toml.`,
    );
  const config = readConfig(env);
  if (!config.ok) return wrong(config.error);
  const { feishu, model, bitable, databaseUrl, databaseAuthToken, localClockUrl } = config.value;
  if (feishu === null || databaseUrl === null) return wrong("The settings are empty.");
  if (!/^(?:libsql|https?):\/\//.test(databaseUrl) || !URL.canParse(databaseUrl))
    return wrong(
      "DATABASE_URL must be the libsql:, https: or http: address of a libSQL server; a Worker has no files.",
    );
  if (feishu.inbound !== "webhook")
    return wrong("FEISHU_INBOUND must be webhook: a Worker cannot hold the long connection open.");
  return ok({ feishu, model, bitable, databaseUrl, databaseAuthToken, localClockUrl });
}
