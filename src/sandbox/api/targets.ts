import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, MessageRecord, PersonRecord } from "../core/records.ts";
import { ensureP2p, isBotIn } from "../model/chats.ts";
import { messageById } from "../model/messages.ts";
import { findPerson, reachability } from "../model/people.ts";
import { refused } from "./codes.ts";

/** Prefix of a well-formed id of each kind; user_id and email have none. */
const PREFIX: Record<string, RegExp> = {
  open_id: /^ou_[A-Za-z0-9_]+$/,
  union_id: /^on_[A-Za-z0-9_]+$/,
  chat_id: /^oc_[A-Za-z0-9_]+$/,
};

const UNKNOWN = { open_id: 99992351, union_id: 99992364, user_id: 99992360 } as const;

/** The person behind an id. @throws Refused 99992351/60/61/64 */
export const personFor = (platform: Platform, app: SandboxApp, type: string, id: string): PersonRecord => {
  if (type === "email") {
    for (const person of platform.tables.people.values()) if (person.email === id) return person;
    throw refused(230034);
  }
  const lookup = findPerson(platform, app, type, id);
  if (lookup.ok) return lookup.person;
  if (lookup.reason === "other-app") throw refused(99992361);
  throw refused(UNKNOWN[type as keyof typeof UNKNOWN] ?? 230034);
};

/** A chat the bot is in and that still exists. @throws Refused 99992356, 232009, 230002 */
export const chatFor = (platform: Platform, app: SandboxApp, chatId: string): ChatRecord => {
  const chat = platform.tables.chats.get(chatId);
  if (chat === undefined) throw refused(99992356);
  if (chat.status === "dissolved") throw refused(232009);
  if (!isBotIn(chat, app)) throw refused(230002);
  return chat;
};

/** The bot may write to this chat's person (p2p). @throws Refused 230029, 230013 */
const checkPeer = (platform: Platform, app: SandboxApp, person: PersonRecord): void => {
  const reach = reachability(platform, app, person);
  if (reach === "resigned") throw refused(230029);
  if (reach === "unavailable") throw refused(230013);
};

/** A chat the bot may write to, p2p peers included. */
export const writableChat = (platform: Platform, app: SandboxApp, chatId: string): ChatRecord => {
  const chat = chatFor(platform, app, chatId);
  const peer = chat.kind === "p2p" ? platform.tables.people.get(chat.members[0] ?? "") : undefined;
  if (peer !== undefined) checkPeer(platform, app, peer);
  const silenced = chat.settings["moderation_permission"] === "only_owner" && chat.ownerAppId !== app.appId;
  if (silenced && !chat.managers.includes(app.appId)) throw refused(230018);
  return chat;
};

/** Chat meant by `receive_id` of a send. */
export const receiveChat = (platform: Platform, app: SandboxApp, type: string, id: string): ChatRecord => {
  if (PREFIX[type]?.test(id) === false) throw refused(230034);
  if (type === "chat_id") return writableChat(platform, app, id);
  const person = personFor(platform, app, type, id);
  checkPeer(platform, app, person);
  return ensureP2p(platform, app, person);
};

/** A message in a chat the bot is in. @throws Refused 99992354, 230002, 230110 */
export const messageFor = (platform: Platform, app: SandboxApp, messageId: string): MessageRecord => {
  const message = messageById(platform, messageId);
  if (message === undefined) throw refused(99992354);
  const chat = platform.tables.chats.get(message.chatId);
  if (chat === undefined || !isBotIn(chat, app)) throw refused(230002);
  if (message.onlyFor !== undefined && !isOwn(app, message)) throw refused(230050);
  return message;
};

/** A message that was not taken back. @throws Refused 230011 as well */
export const liveMessage = (platform: Platform, app: SandboxApp, messageId: string): MessageRecord => {
  const message = messageFor(platform, app, messageId);
  if (message.recalledAt !== undefined) throw refused(230011);
  return message;
};

export const isOwn = (app: SandboxApp, message: MessageRecord): boolean =>
  message.sender.kind === "app" && message.sender.appId === app.appId;
