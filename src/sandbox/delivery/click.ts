import type { SandboxApp, SandboxClick, SandboxClickResult } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { MessageRecord, PersonRecord } from "../core/records.ts";
import type { PushOutcome } from "./push.ts";
import type { Receivers } from "./receivers.ts";
import { realMs } from "../core/clock.ts";
import { messageById, replaceCard, isVisible } from "../model/messages.ts";
import { appById, idTriple, tenantOf } from "../model/people.ts";
import { readAnswer } from "./answer.ts";
import { envelopeV2 } from "./envelope.ts";
import { postOldCallback } from "./old-callback.ts";
import { pushProblem } from "./push.ts";
import { asText, never } from "../core/values.ts";

const DAY_MS = 86_400_000;
/** Days a card stays clickable (feishu.md 1.5). */
const CLICKABLE_DAYS = { "1.0": 30, "2.0": 14 } as const;

/** A person cannot do this on the real client at all; the page or test that asked is wrong. */
export class NotPossible extends Error {}

const clickable = (
  platform: Platform,
  click: SandboxClick,
): { message: MessageRecord; person: PersonRecord; app: SandboxApp } => {
  const message = messageById(platform, click.messageId);
  const person = platform.tables.people.get(click.as);
  const chat = message === undefined ? undefined : platform.tables.chats.get(message.chatId);
  if (message === undefined || person === undefined || chat === undefined)
    throw new NotPossible("no such message or person");
  if (message.card === undefined || message.recalledAt !== undefined) throw new NotPossible("not a card any more");
  if (message.sender.kind !== "app") throw new NotPossible("a person's card is not interactive");
  if (message.batchId !== undefined) throw new NotPossible("cards of a batch are not interactive");
  if (!chat.members.includes(person.openId) || !isVisible(message, person.openId)) {
    throw new NotPossible("the person does not see this card");
  }
  const app = appById(platform, message.sender.appId);
  if (app === undefined) throw new NotPossible("the card's app is gone");
  return { message, person, app };
};

/** Code the client shows when no usable answer came (feishu.md 1.5). */
const outcomeCode = (outcome: PushOutcome): number => {
  switch (outcome.kind) {
    case "answered":
      return 200671;
    case "timeout":
      return 200341;
    case "refused":
      return 200342;
    case "unresolved":
      return 200343;
    case "no-receiver":
      return 200340;
  }
  return never(outcome);
};

const lock = (platform: Platform, messageId: string, by: 1 | -1): void => {
  const count = (platform.cardLocks.get(messageId) ?? 0) + by;
  if (count <= 0) platform.cardLocks.delete(messageId);
  else platform.cardLocks.set(messageId, count);
};

const hasNamelessForm = (action: Record<string, unknown>): boolean => {
  const form = action["form_value"];
  return typeof form === "object" && form !== null && Object.keys(form).includes("");
};

/** Sends a person's click to the bot, once, and applies the answer. Never retried (feishu.md 1.5). */
export const clickCard = async (
  platform: Platform,
  receivers: Receivers,
  click: SandboxClick,
): Promise<SandboxClickResult> => {
  const { message, person, app } = clickable(platform, click);
  const card = message.card;
  if (card === undefined) throw new NotPossible("not a card");
  const now = platform.clock.now();
  const fail = (code: number, startedAt: number): SandboxClickResult => ({
    ok: false,
    code,
    cardUpdated: false,
    latencyMs: Math.round(realMs() - startedAt),
  });
  const started = realMs();
  // The client greys an expired card out; should a click slip through, nobody answers it.
  if (now - message.createTime > CLICKABLE_DAYS[card.dialect] * DAY_MS) return fail(200080, started);
  if (hasNamelessForm(click.action)) return fail(200530, started);

  const token = platform.ids.next("c-", 40);
  const { cardTokens } = platform.tables;
  const issued = { token, appId: app.appId, messageId: message.messageId, issuedAt: now, answered: false, uses: 0 };
  cardTokens.put(token, issued);
  const payload = envelopeV2(
    platform,
    app,
    // Card callbacks write microseconds where events write milliseconds (feishu.md 1.3).
    { eventId: platform.ids.next(""), eventType: "card.action.trigger", createTime: `${now}000` },
    {
      operator: { tenant_key: tenantOf(platform, person), ...idTriple(platform, app, person) },
      token,
      action: click.action,
      host: "im_message",
      context: { open_message_id: message.messageId, open_chat_id: message.chatId },
    },
  );
  if (receivers.oldCallbackUrl !== null) {
    void postOldCallback(platform, app, receivers.oldCallbackUrl, { person, message, token, action: click.action });
  }
  lock(platform, message.messageId, 1);
  let outcome: PushOutcome;
  try {
    outcome = platform.faults.strikes("connectionRefused")
      ? { kind: "refused", error: "ECONNREFUSED (injected)" }
      : await receivers.send(app, "card", payload);
  } finally {
    lock(platform, message.messageId, -1);
    if (cardTokens.get(token) !== undefined) cardTokens.put(token, { ...issued, answered: true });
  }

  const problem = pushProblem(outcome);
  const answer =
    problem === null && outcome.kind === "answered"
      ? readAnswer(outcome.body, message)
      : { ok: false as const, code: outcomeCode(outcome), problem: problem ?? "" };
  platform.wire.add({
    at: now,
    kind: "callback",
    name: asText(click.action["tag"]) || "card.action.trigger",
    status: outcome.kind === "answered" ? outcome.status : 0,
    ...(answer.ok ? {} : { code: answer.code, error: answer.problem }),
    latencyMs: realMs() - started,
    request: payload,
    response: outcome.kind === "answered" ? outcome.body : null,
  });
  if (!answer.ok) return fail(answer.code, started);
  if (answer.card !== undefined && message.recalledAt === undefined) replaceCard(platform, message, answer.card);
  if (answer.toast !== undefined) platform.hub.push({ type: "toast", as: person.openId, toast: answer.toast });
  return {
    ok: true,
    ...(answer.toast === undefined ? {} : { toast: answer.toast }),
    cardUpdated: answer.card !== undefined,
    latencyMs: Math.round(realMs() - started),
  };
};
