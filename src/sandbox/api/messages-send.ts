import * as z from "zod";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, MessageRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { appendMessage } from "../model/messages.ts";
import { emitReceived } from "../model/received.ts";
import { MESSAGE_TYPES, readContent } from "./content.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { messageShape } from "./message-shape.ts";
import { HOUR_MS, once } from "./once.ts";
import { liveMessage, receiveChat, writableChat } from "./targets.ts";

export const SEND_SCOPES = ["im:message", "im:message:send_as_bot", "im:message:send"] as const;

const uuid = z.string().max(50, "the max length is 50").optional();
const msgType = z.enum(MESSAGE_TYPES, "msg_type is invalid");

const found = (platform: Platform, messageId: string): MessageRecord => {
  const message = platform.tables.messages.get(messageId);
  if (message === undefined) throw refused(230110);
  return message;
};

/** Sends once per uuid, within 5/s per person or group (230020). */
const send = (
  call: Call,
  chat: ChatRecord,
  body: { msg_type: (typeof MESSAGE_TYPES)[number]; content: string; uuid?: string | undefined },
  reply?: { to: MessageRecord; inThread: boolean },
): Record<string, unknown> => {
  const { platform, app, services } = call;
  if (!services.limits.chatAllows(chat.chatId)) throw refused(230020);
  const key = body.uuid === undefined || body.uuid === "" ? undefined : `message/${app.appId}/${body.uuid}`;
  const { id } = once(platform, key, HOUR_MS, () => {
    const content = readContent(platform, app, chat, body.msg_type, body.content);
    const message = appendMessage(platform, {
      chat,
      sender: { kind: "app", appId: app.appId },
      ...content,
      ...(reply === undefined ? {} : { replyTo: reply.to, inThread: reply.inThread }),
    });
    const entity = platform.tables.cardEntities.get(content.card?.cardId ?? "");
    if (entity !== undefined) {
      platform.tables.cardEntities.put(entity.cardId, { ...entity, sentMessageId: message.messageId });
    }
    emitReceived(platform, message);
    return message.messageId;
  });
  return messageShape(platform, app, found(platform, id));
};

export const sendEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/messages",
    family: "im",
    scopes: SEND_SCOPES,
    query: z.looseObject({
      receive_id_type: z.enum(
        ["open_id", "union_id", "user_id", "email", "chat_id"],
        "receive_id_type is required and one of open_id, union_id, user_id, email, chat_id",
      ),
    }),
    body: z.looseObject({
      receive_id: z.string("receive_id is required").min(1, "receive_id is required"),
      msg_type: msgType,
      content: z.string("content is required and a string").min(1, "content is required"),
      uuid,
    }),
    handle: (call) => ({
      data: send(
        call,
        receiveChat(call.platform, call.app, call.query.receive_id_type, call.body.receive_id),
        call.body,
      ),
    }),
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/messages/:message_id/reply",
    family: "im",
    scopes: SEND_SCOPES,
    body: z.looseObject({
      msg_type: msgType,
      content: z.string("content is required and a string").min(1, "content is required"),
      reply_in_thread: z.boolean().optional(),
      uuid,
    }),
    handle: (call) => {
      const to = liveMessage(call.platform, call.app, call.params["message_id"] ?? "");
      const chat = writableChat(call.platform, call.app, to.chatId);
      return { data: send(call, chat, call.body, { to, inThread: call.body.reply_in_thread ?? false }) };
    },
  }),
];
