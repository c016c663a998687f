import * as z from "zod";
import type { MessageRecord, Sender } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { appendMessage, saveMessage } from "../model/messages.ts";
import { emitReaction } from "../model/reactions.ts";
import { readersOf } from "../model/reads.ts";
import { idOf, openIdFor } from "../model/people.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { HOUR_MS, once } from "./once.ts";
import { page, pageQuery } from "./paging.ts";
import { SEND_SCOPES } from "./messages-send.ts";
import { messageShape } from "./message-shape.ts";
import { isOwn, liveMessage, messageFor, receiveChat } from "./targets.ts";

const EMOJI = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const FOLLOW_UP_MS = 600_000;

const operatorOf = (call: Call, sender: Sender): Record<string, unknown> => {
  const person = sender.kind === "user" ? call.platform.tables.people.get(sender.openId) : undefined;
  return {
    operator_id:
      person === undefined ? (sender.kind === "app" ? sender.appId : "") : openIdFor(call.platform, call.app, person),
    operator_type: sender.kind,
  };
};

const reactionShape = (call: Call, reaction: MessageRecord["reactions"][number]): Record<string, unknown> => ({
  reaction_id: reaction.reactionId,
  operator: operatorOf(call, reaction.from),
  action_time: String(reaction.at),
  reaction_type: { emoji_type: reaction.emoji },
});

const receiveType = z.looseObject({
  receive_id_type: z.enum(
    ["open_id", "union_id", "user_id", "email", "chat_id", "thread_id"],
    "receive_id_type is required",
  ),
  uuid: z.string().max(50).optional(),
});

/** Copies a message into another chat; a card that forbids it stays where it is. */
const forwardTo = (
  call: Call,
  message: MessageRecord,
  type: string,
  id: string,
  uuid: string | undefined,
): MessageRecord => {
  const { platform, app } = call;
  const config = message.card?.json["config"] as { enable_forward?: unknown } | undefined;
  if (config?.enable_forward === false || message.onlyFor !== undefined) throw refused(230054);
  const chat = receiveChat(platform, app, type, id);
  const key = uuid === undefined ? undefined : `message/${app.appId}/${uuid}`;
  const made = once(
    platform,
    key,
    HOUR_MS,
    () =>
      appendMessage(platform, {
        chat,
        sender: { kind: "app", appId: app.appId },
        type: message.type,
        content: message.content,
        mentions: [],
        ...(message.card === undefined ? {} : { card: { json: message.card.json, dialect: message.card.dialect } }),
      }).messageId,
  );
  return messageFor(platform, app, made.id);
};

