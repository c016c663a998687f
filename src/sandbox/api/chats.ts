import * as z from "zod";
import type { ChatRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { disband, isBotIn } from "../model/chats.ts";
import { findPerson, isOutsider, reachability } from "../model/people.ts";
import { CHAT_SETTINGS, chatInfo, chatRow } from "./chat-shape.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { HOUR_MS, once } from "./once.ts";
import { page, pageQuery } from "./paging.ts";

/** Window of a create's uuid (feishu.md 3.6). */
const CREATE_WINDOW_MS = 10 * HOUR_MS;

export const userIdType = z.looseObject({
  user_id_type: z.enum(["open_id", "union_id", "user_id"]).optional().default("open_id"),
});

export const CHAT_READ = ["im:chat", "im:chat:readonly", "im:chat:read"];
export const CHAT_WRITE = ["im:chat", "im:chat:update"];

/** A group by id for the chat APIs, which have codes of their own. @throws Refused 232006, 232009, 232011 */
export const groupFor = (call: Call, chatId: string, allowDissolved = false): ChatRecord => {
  const chat = call.platform.tables.chats.get(chatId);
  if (chat === undefined) throw refused(232006);
  if (chat.status === "dissolved" && !allowDissolved) throw refused(232009);
  if (!isBotIn(chat, call.app)) throw refused(232011);
  return chat;
};

/** Owner, manager or maker. @throws Refused 232017; 232033 in external groups, where bots rule nothing */
export const checkRuler = (call: Call, chat: ChatRecord): void => {
  const { appId } = call.app;
  if (chat.external) throw refused(232033);
  if (chat.ownerAppId !== appId && chat.creatorAppId !== appId && !chat.managers.includes(appId)) throw refused(232017);
};

export const saveChat = (call: Call, chat: ChatRecord): void => {
  call.platform.tables.chats.put(chat.chatId, chat);
  call.platform.hub.push({ type: "group", chatId: chat.chatId });
};

const createBody = z.looseObject({
  name: z.string().max(100).optional().default("(无主题)"),
  description: z.string().max(100, "description is too long").optional().default(""),
  owner_id: z.string().optional(),
  user_id_list: z.array(z.string()).max(50, "at most 50 users").optional().default([]),
  bot_id_list: z.array(z.string()).max(5, "at most 5 bots").optional().default([]),
  group_message_type: z.enum(["chat", "thread"]).optional().default("chat"),
  chat_mode: z.enum(["group"]).optional(),
  chat_type: z.enum(["private", "public"]).optional().default("private"),
  external: z.boolean().optional(),
});

const membersOf = (call: Call, type: string, ids: readonly string[]): string[] =>
  ids.map((id) => {
    const lookup = findPerson(call.platform, call.app, type, id);
    if (!lookup.ok) throw refused(232043);
    if (isOutsider(call.platform, lookup.person)) throw refused(232028);
    if (reachability(call.platform, call.app, lookup.person) !== "ok") throw refused(232024);
    return lookup.person.openId;
  });

const settingsOf = (body: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) =>
      key in CHAT_SETTINGS && typeof value === "string" ? [[key, value]] : [],
    ),
  );

const createChat = (call: Call, body: z.infer<typeof createBody>, type: string, botManages: boolean): string => {
  const { platform, app } = call;
  const owner = body.owner_id === undefined ? undefined : membersOf(call, type, [body.owner_id])[0];
  const members = new Set([...(owner === undefined ? [] : [owner]), ...membersOf(call, type, body.user_id_list)]);
  const bots = body.bot_id_list.map((id) => {
    if (!platform.apps.some((one) => one.appId === id)) throw refused(232043);
    return id;
  });
  const chat: ChatRecord = {
    chatId: platform.ids.next("oc_"),
    kind: "group",
    name: body.name,
    description: body.description,
    ...(owner === undefined ? { ownerAppId: app.appId } : { ownerOpenId: owner }),
    creatorAppId: app.appId,
    managers: owner !== undefined && botManages ? [app.appId] : [],
    members: [...members],
    bots: [...new Set([app.appId, ...bots])],
    external: false,
    messageType: body.group_message_type,
    chatType: body.chat_type,
    status: "normal",
    settings: settingsOf(body),
    createdAt: platform.clock.now(),
  };
  saveChat(call, chat);
  return chat.chatId;
};

export const chatEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/chats",
    family: "im",
    scopes: ["im:chat", "im:chat:create", "im:chat:create_by_user"],
    query: userIdType.extend({
      set_bot_manager: z.enum(["true", "false"]).optional(),
      uuid: z.string().max(50, "the max length is 50").optional(),
    }),
    body: createBody,
    handle: (call) => {
      const { platform, app, query, body } = call;
      // The window is keyed with the owner as well (feishu.md 3.6).
      const key = query.uuid === undefined ? undefined : `chat/${app.appId}/${body.owner_id ?? ""}/${query.uuid}`;
      const { id } = once(platform, key, CREATE_WINDOW_MS, () =>
        createChat(call, body, query.user_id_type, query.set_bot_manager === "true"),
      );
      const chat = platform.tables.chats.get(id);
      if (chat === undefined) throw refused(232006);
      return { data: { chat_id: id, ...chatInfo(platform, app, chat, query.user_id_type) } };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/chats",
    family: "im",
    scopes: CHAT_READ,
    query: pageQuery(100, 20).extend(userIdType.shape),
    handle: (call) => {
      const { platform, app, query } = call;
      const mine = [...platform.tables.chats.values()].filter(
        (chat) => chat.kind === "group" && chat.status === "normal" && isBotIn(chat, app),
      );
      return { data: page(mine, query, (chat) => chatRow(platform, app, chat, query.user_id_type)) };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/chats/:chat_id",
    family: "im",
    scopes: CHAT_READ,
    query: userIdType,
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "", true);
      return { data: chatInfo(call.platform, call.app, chat, call.query.user_id_type) };
    },
  }),
  endpoint({
    method: "PUT",
    path: "/open-apis/im/v1/chats/:chat_id",
    family: "im",
    scopes: CHAT_WRITE,
    query: userIdType,
    body: z.looseObject({
      name: z.string().min(1).max(100).optional(),
      description: z.string().max(100).optional(),
      owner_id: z.string().optional(),
    }),
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      const restricted = chat.settings["edit_permission"] === "only_owner" || call.body.owner_id !== undefined;
      if (restricted) checkRuler(call, chat);
      if (call.body.name !== undefined) chat.name = call.body.name;
      if (call.body.description !== undefined) chat.description = call.body.description;
      if (call.body.owner_id !== undefined) {
        const [owner] = membersOf(call, call.query.user_id_type, [call.body.owner_id]);
        if (owner === undefined || !chat.members.includes(owner)) throw refused(232043);
        chat.ownerOpenId = owner;
        delete chat.ownerAppId;
      }
      chat.settings = { ...chat.settings, ...settingsOf(call.body) };
      saveChat(call, chat);
      return { data: {} };
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/open-apis/im/v1/chats/:chat_id",
    family: "im",
    scopes: ["im:chat", "im:chat:delete"],
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      if (chat.kind === "p2p") throw refused(232001);
      checkRuler(call, chat);
      disband(call.platform, chat, null);
      return { data: {} };
    },
  }),
];
