import type { Recipient } from "../../src/desk/outgoing.ts";
import type { ApiFailure, FailureKind } from "../../src/feishu/outbound/failures.ts";
import type { FeishuClient } from "../../src/feishu/outbound/client.ts";
import { fingerprint } from "../../src/feishu/cards/fingerprint.ts";
import { fail, ok } from "../../src/domain/result.ts";

export interface Posted {
  readonly to: string;
  readonly messageId: string;
  /** Tells what it says apart, and its beginning. */
  readonly said: string;
  /** UTC ms. */
  readonly at: number;
  /** Had been refused before: it may say what has happened once more since it was written. */
  readonly late: boolean;
}

export interface QuickPlatform extends FeishuClient {
  /** Messages that really exist, by uuid: what people have seen. */
  readonly posted: ReadonlyMap<string, Posted>;
  readonly calls: { total: number; failed: number };
}

/**
 * The platform's side of sending, in memory, for simulations of months: keeps the promise of `uuid`, and fails as the real one
 * does: refused, over the limit, or carried out with the answer lost. Everything over HTTP is proved elsewhere.
 * @param random 0–1. @param faultRate share of calls that fail. @param now UTC ms.
 */
export function createQuickPlatform(random: () => number, faultRate: number, now: () => number): QuickPlatform {
  const posted = new Map<string, Posted>();
  const calls = { total: 0, failed: 0 };
  const failure = (kind: FailureKind, code: number): { ok: false; error: ApiFailure } => {
    calls.failed += 1;
    return fail({ kind, code, waitMs: 1000, logId: null });
  };

  function carriedOut<T>(work: () => T): { ok: true; value: T } | { ok: false; error: ApiFailure } {
    calls.total += 1;
    const dice = random();
    if (dice < faultRate / 3) return failure("rate_limited", 230020);
    if (dice < (faultRate * 2) / 3) return failure("transient", 503);
    const value = work();
    return dice < faultRate ? failure("transient", 0) : ok(value);
  }
  const tried = new Set<string>();
  const post = (to: Recipient, message: unknown, uuid: string) => {
    const late = tried.has(uuid);
    tried.add(uuid);
    return carriedOut(() => {
      const known = posted.get(uuid);
      if (known !== undefined) return { messageId: known.messageId };
      const messageId = `om_${posted.size + 1}`;
      const json = JSON.stringify(message);
      posted.set(uuid, {
        to: to.type === "person" ? to.openId : to.chatId,
        messageId,
        said: `${fingerprint(json)} ${json.slice(0, 200)}`,
        at: now(),
        late,
      });
      return { messageId };
    });
  };

  return {
    posted,
    calls,
    send: (to, message, uuid) => Promise.resolve(post(to, message, uuid)),
    reply: (id, to, message, uuid) => Promise.resolve(post(to, { answers: id, message }, uuid)),
    uploadFile: () => Promise.resolve(carriedOut(() => ({ fileKey: "file_v3_1" }))),
    patchCard: () => Promise.resolve(carriedOut(() => null)),
    forward: (id, to, uuid) => {
      const answer = post(to, { forwarded: id }, uuid);
      return Promise.resolve(answer.ok ? ok(null) : answer);
    },
    urgent: () => Promise.resolve(carriedOut(() => null)),
    botOpenId: () => Promise.resolve("ou_local_bot"),
  };
}
