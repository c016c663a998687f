import * as z from "zod";
import type { MessageRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { readersOf } from "../model/reads.ts";
import { hasScope, idOf, tenantOf } from "../model/people.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { messageShape } from "./message-shape.ts";
import { page, pageQuery } from "./paging.ts";
import { chatFor, isOwn, liveMessage, messageFor } from "./targets.ts";

export const READ_SCOPES = ["im:message", "im:message:readonly"] as const;

const cardForm = z.looseObject({ card_msg_content_type: z.enum(["user_card_content", "raw_card_content"]).optional() });

/** Reading group messages of others needs a scope of its own (feishu.md 3.4). */
const checkGroupRight = (call: Call, message: MessageRecord): void => {
  const chat = call.platform.tables.chats.get(message.chatId);
  if (chat?.kind === "group" && !isOwn(call.app, message) && !hasScope(call.app, "im:message.group_msg")) {
    throw refused(230027, "need scope: im:message.group_msg");
  }
};

const children = (call: Call, message: MessageRecord): MessageRecord[] =>
  (call.platform.byChat.get(message.chatId) ?? []).filter((one) => one.upperMessageId === message.messageId);

const seconds = z
  .string()
  .regex(/^\d{1,10}$/, "is a time in seconds")
  .optional();

export const readEndpoints = [
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/messages/:message_id",
    family: "im",
    scopes: READ_SCOPES,
    query: cardForm,
    handle: (call) => {
      const message = messageFor(call.platform, call.app, call.params["message_id"] ?? "");
      checkGroupRight(call, message);
      const form = call.query.card_msg_content_type === undefined ? "simple" : "raw";
      const items = [message, ...children(call, message)].map((one) =>
        messageShape(call.platform, call.app, one, form),
      );
      return { data: { items } };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/messages",
    family: "im",
    scopes: READ_SCOPES,
    query: pageQuery(50, 20).extend({
      container_id_type: z.enum(["chat", "thread"], "container_id_type is chat or thread"),
      container_id: z.string("container_id is required").min(1),
      start_time: seconds,
      end_time: seconds,
      sort_type: z.enum(["ByCreateTimeAsc", "ByCreateTimeDesc"]).optional(),
      card_msg_content_type: z.enum(["user_card_content", "raw_card_content"]).optional(),
    }),
    handle: (call) => {
      const { platform, app, query } = call;
      const from = query.start_time === undefined ? 0 : Number(query.start_time) * 1000;
      const to = query.end_time === undefined ? Number.POSITIVE_INFINITY : Number(query.end_time) * 1000 + 999;
      const inThread = query.container_id_type === "thread";
      const chatId = inThread
        ? [...platform.tables.messages.values()].find((one) => one.threadId === query.container_id)?.chatId
        : query.container_id;
      if (chatId === undefined) throw refused(230019);
      const chat = chatFor(platform, app, chatId);
      if (chat.kind === "group" && !hasScope(app, "im:message.group_msg")) {
        throw refused(230027, "need scope: im:message.group_msg");
      }
      const listed = (platform.byChat.get(chatId) ?? []).filter(
        (one) =>
          one.upperMessageId === undefined &&
          one.onlyFor === undefined &&
          one.createTime >= from &&
          one.createTime <= to &&
          // A chat shows of each thread only its first message (feishu.md 3.4).
          (inThread ? one.threadId === query.container_id : one.threadId === undefined || one.rootId === undefined),
      );
      if (query.sort_type === "ByCreateTimeDesc") listed.reverse();
      const form = query.card_msg_content_type === undefined ? "simple" : "raw";
      return { data: page(listed, query, (one) => messageShape(platform, app, one, form)) };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/messages/:message_id/read_users",
    family: "im",
    scopes: READ_SCOPES,
    query: pageQuery(100, 20).extend({
      user_id_type: z.enum(["open_id", "union_id", "user_id"], "user_id_type is open_id, union_id or user_id"),
    }),
    handle: ({ platform, app, params, query }) => {
      const message = liveMessage(platform, app, params["message_id"] ?? "");
      if (!isOwn(app, message)) throw refused(230012);
      if (platform.clock.now() - message.createTime > 7 * 86_400_000) throw refused(230009);
      const data = page(readersOf(platform, message), query, (reader) => {
        const person = platform.tables.people.get(reader.openId);
        return {
          user_id_type: query.user_id_type,
          user_id: person === undefined ? "" : idOf(platform, app, person, query.user_id_type),
          timestamp: String(reader.at),
          tenant_key: person === undefined ? "" : tenantOf(platform, person),
        };
      });
      return { data };
    },
  }),
];
