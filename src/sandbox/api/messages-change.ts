import * as z from "zod";
import type { Platform } from "../core/platform.ts";
import type { MessageRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { dialectOf, isShared } from "../cards/dialect.ts";
import { recallMessage, replaceCard, saveMessage } from "../model/messages.ts";
import { cardRefused, checkCard } from "./card-content.ts";
import { refused } from "./codes.ts";
import { readContent } from "./content.ts";
import { endpoint } from "./endpoint.ts";
import { messageShape } from "./message-shape.ts";
import { isOwn, liveMessage, messageFor, writableChat } from "./targets.ts";

const DAY_MS = 86_400_000;
/** Days a card can be updated (230031). */
const PATCH_DAYS = 14;
const EDITS_MAX = 20;
const YEAR_MS = 366 * DAY_MS;

const cardOf = (content: string): Record<string, unknown> => {
  try {
    const parsed: unknown = JSON.parse(content);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // said below
  }
  throw cardRefused({ code: 200621, message: "parse card json err", path: "ROOT" });
};

/** All conditions of a card update but the card itself (feishu.md 3.4). */
const patchable = (call: Call, messageId: string): MessageRecord => {
  const { platform, app, services } = call;
  const message = liveMessage(platform, app, messageId);
  if (message.type !== "interactive" || message.card === undefined)
    throw refused(230001, "This message is NOT a card.");
  if (!isOwn(app, message)) throw refused(230012);
  if (message.batchId !== undefined || message.onlyFor !== undefined) throw refused(230054);
  if (platform.clock.now() - message.createTime > PATCH_DAYS * DAY_MS) throw refused(230031);
  if (!services.limits.chatAllows(`patch/${message.messageId}`)) throw refused(230020);
  if ((platform.cardLocks.get(message.messageId) ?? 0) > 0) {
    throw cardRefused({ code: 11310, message: "card action is lock", path: "ROOT" });
  }
  return message;
};

const patchCard = (call: Call, messageId: string, content: string): void => {
  const { platform, app } = call;
  const message = patchable(call, messageId);
  const before = message.card;
  if (before === undefined) throw refused(230001);
  const card = cardOf(content);
  if (dialectOf(card) !== before.dialect) {
    throw cardRefused({ code: 200800, message: "create universal card fail", path: "ROOT -> schema" });
  }
  if (!isShared(before.json) || !isShared(card)) throw refused(230001, "update_multi of both cards must be true");
  checkCard(platform, app, card);
  replaceCard(platform, message, card);
};

/** Others' messages only as owner, manager or maker of the group, and within a year (feishu.md 3.4). */
const mayRecallOthers = (call: Call, message: MessageRecord): boolean => {
  const chat = call.platform.tables.chats.get(message.chatId);
  const { appId } = call.app;
  const rules = chat?.kind === "group" && !chat.external;
  const role = chat?.ownerAppId === appId || chat?.creatorAppId === appId || chat?.managers.includes(appId) === true;
  return rules && role && call.platform.clock.now() - message.createTime <= YEAR_MS;
};

const withinWindow = (platform: Platform, message: MessageRecord): boolean =>
  platform.clock.now() - message.createTime <= platform.settings.recallWindowMs;

export const changeEndpoints = [
  endpoint({
    method: "PATCH",
    path: "/open-apis/im/v1/messages/:message_id",
    family: "im",
    scopes: ["im:message", "im:message:send_as_bot", "im:message:update"],
    body: z.looseObject({ content: z.string("content is required and a string").min(1, "content is required") }),
    handle: (call) => {
      patchCard(call, call.params["message_id"] ?? "", call.body.content);
      return { top: { msg: "ok", data: {} } };
    },
  }),
  endpoint({
    method: "PUT",
    path: "/open-apis/im/v1/messages/:message_id",
    family: "im",
    scopes: ["im:message", "im:message:send_as_bot", "im:message:update"],
    body: z.looseObject({
      msg_type: z.string("msg_type is required"),
      content: z.string("content is required and a string").min(1, "content is required"),
    }),
    handle: ({ platform, app, params, body }) => {
      const message = liveMessage(platform, app, params["message_id"] ?? "");
      const type = body.msg_type;
      if ((type !== "text" && type !== "post") || (message.type !== "text" && message.type !== "post")) {
        throw refused(230001, "only text and post can be edited");
      }
      if (!isOwn(app, message)) throw refused(230012);
      if (!withinWindow(platform, message)) throw refused(230009);
      if (message.edits >= EDITS_MAX) throw refused(230001, `a message can be edited ${EDITS_MAX} times`);
      const chat = writableChat(platform, app, message.chatId);
      const { content, mentions } = readContent(platform, app, chat, type, body.content);
      Object.assign(message, {
        type,
        content,
        mentions: mentions ?? [],
        edits: message.edits + 1,
        updateTime: platform.clock.now(),
      });
      saveMessage(platform, message);
      return { data: messageShape(platform, app, message) };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/open-apis/im/v1/messages/:message_id",
    family: "im",
    scopes: ["im:message", "im:message:send_as_bot", "im:message:recall"],
    handle: (call) => {
      const { platform, app, params } = call;
      const message = messageFor(platform, app, params["message_id"] ?? "");
      if (platform.tables.chats.get(message.chatId)?.status === "dissolved") throw refused(232009);
      if (message.recalledAt !== undefined) throw refused(230011);
      if (message.batchId !== undefined || message.onlyFor !== undefined) throw refused(230054);
      if (!isOwn(app, message)) {
        if (!mayRecallOthers(call, message)) throw refused(230026);
      } else if (!withinWindow(platform, message)) throw refused(230009);
      recallMessage(platform, message);
      return { data: {} };
    },
  }),
];
