import type { SandboxMessage } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { CardState, ChatRecord, Mention, MessageRecord, Sender } from "../core/records.ts";
import { appById } from "./people.ts";
import { readersOf } from "./reads.ts";

export interface NewMessage {
  chat: ChatRecord;
  sender: Sender;
  type: MessageRecord["type"];
  content: Record<string, unknown>;
  mentions?: Mention[];
  card?: Omit<CardState, "version">;
  replyTo?: MessageRecord;
  inThread?: boolean;
  onlyFor?: string;
  batchId?: string;
  upperMessageId?: string;
  /** Injected duplicates repeat the first one's time. */
  createTime?: number;
}

/**
 * Where a reply hangs (feishu.md 2.1): a plain reply knows root and parent; inside a thread both are the thread's root;
 * in a thread group every message starts a thread.
 */
const relations = (platform: Platform, input: NewMessage): Pick<MessageRecord, "rootId" | "parentId" | "threadId"> => {
  const target = input.replyTo;
  if (target === undefined) {
    return input.chat.messageType === "thread" ? { threadId: platform.ids.next("omt_", 16) } : {};
  }
  if (target.threadId !== undefined || input.inThread === true) {
    const rootId = target.threadId === undefined ? target.messageId : (target.rootId ?? target.messageId);
    if (target.threadId === undefined) {
      target.threadId = platform.ids.next("omt_", 16);
      platform.tables.messages.put(target.messageId, target);
    }
    return { rootId, parentId: rootId, threadId: target.threadId };
  }
  return { rootId: target.rootId ?? target.messageId, parentId: target.messageId };
};

/** Puts a message into a chat and shows it; events are the caller's business. */
export const appendMessage = (platform: Platform, input: NewMessage): MessageRecord => {
  const now = input.createTime ?? platform.clock.now();
  const message: MessageRecord = {
    messageId: platform.ids.next("om_"),
    chatId: input.chat.chatId,
    seq: platform.ids.number(),
    sender: input.sender,
    type: input.type,
    content: input.content,
    ...(input.card === undefined ? {} : { card: { ...input.card, version: 1 } }),
    createTime: now,
    updateTime: now,
    ...relations(platform, input),
    ...(input.upperMessageId === undefined ? {} : { upperMessageId: input.upperMessageId }),
    edits: 0,
    mentions: input.mentions ?? [],
    urgent: [],
    reactions: [],
    ...(input.onlyFor === undefined ? {} : { onlyFor: input.onlyFor }),
    ...(input.batchId === undefined ? {} : { batchId: input.batchId }),
  };
  platform.tables.messages.put(message.messageId, message);
  const list = platform.byChat.get(message.chatId);
  if (list === undefined) platform.byChat.set(message.chatId, [message]);
  else list.push(message);
  // Children of a merged forward are seen inside it only.
  if (message.upperMessageId === undefined)
    platform.hub.push({ type: "message", message: showMessage(platform, message) });
  return message;
};

/** A message by its id, also by the second id an injected duplicate gave it. */
export const messageById = (platform: Platform, messageId: string): MessageRecord | undefined =>
  platform.tables.messages.get(messageId) ??
  platform.tables.messages.get(String(platform.tables.meta.get(`alias/${messageId}`) ?? ""));

/** Stores a changed message and shows the change. */
export const saveMessage = (platform: Platform, message: MessageRecord): void => {
  platform.tables.messages.put(message.messageId, message);
  platform.hub.push({ type: "messageUpdated", message: showMessage(platform, message) });
};

/** Replaces the card for all viewers. */
export const replaceCard = (platform: Platform, message: MessageRecord, json: Record<string, unknown>): void => {
  if (message.card === undefined) throw new Error(`${message.messageId} is no card`);
  message.card = { ...message.card, json, version: message.card.version + 1 };
  message.updateTime = platform.clock.now();
  saveMessage(platform, message);
};

/** Takes a message back; its content is gone for everyone. */
export const recallMessage = (platform: Platform, message: MessageRecord): void => {
  message.recalledAt = platform.clock.now();
  message.content = {};
  message.mentions = [];
  if (message.card !== undefined) message.card = { ...message.card, json: {} };
  platform.tables.messages.put(message.messageId, message);
  platform.hub.push({ type: "messageRecalled", messageId: message.messageId, chatId: message.chatId });
};

const fileSize = (platform: Platform, message: MessageRecord): Pick<SandboxMessage, "fileSize"> => {
  const key = message.recalledAt === undefined ? message.content["file_key"] : undefined;
  const file = typeof key === "string" ? platform.tables.files.get(key) : undefined;
  return file === undefined ? {} : { fileSize: file.size };
};

export const isVisible = (message: MessageRecord, openId: string): boolean =>
  message.upperMessageId === undefined && (message.onlyFor === undefined || message.onlyFor === openId);

const senderId = (platform: Platform, sender: Sender): string => {
  if (sender.kind === "user") return sender.openId;
  return sender.appId === platform.apps[0]?.appId ? "bot" : sender.appId;
};

const senderName = (platform: Platform, sender: Sender): string =>
  sender.kind === "user"
    ? (platform.tables.people.get(sender.openId)?.name ?? sender.openId)
    : (appById(platform, sender.appId)?.botName ?? sender.appId);

/** Whose private chat a message is in, so that the page can say who else the bot has just written to. */
const p2pWith = (platform: Platform, message: MessageRecord): Pick<SandboxMessage, "p2pWith"> => {
  const chat = platform.tables.chats.get(message.chatId);
  const person = chat?.kind === "p2p" ? chat.members[0] : undefined;
  return person === undefined ? {} : { p2pWith: person };
};

/** A message as the page gets it (protocol.ts). */
export const showMessage = (platform: Platform, message: MessageRecord): SandboxMessage => ({
  messageId: message.messageId,
  chatId: message.chatId,
  from: senderId(platform, message.sender),
  fromName: senderName(platform, message.sender),
  type: message.type,
  content: message.recalledAt === undefined ? (message.card?.json ?? message.content) : {},
  createTime: message.createTime,
  updateTime: message.updateTime,
  ...p2pWith(platform, message),
  ...fileSize(platform, message),
  ...(message.rootId === undefined ? {} : { rootId: message.rootId }),
  ...(message.parentId === undefined ? {} : { parentId: message.parentId }),
  ...(message.threadId === undefined ? {} : { threadId: message.threadId }),
  recalled: message.recalledAt !== undefined,
  cardVersion: message.card?.version ?? 0,
  ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
  mentions: message.mentions.map((mention) => ({
    key: mention.key,
    openId: mention.kind === "bot" ? (appById(platform, mention.target)?.botOpenId ?? "") : mention.target,
    name: mention.name,
  })),
  urgent: message.urgent,
  readBy: readersOf(platform, message).map((reader) => reader.openId),
  reactions: message.reactions.map((reaction) => ({
    emoji: reaction.emoji,
    from: senderId(platform, reaction.from),
  })),
  pinned: message.pin !== undefined,
  ...(message.followUps === undefined ? {} : { followUps: message.followUps }),
});
