import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { MessageRecord, PersonRecord } from "../core/records.ts";
import { realMs } from "../core/clock.ts";
import { idTriple, tenantOf } from "../model/people.ts";
import { signOldCallback } from "./crypto.ts";

interface OldClick {
  person: PersonRecord;
  message: MessageRecord;
  token: string;
  action: Record<string, unknown>;
}

/**
 * The old card callback beside the new one: flat, never encrypted, SHA-1 with the verification token. Its answer is only
 * logged, because one valid answer suffices and the new callback gives it (feishu.md 1.5).
 */
export const postOldCallback = async (
  platform: Platform,
  app: SandboxApp,
  url: string,
  click: OldClick,
): Promise<void> => {
  const ids = idTriple(platform, app, click.person);
  const payload = {
    open_id: ids.open_id,
    ...(ids.user_id === undefined ? {} : { user_id: ids.user_id }),
    open_message_id: click.message.messageId,
    open_chat_id: click.message.chatId,
    tenant_key: tenantOf(platform, click.person),
    token: click.token,
    action: click.action,
  };
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(platform.clock.now() / 1000));
  const nonce = platform.ids.next("", 16);
  const started = realMs();
  let status = 0;
  let answer: string | null = null;
  let error: string | undefined;
  try {
    const response = await platform.fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "X-Lark-Request-Timestamp": timestamp,
        "X-Lark-Request-Nonce": nonce,
        "X-Lark-Signature": signOldCallback(timestamp, nonce, app.verificationToken, body),
        // Changes only with an acknowledged click, so that a repetition shows (feishu.md 1.5).
        "X-Refresh-Token": platform.ids.next("", 32),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(platform.settings.answerTimeoutMs),
    });
    status = response.status;
    answer = await response.text();
  } catch (problem) {
    error = problem instanceof Error ? problem.message : String(problem);
  }
  platform.wire.add({
    at: platform.clock.now(),
    kind: "callback",
    name: "card.action.trigger_v1",
    status,
    latencyMs: realMs() - started,
    request: payload,
    response: answer,
    ...(error === undefined ? {} : { error }),
  });
};
