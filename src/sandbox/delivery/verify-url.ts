import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import { postWebhook, pushProblem } from "./push.ts";

/** Real ms the bot has for the handshake; stricter than for events (feishu.md 1.2). */
const HANDSHAKE_MS = 1000;

export type UrlVerification = { ok: true } | { ok: false; problem: string };

/** The handshake the console makes when an address is saved: encrypted when there is a key, never signed. */
export const verifyUrl = async (platform: Platform, app: SandboxApp, url: string): Promise<UrlVerification> => {
  const challenge = platform.ids.next("", 32);
  const outcome = await postWebhook(platform, app, {
    url,
    payload: { challenge, token: app.verificationToken, type: "url_verification" },
    signed: false,
    timeoutMs: HANDSHAKE_MS,
  });
  const problem = pushProblem(outcome);
  if (problem !== null || outcome.kind !== "answered") return { ok: false, problem: problem ?? "" };
  try {
    const answer = JSON.parse(outcome.body) as { challenge?: unknown } | null;
    return answer?.challenge === challenge ? { ok: true } : { ok: false, problem: "the challenge came back wrong" };
  } catch {
    return { ok: false, problem: "the answer is not JSON" };
  }
};
