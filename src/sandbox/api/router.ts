import type { Context } from "hono";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Platform } from "../core/platform.ts";
import type { Receivers } from "../delivery/receivers.ts";
import type { Part } from "../http/multipart.ts";
import { parseMultipart } from "../http/multipart.ts";
import type { Call, Endpoint, Family, Reply } from "./endpoint.ts";
import type { Services } from "./services.ts";
import { realMs } from "../core/clock.ts";
import { hasScope } from "../model/people.ts";
import type { Code } from "./codes.ts";
import { CODES, CODE_STATUS, Refused, invalidField, refused } from "./codes.ts";
import { rateLimited } from "./limits.ts";
import { authenticate, revokeTokens } from "./tokens.ts";

type Env = { Bindings: HttpBindings };

/** Families that report their own errors on HTTP 200. */
const HTTP_200: ReadonlySet<Family> = new Set(["legacy", "bitable", "auth"]);
const SAYS_OK: ReadonlySet<Family> = new Set(["legacy", "auth"]);

/** Outcome of a call before it is put on the wire; `cut` closes the connection without an answer. */
type Outcome = {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  bytes?: Extract<Reply, { bytes: Uint8Array }>;
} & {
  cut?: boolean;
};

const errorBody = (platform: Platform, problem: Refused, family: Family): unknown => {
  if (family === "auth") {
    return problem.code === 10003
      ? { code: 10003, data: {}, msg: problem.message }
      : { code: problem.code, msg: problem.message };
  }
  const logId = platform.ids.next("", 32);
  return {
    code: problem.code,
    msg: problem.message,
    error: {
      ...problem.detail,
      log_id: logId,
      troubleshooter: `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${problem.code}`,
    },
  };
};

const firstIssue = (error: { issues: { path: PropertyKey[]; message: string }[] }): { field: string; text: string } => {
  const issue = error.issues[0];
  return { field: issue?.path.map(String).join(".") || "body", text: issue?.message ?? "invalid" };
};

const readBody = async (c: Context<Env>, spec: Endpoint): Promise<unknown> => {
  if (spec.form === true || c.req.method === "GET") return {};
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    if (spec.family === "auth") return undefined;
    throw refused(9499);
  }
};

const queryOf = (c: Context<Env>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([key, values]) => [key, values.length > 1 ? values : values[0]]),
  );

/** Gateway checks in the platform's order: token, app's quota and rate, scope. */
const admit = (platform: Platform, services: Services, spec: Endpoint, header: string | undefined): Call["app"] => {
  const app = authenticate(platform, header);
  if (platform.faults.strikes("apiTokenExpired")) {
    revokeTokens(platform, app.appId);
    throw refused(99991663);
  }
  if (platform.faults.strikes("apiRateLimited")) throw rateLimited(50, 1);
  const quota = platform.settings.monthlyQuota;
  const month = new Date(platform.clock.now()).toISOString().slice(0, 7);
  // Contact calls (as auth) do not count for the monthly quota, message calls do (feishu.md 3.3).
  if (quota !== null && spec.family !== "contact" && !services.limits.quotaAllows(month, quota))
    throw refused(99991403);
  services.limits.gateway(`${app.appId} ${spec.method} ${spec.path}`, spec.perSecond);
  if (spec.scopes.length > 0 && !spec.scopes.some((scope) => hasScope(app, scope))) {
    throw new Refused(99991672, `${CODES[99991672]}: [${spec.scopes.join(", ")}].`, {
      detail: { permission_violations: spec.scopes.map((subject) => ({ type: "action_scope_required", subject })) },
    });
  }
  if (app.botOff === true && spec.path.includes("/im/v1/")) throw refused(botOffCode(spec.path));
  return app;
};

/** Each group of IM calls has a code of its own for an app without bot ability (feishu.md 3.4–3.6). */
const botOffCode = (path: string): Code => {
  if (/\/(images|files|resources)(\/|$)/.test(path)) return 234007;
  return path.includes("/im/v1/chats") ? 232025 : 230006;
};

/** Sending and patching are what 230020 limits. */
const isChatWrite = (spec: Endpoint): boolean =>
  /\/im\/v1\/messages(\/:message_id(\/reply)?)?$/.test(spec.path) &&
  (spec.method === "POST" || spec.method === "PATCH");

