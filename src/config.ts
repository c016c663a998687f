import * as z from "zod";
import { fail, ok } from "./domain/result.ts";
import type { Result } from "./domain/result.ts";

/** What the environment may say; empty strings count as not set, as dashboards and .env files produce them. */
const optional = z
  .string()
  .transform((s) => s.trim())
  .transform((s) => (s === "" ? undefined : s))
  .optional();

const Environment = z.object({
  FEISHU_APP_ID: optional,
  FEISHU_APP_SECRET: optional,
  FEISHU_ENCRYPT_KEY: optional,
  FEISHU_VERIFICATION_TOKEN: optional,
  FEISHU_BASE_URL: optional,
  FEISHU_INBOUND: z.enum(["webhook", "long-connection"]).optional(),
  DATABASE_URL: optional,
  DATABASE_AUTH_TOKEN: optional,
  LLM_BASE_URL: optional,
  LLM_API_KEY: optional,
  LLM_MODEL: optional,
  BITABLE_APP_TOKEN: optional,
  BITABLE_TABLE_ID: optional,
  PORT: optional,
  /** Set by the local Feishu only: where its clock, and ours, is read. Loopback addresses only. */
  QIFU_LOCAL_CLOCK_URL: optional,
});

export interface FeishuConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly baseUrl: string;
  readonly inbound: "webhook" | "long-connection";
}

/** Any OpenAI-compatible endpoint; where none is set, rules and examples serve alone. */
export interface ModelConfig {
  readonly baseUrl: string;
  /** "" = the endpoint wants none (a private one). */
  readonly apiKey: string;
  readonly model: string;
}

/** A table of a base (多维表格) that tickets are mirrored into, one way. */
export interface BitableConfig {
  readonly appToken: string;
  readonly tableId: string;
}

export interface Config {
  /** Null = no platform configured: the local Feishu is meant. */
  readonly feishu: FeishuConfig | null;
  readonly model: ModelConfig | null;
  /** Null = nothing is mirrored. */
  readonly bitable: BitableConfig | null;
  readonly databaseUrl: string | null;
  readonly databaseAuthToken: string | null;
  readonly port: number | null;
  readonly localClockUrl: string | null;
}

const NEEDED = ["FEISHU_APP_ID", "FEISHU_APP_SECRET", "FEISHU_ENCRYPT_KEY", "FEISHU_VERIFICATION_TOKEN"] as const;

/** Parses the environment once. The error is one sentence for the operator, naming every key that is missing. */
export function readConfig(env: Record<string, unknown>): Result<Config, string> {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const keys = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    return fail(`These settings cannot be read: ${keys}. FEISHU_INBOUND must be "webhook" or "long-connection".`);
  }
  const e = parsed.data;
  const given = NEEDED.filter((key) => e[key] !== undefined);
  const missing = NEEDED.filter((key) => e[key] === undefined);
  if (given.length > 0 && missing.length > 0) {
    return fail(
      `Feishu is configured by half: ${given.join(", ")} set, ${missing.join(", ")} missing. ` +
        `Set all four, or none of them to run with the local Feishu.`,
    );
  }
  const baseUrl = e.FEISHU_BASE_URL ?? "https://open.feishu.cn";
  if (!isHttpUrl(baseUrl)) return fail(`FEISHU_BASE_URL must be an http or https address, not "${baseUrl}".`);
  const port = e.PORT === undefined ? null : Number(e.PORT);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    return fail(`PORT must be a whole number from 0 to 65535, not "${e.PORT}".`);
  if (e.QIFU_LOCAL_CLOCK_URL !== undefined && !(isLoopback(e.QIFU_LOCAL_CLOCK_URL) && isLoopback(baseUrl)))
    return fail("QIFU_LOCAL_CLOCK_URL is for the local Feishu; with any other FEISHU_BASE_URL it must not be set.");
  const wantsModel = [e.LLM_BASE_URL, e.LLM_API_KEY, e.LLM_MODEL].some((value) => value !== undefined);
  if (wantsModel && (e.LLM_BASE_URL === undefined || e.LLM_MODEL === undefined))
    return fail(
      "The model is configured by half: set LLM_BASE_URL and LLM_MODEL (and LLM_API_KEY where it is needed), or none.",
    );
  if (e.LLM_BASE_URL !== undefined && !isHttpUrl(e.LLM_BASE_URL))
    return fail(`LLM_BASE_URL must be an http or https address, not "${e.LLM_BASE_URL}".`);
  const bitable = bitableOf(e);
  if (!bitable.ok) return bitable;
  return ok({
    bitable: bitable.value,
    model:
      e.LLM_BASE_URL === undefined || e.LLM_MODEL === undefined
        ? null
        : { baseUrl: e.LLM_BASE_URL, apiKey: e.LLM_API_KEY ?? "", model: e.LLM_MODEL },
    feishu:
      missing.length > 0
        ? null
        : {
            appId: e.FEISHU_APP_ID ?? "",
            appSecret: e.FEISHU_APP_SECRET ?? "",
            encryptKey: e.FEISHU_ENCRYPT_KEY ?? "",
            verificationToken: e.FEISHU_VERIFICATION_TOKEN ?? "",
            baseUrl: baseUrl.replace(/\/+$/, ""),
            inbound: e.FEISHU_INBOUND ?? "webhook",
          },
    databaseUrl: e.DATABASE_URL ?? null,
    databaseAuthToken: e.DATABASE_AUTH_TOKEN ?? null,
    port,
    localClockUrl: e.QIFU_LOCAL_CLOCK_URL ?? null,
  });
}

/** Base and table by their ids; the address in a browser shows both. */
function bitableOf(e: z.infer<typeof Environment>): Result<BitableConfig | null, string> {
  const { BITABLE_APP_TOKEN: appToken, BITABLE_TABLE_ID: tableId } = e;
  if (appToken === undefined && tableId === undefined) return ok(null);
  if (appToken === undefined || tableId === undefined)
    return fail(
      `The mirror is configured by half: ${appToken === undefined ? "BITABLE_APP_TOKEN" : "BITABLE_TABLE_ID"} is missing. ` +
        "Set both, or none.",
    );
  const where = "of the table's address, https://….feishu.cn/base/APP_TOKEN?table=TABLE_ID";
  if (!/^[A-Za-z0-9]{10,100}$/.test(appToken))
    return fail(`BITABLE_APP_TOKEN must be the part APP_TOKEN ${where}, not "${appToken}".`);
  if (!/^tbl[A-Za-z0-9]{1,47}$/.test(tableId))
    return fail(`BITABLE_TABLE_ID must be the part TABLE_ID (it begins with tbl) ${where}, not "${tableId}".`);
  return ok({ appToken, tableId });
}

function isHttpUrl(value: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

/** Whether an address can only be this machine. */
function isLoopback(value: string): boolean {
  try {
    return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(value).hostname);
  } catch {
    return false;
  }
}
