import type { SandboxChatRow, SandboxMessage, SandboxState } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord } from "../core/records.ts";
import type { Outbox } from "../delivery/outbox.ts";
import type { Receivers } from "../delivery/receivers.ts";
import { chatName, p2pChat } from "../model/chats.ts";
import { isVisible, showMessage } from "../model/messages.ts";
import { unreadCount } from "../model/reads.ts";
import { summaryOf } from "../model/summary.ts";
import { actor, firstApp } from "./actors.ts";

/** Chat list of a person, newest first. */
export const chatRows = (platform: Platform, openId: string): SandboxChatRow[] => {
  const rows: SandboxChatRow[] = [];
  for (const chat of platform.tables.chats.values()) {
    if (!chat.members.includes(openId)) continue;
    const last = (platform.byChat.get(chat.chatId) ?? []).findLast((message) => isVisible(message, openId));
    rows.push({
      chatId: chat.chatId,
      kind: chat.kind,
      name: chatName(platform, chat, openId),
      unread: unreadCount(platform, chat, openId),
      lastAt: last?.createTime ?? chat.createdAt,
      summary: last === undefined ? "" : summaryOf(last),
      dissolved: chat.status === "dissolved",
    });
  }
  return rows.sort((a, b) => b.lastAt - a.lastAt);
};

/** Messages of a chat as a person sees them, oldest first; `before` is a create time for older pages. */
export const messagesFor = (
  platform: Platform,
  openId: string,
  chat: string,
  options: { before?: number; limit?: number } = {},
): { messages: SandboxMessage[]; more: boolean } => {
  const chatId = chat === "bot" ? (p2pChat(platform, firstApp(platform), actor(platform, openId))?.chatId ?? "") : chat;
  const limit = options.limit ?? 50;
  const before = options.before ?? Number.POSITIVE_INFINITY;
  const visible = (platform.byChat.get(chatId) ?? []).filter(
    (message) => message.createTime < before && isVisible(message, openId),
  );
  let start = Math.max(0, visible.length - limit);
  // A page never ends between messages of one millisecond, or the next page (`before`) would lose some.
  while (start > 0 && visible[start - 1]?.createTime === visible[start]?.createTime) start -= 1;
  return { messages: visible.slice(start).map((message) => showMessage(platform, message)), more: start > 0 };
};

const groupOf = (platform: Platform, chat: ChatRecord): SandboxState["groups"][number] => ({
  chatId: chat.chatId,
  name: chat.name,
  memberOpenIds: chat.members,
  ...(chat.ownerOpenId === undefined ? {} : { ownerOpenId: chat.ownerOpenId }),
  external: chat.external,
  messageType: chat.messageType,
  withBot: chat.bots.includes(firstApp(platform).appId),
});

export const stateOf = (platform: Platform, outbox: Outbox, receivers: Receivers): SandboxState => {
  const app = firstApp(platform);
  return {
    town: platform.town.name,
    now: platform.clock.now(),
    people: [...platform.tables.people.values()].map(({ openedBots: _openedBots, ...person }) => person),
    groups: [...platform.tables.chats.values()]
      .filter((chat) => chat.kind === "group" && chat.status === "normal")
      .map((chat) => groupOf(platform, chat)),
    bot: { name: app.botName, openId: app.botOpenId },
    botMenu: platform.town.botMenu ?? [],
    faults: platform.faults.all,
    delivery: {
      target: receivers.url(app.appId) ?? "long connection",
      lastOkAt: outbox.lastOkAt,
      lastError: outbox.lastError,
      pending: outbox.pending,
    },
  };
};
