import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { Log } from "../../log.ts";
import type { ApiFailure } from "./failures.ts";
import { classify } from "./failures.ts";

export interface HttpOptions {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** UTC ms. */
  readonly now: () => number;
  /** Default 8000. */
  readonly timeoutMs?: number;
  /** Where the token is kept, for runtimes in which this client lives for one request only. */
  readonly token?: { value: TenantToken | null };
}

export interface TenantToken {
  readonly value: string;
  /** Ms of `now` from which it is fetched anew. */
  readonly until: number;
}

export interface ApiCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query below the base address. */
  readonly path: string;
  readonly body?: unknown;
  /** Multipart instead of a body: a file. */
  readonly form?: FormData;
  /** Where this call may take longer than others. */
  readonly timeoutMs?: number;
}

export type ApiResult = Result<Record<string, unknown>, ApiFailure>;

/** Calls the open platform: one token for all, fetched again when refused; every failure is a value. */
export interface FeishuHttp {
  call(call: ApiCall): Promise<ApiResult>;
}

/** A token is renewed this long before it ends; the platform gives the next one from 30 minutes before (feishu.md 3.1). */
const RENEW_BEFORE_MS = 5 * 60_000;

export function createFeishuHttp(options: HttpOptions): FeishuHttp {
  const token = options.token ?? { value: null };
  let fetching: Promise<Result<string, ApiFailure>> | null = null;

  async function tokenValue(): Promise<Result<string, ApiFailure>> {
    if (token.value !== null && options.now() < token.value.until) return ok(token.value.value);
    // Many calls at once share one fetch.
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  async function fetchToken(): Promise<Result<string, ApiFailure>> {
    const answer = await request(options, null, {
      method: "POST",
      path: "/open-apis/auth/v3/tenant_access_token/internal",
      body: { app_id: options.appId, app_secret: options.appSecret },
    });
    if (!answer.ok) return answer;
    const value = answer.value["tenant_access_token"];
    const expire = Number(answer.value["expire"]);
    if (typeof value !== "string") return fail({ kind: "other", code: 0, waitMs: 0, logId: null });
    token.value = { value, until: options.now() + Math.max(0, expire * 1000 - RENEW_BEFORE_MS) };
    return ok(value);
  }

  return {
    async call(call) {
      for (let attempt = 1; ; attempt += 1) {
        const current = await tokenValue();
        if (!current.ok) return current;
        const result = await request(options, current.value, call);
        // The classic fault is to keep a bad token because only HTTP 401 was looked at (feishu.md 3.2).
        if (!result.ok && result.error.kind === "token" && attempt === 1) {
          if (token.value?.value === current.value) token.value = null;
          continue;
        }
        if (!result.ok)
          options.log.warn("feishu.call_failed", {
            call: `${call.method} ${call.path
              .replace(/\?.*/, "")
              .replace(/\/(om|oc|ou|img|file)_[^/]*/g, "/$1_*")
              .replace(/\/apps\/[^/]+\/tables\/[^/]+/, "/apps/*/tables/*")}`,
            kind: result.error.kind,
            code: result.error.code,
            logId: result.error.logId,
          });
        return result;
      }
    },
  };
}

async function request(options: HttpOptions, token: string | null, call: ApiCall): Promise<ApiResult> {
  let response: Response;
  let text: string;
  try {
    response = await options.fetch(`${options.baseUrl}${call.path}`, {
      method: call.method,
      headers: {
        ...(call.body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      // The boundary of a form is fetch's own: it sets the header.
      ...(call.form === undefined ? {} : { body: call.form }),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(call.timeoutMs ?? options.timeoutMs ?? 8000),
    });
    text = await response.text();
  } catch {
    // Time-out, refused, cut: it may have been carried out all the same.
    return fail({ kind: "transient", code: 0, waitMs: 0, logId: null });
  }
  const body = parse(text);
  const code = typeof body?.["code"] === "number" ? body["code"] : null;
  // Some APIs say no on HTTP 200, others on 400: the code decides, not the status.
  if (response.ok && code === 0 && body !== null) return ok(body);
  const message = typeof body?.["msg"] === "string" ? body["msg"] : "";
  const reset = Number(response.headers.get("x-ogw-ratelimit-reset") ?? "1");
  return fail({
    kind: classify(code ?? 0, response.status, message),
    code: code ?? response.status,
    waitMs: Number.isFinite(reset) && reset > 0 ? reset * 1000 : 1000,
    logId: response.headers.get("x-tt-logid"),
  });
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
