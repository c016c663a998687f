import type { SandboxSend } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, MessageRecord, PersonRecord, Sender } from "../core/records.ts";
import { NotPossible } from "../delivery/click.ts";
import { dialectOf } from "../cards/dialect.ts";
import { enterP2p } from "../model/chats.ts";
import { fromTyped } from "../model/mentions.ts";
import { appendMessage, recallMessage, saveMessage } from "../model/messages.ts";
import { appById } from "../model/people.ts";
import { emitReaction } from "../model/reactions.ts";
import { markRead } from "../model/reads.ts";
import { emitReceived } from "../model/received.ts";
import { actor, firstApp, knownChat, knownMessage } from "./actors.ts";
import { never } from "../core/values.ts";

/** Chat a person speaks in; "bot" opens the p2p chat with the first app, as tapping its name does. */
const chatOf = (platform: Platform, person: PersonRecord, chat: string): ChatRecord => {
  if (chat === "bot") return enterP2p(platform, firstApp(platform), person, { entered: false });
  const known = knownChat(platform, chat);
  if (!known.members.includes(person.openId)) throw new NotPossible(`${person.name} is not in ${known.name}`);
  const app = known.kind === "p2p" ? appById(platform, known.bots[0] ?? "") : undefined;
  return app === undefined ? known : enterP2p(platform, app, person, { entered: false });
};

/** Received content of what the page's composer sends. */
const contentOf = (
  platform: Platform,
  chat: ChatRecord,
  message: SandboxSend,
): Pick<MessageRecord, "content"> & Pick<Partial<MessageRecord>, "mentions"> => {
  const { content } = message;
  const key = (camel: string, snake: string): Record<string, unknown> => {
    const value = content[camel] ?? content[snake];
    return value === undefined ? {} : { [snake]: value };
  };
  switch (message.type) {
    case "text":
      return typeof content["text"] === "string"
        ? ((typed) => ({ content: { text: typed.text }, mentions: typed.mentions }))(
            fromTyped(platform, chat, content["text"]),
          )
        : { content };
    case "image":
      return { content: key("imageKey", "image_key") };
    case "file":
      return { content: { ...key("fileKey", "file_key"), ...key("fileName", "file_name") } };
    case "audio":
      return { content: { ...key("fileKey", "file_key"), duration: content["duration"] ?? 1000 } };
    case "media":
      return {
        content: {
          ...key("fileKey", "file_key"),
          ...key("imageKey", "image_key"),
          ...key("fileName", "file_name"),
          duration: content["duration"] ?? 1000,
        },
      };
    case "post":
    case "sticker":
    case "location":
    case "share_user":
    case "interactive":
      return { content };
  }
  return never(message.type);
};

/** A person sends a message; every bot that may hear it gets the event. */
export const speak = (platform: Platform, input: SandboxSend): { messageId: string; chatId: string } => {
  const person = actor(platform, input.as);
  if (person.resigned === true) throw new NotPossible(`${person.name} has left and cannot write`);
  const chat = chatOf(platform, person, input.chat);
  if (chat.status === "dissolved") throw new NotPossible("the group is dissolved");
  const replyTo = input.replyTo === undefined ? undefined : knownMessage(platform, input.replyTo);
  const message = appendMessage(platform, {
    chat,
    sender: { kind: "user", openId: person.openId },
    type: input.type,
    ...contentOf(platform, chat, input),
    ...(input.type === "interactive" ? { card: { json: input.content, dialect: dialectOf(input.content) } } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
  });
  // Who writes has the chat open before him.
  markRead(platform, chat, person);
  emitReceived(platform, message);
  return { messageId: message.messageId, chatId: chat.chatId };
};

/** A person takes a message back: the own one, or as owner of the group. */
export const takeBack = (platform: Platform, openId: string, messageId: string): void => {
  const person = actor(platform, openId);
  const message = knownMessage(platform, messageId);
  const chat = knownChat(platform, message.chatId);
  const own = message.sender.kind === "user" && message.sender.openId === openId;
  if (!own && chat.ownerOpenId !== openId) throw new NotPossible(`${person.name} may not take this back`);
  if (message.recalledAt !== undefined) throw new NotPossible("already taken back");
  if (own && platform.clock.now() - message.createTime > platform.settings.recallWindowMs) {
    throw new NotPossible("too late to take it back");
  }
  recallMessage(platform, message);
  for (const appId of chat.bots) {
    platform.emit({
      appId,
      eventType: "im.message.recalled_v1",
      lane: `${appId}/${chat.chatId}`,
      event: {
        message_id: message.messageId,
        chat_id: chat.chatId,
        recall_time: String(message.recalledAt),
        recall_type: own ? "message_owner" : "group_owner",
      },
    });
  }
};

/** A person adds or removes an emoji. */
export const react = (
  platform: Platform,
  input: { as: string; messageId: string; emoji: string; remove?: boolean | undefined },
): void => {
  const from: Sender = { kind: "user", openId: actor(platform, input.as).openId };
  const message = knownMessage(platform, input.messageId);
  const mine = (one: MessageRecord["reactions"][number]): boolean =>
    one.emoji === input.emoji && one.from.kind === "user" && one.from.openId === from.openId;
  const had = message.reactions.some(mine);
  if (had !== (input.remove === true)) return;
  const at = platform.clock.now();
  message.reactions = had
    ? message.reactions.filter((one) => !mine(one))
    : [...message.reactions, { reactionId: platform.ids.next("", 40), emoji: input.emoji, from, at }];
  saveMessage(platform, message);
  emitReaction(platform, message, had ? "deleted" : "created", { emoji: input.emoji, from, at });
};
