import { Hono } from "hono/tiny";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Deps } from "../deps.ts";
import type { Runner } from "../jobs/runner.ts";
import { errorFields } from "../log.ts";
import { accept } from "./inbound/accept.ts";
import type { Ingest } from "./inbound/ingest.ts";
import type { VerifyFailure } from "./inbound/verify.ts";
import { verify } from "./inbound/verify.ts";

/** Larger than any delivery: 30 KB cards, 150 KB texts. */
const MOST_BYTES = 1024 * 1024;

const STATUS: Record<VerifyFailure, 400 | 401> = {
  not_json: 400,
  not_encrypted: 400,
  not_decryptable: 400,
  headers_missing: 401,
  timestamp_invalid: 400,
  timestamp_skewed: 401,
  signature_mismatch: 401,
  token_mismatch: 401,
  legacy_card_callback: 400,
};

/** `POST /feishu/events`: events and card callbacks alike (design.md, contracts). */
export function feishuRoutes(deps: Deps, runner: Runner, ingest: Ingest): Hono {
  const app = new Hono();
  const tooLarge = (c: Context): Response => c.json({ error: "too_large" }, 413);
  const counted = bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge });
  app.post(
    "/feishu/events",
    async (c, next) => {
      const length = c.req.header("content-length");
      // Asking for the body as a stream, to count it, costs more than the whole of verifying; a told length needs none.
      if (length === undefined || c.req.header("transfer-encoding") !== undefined) return counted(c, next);
      return Number(length) <= MOST_BYTES ? next() : tooLarge(c);
    },
    async (c) => {
      const body = new Uint8Array(await c.req.arrayBuffer());
      const request = { body, header: (name: string) => c.req.header(name) ?? null, now: deps.clock.now() };
      const verified = await verify(deps.keys, request, deps.crypto);
      if (verified.kind === "rejected") {
        deps.log.warn("delivery.rejected", { reason: verified.reason, bytes: body.length });
        return c.json({ error: "rejected" }, STATUS[verified.reason]);
      }
      if (verified.kind === "challenge") return c.json({ challenge: verified.challenge });
      const accepted = await accept(deps, runner, ingest, verified.payload);
      if (accepted.type === "refused")
        return c.json({ error: accepted.reason }, accepted.reason === "other_app" ? 401 : 400);
      return c.json(accepted.type === "answered" ? accepted.answer : {});
    },
  );
  app.onError((error, c) => {
    const reference = deps.ids.next("run").slice(-6);
    deps.log.error("request.failed", { reference, path: c.req.path, ...errorFields(error) });
    // Not acknowledged: the platform delivers again (feishu.md 1.1).
    return c.json({ error: "internal", reference }, 500);
  });
  return app;
}