export const extraEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/messages/:message_id/reactions",
    family: "im",
    scopes: ["im:message", "im:message.reactions:write_only"],
    body: z.looseObject({ reaction_type: z.looseObject({ emoji_type: z.string() }, "reaction_type is required") }),
    handle: (call) => {
      const message = liveMessage(call.platform, call.app, call.params["message_id"] ?? "");
      const emoji = call.body.reaction_type.emoji_type;
      if (!EMOJI.test(emoji)) throw refused(231001);
      const from: Sender = { kind: "app", appId: call.app.appId };
      const known = message.reactions.find(
        (one) => one.emoji === emoji && one.from.kind === "app" && one.from.appId === call.app.appId,
      );
      const reaction = known ?? {
        reactionId: call.platform.ids.next("", 40),
        emoji,
        from,
        at: call.platform.clock.now(),
      };
      if (known === undefined) {
        message.reactions = [...message.reactions, reaction];
        saveMessage(call.platform, message);
        emitReaction(call.platform, message, "created", reaction);
      }
      return { data: reactionShape(call, reaction) };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/messages/:message_id/reactions",
    family: "im",
    scopes: ["im:message", "im:message:readonly", "im:message.reactions:read"],
    query: pageQuery(50, 20).extend({ reaction_type: z.string().optional() }),
    handle: (call) => {
      const message = liveMessage(call.platform, call.app, call.params["message_id"] ?? "");
      const { reaction_type: type } = call.query;
      const listed = message.reactions.filter((one) => type === undefined || one.emoji === type);
      return { data: page(listed, call.query, (one) => reactionShape(call, one)) };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/open-apis/im/v1/messages/:message_id/reactions/:reaction_id",
    family: "im",
    scopes: ["im:message", "im:message.reactions:write_only"],
    handle: (call) => {
      const message = liveMessage(call.platform, call.app, call.params["message_id"] ?? "");
      const reaction = message.reactions.find((one) => one.reactionId === call.params["reaction_id"]);
      if (reaction?.from.kind !== "app" || reaction.from.appId !== call.app.appId) throw refused(231003);
      message.reactions = message.reactions.filter((one) => one !== reaction);
      saveMessage(call.platform, message);
      emitReaction(call.platform, message, "deleted", { ...reaction, at: call.platform.clock.now() });
      return { data: reactionShape(call, reaction) };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/messages/:message_id/forward",
    family: "im",
    scopes: SEND_SCOPES,
    query: receiveType,
    body: z.looseObject({ receive_id: z.string("receive_id is required").min(1) }),
    handle: (call) => {
      const message = liveMessage(call.platform, call.app, call.params["message_id"] ?? "");
      const { receive_id_type: type, uuid } = call.query;
      const copy = forwardTo(call, message, type, call.body.receive_id, uuid);
      return { data: messageShape(call.platform, call.app, copy) };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/threads/:thread_id/forward",
    family: "im",
    scopes: SEND_SCOPES,
    query: receiveType,
    body: z.looseObject({ receive_id: z.string("receive_id is required").min(1) }),
    handle: (call) => {
      const { platform, app, params, query } = call;
      const root = [...platform.tables.messages.values()].find((one) => one.threadId === params["thread_id"]);
      if (root === undefined) throw refused(230019);
      const message = liveMessage(platform, app, root.messageId);
      const copy = forwardTo(call, message, query.receive_id_type, call.body.receive_id, query.uuid);
      return { data: messageShape(platform, app, copy) };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/messages/merge_forward",
    family: "im",
    scopes: SEND_SCOPES,
    query: receiveType,
    body: z.looseObject({
      receive_id: z.string("receive_id is required").min(1),
      message_id_list: z.array(z.string()).min(1).max(100, "at most 100 messages"),
    }),
    handle: (call) => {
      const { platform, app, body, query } = call;
      const children = body.message_id_list.map((id) => liveMessage(platform, app, id));
      if (new Set(children.map((one) => one.chatId)).size > 1) throw refused(230001, "messages are of different chats");
      const chat = receiveChat(platform, app, query.receive_id_type, body.receive_id);
      const key = query.uuid === undefined ? undefined : `message/${app.appId}/${query.uuid}`;
      const made = once(platform, key, HOUR_MS, () => {
        const sender: Sender = { kind: "app", appId: app.appId };
        const parent = appendMessage(platform, {
          chat,
          sender,
          type: "merge_forward",
          content: { content: "Merged and Forwarded Message" },
        });
        for (const child of children) {
          appendMessage(platform, {
            chat,
            sender: child.sender,
            type: child.type,
            content: child.content,
            mentions: child.mentions,
            ...(child.card === undefined ? {} : { card: { json: child.card.json, dialect: child.card.dialect } }),
            upperMessageId: parent.messageId,
            createTime: child.createTime,
          });
        }
        return parent.messageId;
      });
      return {
        data: { message: messageShape(platform, app, messageFor(platform, app, made.id)), invalid_message_id_list: [] },
      };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/messages/:message_id/push_follow_up",
    family: "im",
    scopes: SEND_SCOPES,
    body: z.looseObject({
      follow_ups: z
        .array(z.looseObject({ content: z.string().min(1).max(200), i18n_contents: z.array(z.unknown()).optional() }))
        .min(1)
        .max(3, "at most 3 follow-ups"),
    }),
    handle: ({ platform, app, params, body }) => {
      const message = liveMessage(platform, app, params["message_id"] ?? "");
      if (!isOwn(app, message)) throw refused(230012);
      const chat = platform.tables.chats.get(message.chatId);
      if (chat?.kind !== "p2p") throw refused(230054);
      if (platform.byChat.get(message.chatId)?.at(-1) !== message) throw refused(230001, "not the newest message");
      if (platform.clock.now() - message.createTime > FOLLOW_UP_MS) throw refused(230009);
      message.followUps = body.follow_ups.map((one) => one.content);
      saveMessage(platform, message);
      return { data: {} };
    },
  }),
  ...(["app", "sms", "phone"] as const).map((kind) =>
    endpoint({
      method: "PATCH",
      path: `/open-apis/im/v1/messages/:message_id/urgent_${kind}`,
      family: "im",
      scopes: [kind === "app" ? "im:message.urgent" : `im:message.urgent:${kind}`],
      query: z.looseObject({ user_id_type: z.enum(["open_id", "union_id", "user_id"], "user_id_type is required") }),
      body: z.looseObject({ user_id_list: z.array(z.string()).min(1).max(200, "at most 200 users") }),
      handle: (call) => urge(call, kind, call.query.user_id_type, call.body.user_id_list),
    }),
  ),
];

/** Unread urgent messages one person may have (230023). */
const URGENTS_MAX = 200;

const unreadUrgents = (call: Call, openId: string): number => {
  let count = 0;
  for (const message of call.platform.tables.messages.values()) {
    if (!message.urgent.some((one) => one.openId === openId)) continue;
    if (!readersOf(call.platform, message).some((reader) => reader.openId === openId)) count += 1;
  }
  return count;
};

const urge = (call: Call, kind: "app" | "sms" | "phone", type: string, ids: string[]): { data: unknown } => {
  const { platform, app } = call;
  const message = liveMessage(platform, app, call.params["message_id"] ?? "");
  if (!isOwn(app, message)) throw refused(230012);
  const chat = platform.tables.chats.get(message.chatId);
  // Urgent calls do not reach external groups at all (feishu.md 5.1).
  if (chat?.external === true) throw refused(230027, "external chats have no urgent messages");
  if (chat?.settings["urgent_setting"] === "only_owner" && chat.ownerAppId !== app.appId) throw refused(230052);
  const members = (chat?.members ?? []).flatMap((openId) => platform.tables.people.get(openId) ?? []);
  const invalid: string[] = [];
  const at = platform.clock.now();
  for (const id of ids) {
    const person = members.find((one) => idOf(platform, app, one, type) === id);
    if (person === undefined || person.resigned === true) {
      invalid.push(id);
      continue;
    }
    if (unreadUrgents(call, person.openId) >= URGENTS_MAX) throw refused(230023);
    message.urgent = [...message.urgent, { openId: person.openId, kind, at }];
  }
  saveMessage(platform, message);
  return { data: { invalid_user_id_list: invalid } };
};
