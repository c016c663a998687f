import type { ApiFailure, FailureKind } from "../../src/feishu/outbound/failures.ts";
import type { FeishuClient } from "../../src/feishu/outbound/client.ts";
import { fail, ok } from "../../src/domain/result.ts";

export interface QuickPlatform extends FeishuClient {
  /** Messages that really exist, by uuid: what people have seen. */
  readonly posted: ReadonlyMap<string, { readonly to: string; readonly messageId: string }>;
  readonly calls: { total: number; failed: number };
}

/**
 * The platform's side of sending, in memory, for simulations of months: keeps the promise of `uuid`, and fails as the real one
 * does: refused, over the limit, or carried out with the answer lost. Everything over HTTP is proved elsewhere.
 * @param random 0–1. @param faultRate share of calls that fail.
 */
export function createQuickPlatform(random: () => number, faultRate: number): QuickPlatform {
  const posted = new Map<string, { to: string; messageId: string }>();
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
  const post = (to: string, uuid: string) =>
    carriedOut(() => {
      const known = posted.get(uuid);
      if (known !== undefined) return { messageId: known.messageId };
      const messageId = `om_${posted.size + 1}`;
      posted.set(uuid, { to, messageId });
      return { messageId };
    });

  return {
    posted,
    calls,
    send: (to, _message, uuid) => Promise.resolve(post(to.type === "person" ? to.openId : to.chatId, uuid)),
    reply: (_id, to, _message, uuid) => Promise.resolve(post(to.type === "person" ? to.openId : to.chatId, uuid)),
    uploadFile: () => Promise.resolve(carriedOut(() => ({ fileKey: "file_v3_1" }))),
    patchCard: () => Promise.resolve(carriedOut(() => null)),
    forward: (_id, to, uuid) =>
      Promise.resolve(
        carriedOut(() => {
          posted.set(uuid, { to: to.type === "person" ? to.openId : to.chatId, messageId: uuid });
          return null;
        }),
      ),
    urgent: () => Promise.resolve(carriedOut(() => null)),
    botOpenId: () => Promise.resolve("ou_local_bot"),
  };
}