const perform = async (
  platform: Platform,
  receivers: Receivers,
  services: Services,
  spec: Endpoint,
  c: Context<Env>,
  raw: unknown,
): Promise<Outcome> => {
  const anonymous = spec.anonymous === true;
  if (!anonymous && platform.faults.strikes("apiServerError")) {
    return { status: 502, body: "<html><body>502 Bad Gateway</body></html>", headers: { "content-type": "text/html" } };
  }
  const app = anonymous ? platform.apps[0] : admit(platform, services, spec, c.req.header("authorization"));
  if (app === undefined) throw new Error("a sandbox needs an app");
  if (isChatWrite(spec) && platform.faults.strikes("apiChatLimited")) throw refused(230020);
  const query = spec.query?.safeParse(queryOf(c));
  if (query?.success === false) {
    const { field, text } = firstIssue(query.error);
    throw invalidField(field, text);
  }
  const body = spec.body?.safeParse(raw);
  if (body?.success === false) {
    const { field, text } = firstIssue(body.error);
    throw invalidField(field, text);
  }
  const call: Call = {
    platform,
    receivers,
    services,
    app,
    params: c.req.param() as Record<string, string>,
    query: query?.data ?? {},
    body: body === undefined ? raw : body.data,
    form: spec.form === true ? await formOf(c) : new Map(),
  };
  const reply = await spec.handle(call as Call<never, never>);
  const cut = !anonymous && spec.method !== "GET" && platform.faults.strikes("apiTimeoutAfterSuccess");
  if ("bytes" in reply) return { status: 200, body: `<${reply.bytes.length} bytes>`, bytes: reply, cut };
  const msg = SAYS_OK.has(spec.family) ? "ok" : "success";
  return {
    status: 200,
    body: "top" in reply ? { code: 0, msg, ...reply.top } : { code: 0, msg, data: reply.data },
    cut,
  };
};

/** Parts of an upload by name. */
const formOf = async (c: Context<Env>): Promise<Map<string, Part>> => {
  const body = new Uint8Array(await c.req.arrayBuffer());
  const parts = parseMultipart(body, c.req.header("content-type") ?? "");
  if (parts === null) throw refused(234001);
  return new Map(parts.map((part) => [part.name, part]));
};

const codeOf = (body: unknown): number | undefined =>
  typeof body === "object" && body !== null && "code" in body && typeof body.code === "number" ? body.code : undefined;

/** All endpoints of the open platform as one Hono app; unknown paths get 99991201. */
export const openApis = (
  platform: Platform,
  receivers: Receivers,
  services: Services,
  endpoints: readonly Endpoint[],
): Hono<Env> => {
  const app = new Hono<Env>();

  const answer = async (
    c: Context<Env>,
    family: Family,
    name: string,
    run: (raw: (body: unknown) => void) => Promise<Outcome>,
  ): Promise<Response> => {
    const started = realMs();
    let request: unknown = null;
    let outcome: Outcome;
    try {
      outcome = await run((body) => {
        request = body;
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const status = CODE_STATUS[error.code] ?? (HTTP_200.has(family) ? 200 : 400);
      outcome = { status, body: errorBody(platform, error, family), headers: error.headers };
    }
    const code = codeOf(outcome.body);
    platform.wire.add({
      at: platform.clock.now(),
      kind: "api",
      name,
      status: outcome.status,
      ...(code === undefined ? {} : { code }),
      latencyMs: realMs() - started,
      request: { query: queryOf(c), body: request },
      response: outcome.body,
      ...(outcome.cut === true ? { error: "carried out, connection cut (injected)" } : {}),
    });
    if (outcome.cut === true) {
      await new Promise((resolve) => setTimeout(resolve, platform.settings.hangMs));
      c.env.incoming.socket.destroy();
    }
    const headers = { "x-tt-logid": platform.ids.next("", 32), ...outcome.headers };
    if (outcome.bytes !== undefined) {
      const { bytes, mime, fileName } = outcome.bytes;
      return new Response(Uint8Array.from(bytes), {
        headers: {
          ...headers,
          "content-type": mime,
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        },
      });
    }
    if (typeof outcome.body === "string") return new Response(outcome.body, { status: outcome.status, headers });
    return new Response(JSON.stringify(outcome.body), {
      status: outcome.status,
      headers: { ...headers, "content-type": "application/json; charset=utf-8" },
    });
  };

  for (const spec of endpoints) {
    app.on(spec.method, spec.path, (c) =>
      answer(c, spec.family, `${spec.method} ${c.req.path}`, async (note) => {
        const raw = await readBody(c, spec);
        note(spec.form === true ? "<multipart>" : raw);
        return perform(platform, receivers, services, spec, c, raw);
      }),
    );
  }
  app.all("/open-apis/*", (c) =>
    answer(c, "im", `${c.req.method} ${c.req.path}`, () => Promise.reject(refused(99991201))),
  );
  return app;
};
