import { randomBytes } from "node:crypto";
import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import { encryptEvent, signEvent } from "./crypto.ts";
import { never } from "../core/values.ts";

/** What came of one request to the bot. */
export type PushOutcome =
  | { kind: "answered"; status: number; body: string }
  | { kind: "timeout" }
  | { kind: "refused"; error: string }
  | { kind: "unresolved"; error: string }
  | { kind: "no-receiver" };

/** Says in one line why a push failed; null when it did not. */
export const pushProblem = (outcome: PushOutcome): string | null => {
  switch (outcome.kind) {
    case "answered":
      return outcome.status === 200 ? null : `status ${outcome.status}`;
    case "timeout":
      return "no answer in time";
    case "no-receiver":
      return "no receiver: neither an address nor a long connection";
    case "refused":
    case "unresolved":
      return outcome.error;
  }
  return never(outcome);
};

export interface WebhookRequest {
  url: string;
  /** Plaintext object; encrypted here when the app has a key. */
  payload: Record<string, unknown>;
  /** false only for URL verification, which carries no signature (feishu.md 1.2). */
  signed: boolean;
  timeoutMs: number;
}

const causeCode = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
};

/** One POST to the bot's address, encrypted and signed over the very bytes that are sent. */
export const postWebhook = async (
  platform: Platform,
  app: SandboxApp,
  request: WebhookRequest,
): Promise<PushOutcome> => {
  const plain = JSON.stringify(request.payload);
  const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
  let body = plain;
  if (app.encryptKey !== undefined && app.encryptKey !== "") {
    const value = encryptEvent(app.encryptKey, plain, randomBytes(16));
    body = platform.settings.spacedBodies ? `{"encrypt": "${value}"}` : `{"encrypt":"${value}"}`;
    if (request.signed) {
      const timestamp = String(Math.floor(platform.clock.now() / 1000));
      const nonce = String(Math.floor(platform.random() * 2 ** 31));
      headers["X-Lark-Request-Timestamp"] = timestamp;
      headers["X-Lark-Request-Nonce"] = nonce;
      headers["X-Lark-Signature"] = signEvent(timestamp, nonce, app.encryptKey, body);
    }
  }
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    // A redirect is an error to the platform, so it must not be followed.
    const response = await platform.fetch(request.url, { method: "POST", headers, body, signal, redirect: "manual" });
    return { kind: "answered", status: response.status, body: await response.text() };
  } catch (error) {
    if (signal.aborted) return { kind: "timeout" };
    const code = causeCode(error);
    return code === "ENOTFOUND" || code === "EAI_AGAIN"
      ? { kind: "unresolved", error: code }
      : { kind: "refused", error: code };
  }
};
