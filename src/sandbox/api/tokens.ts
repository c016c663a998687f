import * as z from "zod";
import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { TokenRecord } from "../core/records.ts";
import { endpoint } from "./endpoint.ts";
import { refused } from "./codes.ts";

/** Life of a token; within the last 30 minutes a new one is given out beside it (feishu.md 3.1). */
const LIFE_MS = 7_200_000;
const RENEW_BELOW_MS = 1_800_000;

const valid = (platform: Platform, appId: string, kind: TokenRecord["kind"]): TokenRecord[] => {
  const now = platform.clock.now();
  for (const token of platform.tables.tokens.values()) {
    if (token.expiresAt <= now) platform.tables.tokens.delete(token.token);
  }
  return [...platform.tables.tokens.values()].filter((token) => token.appId === appId && token.kind === kind);
};

const issue = (platform: Platform, app: SandboxApp, kind: TokenRecord["kind"]): TokenRecord => {
  const now = platform.clock.now();
  const fresh = valid(platform, app.appId, kind).find((token) => token.expiresAt - now >= RENEW_BELOW_MS);
  if (fresh !== undefined) return fresh;
  const token = platform.ids.next(kind === "tenant" ? "t-" : "a-", 40);
  return platform.tables.tokens.put(token, { token, appId: app.appId, kind, expiresAt: now + LIFE_MS });
};

/** Makes every token of the app invalid at once, as the fault switch wants. */
export const revokeTokens = (platform: Platform, appId: string): void => {
  for (const token of platform.tables.tokens.values()) {
    if (token.appId === appId) platform.tables.tokens.delete(token.token);
  }
};

/** The app behind an `Authorization` header, or the platform's refusal. */
export const authenticate = (platform: Platform, header: string | undefined): SandboxApp => {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
  if (token === undefined) throw refused(99991661);
  if (token.startsWith("u-") || token.startsWith("eyJ")) throw refused(99991668);
  if (token.startsWith("a-")) throw refused(99991664);
  if (!token.startsWith("t-")) throw refused(99991671);
  const known = platform.tables.tokens.get(token);
  const app = platform.apps.find((one) => one.appId === known?.appId);
  if (known === undefined || app === undefined || known.expiresAt <= platform.clock.now()) throw refused(99991663);
  return app;
};

const credentials = z.looseObject({ app_id: z.string().min(1), app_secret: z.string().min(1) });

/** App of a well-formed request; failures come on HTTP 200 (feishu.md 3.1). */
const appOf = (platform: Platform, body: unknown): SandboxApp => {
  const parsed = credentials.safeParse(body);
  if (!parsed.success || !/^cli_[0-9a-z]+$/i.test(parsed.data.app_id)) throw refused(10003);
  const app = platform.apps.find((one) => one.appId === parsed.data.app_id);
  if (app === undefined) throw refused(10014);
  if (app.appSecret !== parsed.data.app_secret) throw refused(10015);
  return app;
};

const secondsLeft = (platform: Platform, token: TokenRecord): number =>
  Math.max(0, Math.floor((token.expiresAt - platform.clock.now()) / 1000));

export const tokenEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/auth/v3/tenant_access_token/internal",
    family: "auth",
    scopes: [],
    anonymous: true,
    handle: ({ platform, body }) => {
      const token = issue(platform, appOf(platform, body), "tenant");
      return { top: { tenant_access_token: token.token, expire: secondsLeft(platform, token) } };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/auth/v3/app_access_token/internal",
    family: "auth",
    scopes: [],
    anonymous: true,
    handle: ({ platform, body }) => {
      const app = appOf(platform, body);
      const tenant = issue(platform, app, "tenant");
      return {
        top: {
          // For a custom app both tokens are one and the same.
          app_access_token: tenant.token,
          tenant_access_token: tenant.token,
          expire: secondsLeft(platform, tenant),
        },
      };
    },
  }),
];
