import type { Platform } from "../core/platform.ts";
import type { ChatRecord, MessageRecord, PersonRecord } from "../core/records.ts";
import { appById, idTriple, tenantOf } from "./people.ts";

/** Steps of reading kept per person and chat. */
const MARKS = 50;

const readKey = (chatId: string, openId: string): string => `${chatId}/${openId}`;

const readUpTo = (platform: Platform, chatId: string, openId: string): number =>
  platform.tables.reads.get(readKey(chatId, openId))?.marks.at(-1)?.seq ?? 0;

/** Who has read a message, and when. The sender does not count. */
export const readersOf = (platform: Platform, message: MessageRecord): { openId: string; at: number }[] => {
  const chat = platform.tables.chats.get(message.chatId);
  if (chat === undefined) return [];
  return chat.members.flatMap((openId) => {
    if (message.sender.kind === "user" && message.sender.openId === openId) return [];
    const mark = platform.tables.reads
      .get(readKey(message.chatId, openId))
      ?.marks.find((one) => one.seq >= message.seq);
    return mark === undefined ? [] : [{ openId, at: mark.at }];
  });
};

/** Messages of others a person has not read yet. */
export const unreadCount = (platform: Platform, chat: ChatRecord, openId: string): number => {
  const upTo = readUpTo(platform, chat.chatId, openId);
  const list = platform.byChat.get(chat.chatId) ?? [];
  let count = 0;
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const message = list[index];
    if (message === undefined || message.seq <= upTo) break;
    const own = message.sender.kind === "user" && message.sender.openId === openId;
    const hidden = message.onlyFor !== undefined && message.onlyFor !== openId;
    if (!own && !hidden && message.recalledAt === undefined && message.upperMessageId === undefined) count += 1;
  }
  return count;
};

/** Marks a chat read; in a p2p chat the bot hears of its own messages (im.message.message_read_v1). */
export const markRead = (platform: Platform, chat: ChatRecord, person: PersonRecord): void => {
  const { chatId } = chat;
  const upTo = readUpTo(platform, chatId, person.openId);
  const fresh = (platform.byChat.get(chatId) ?? []).filter((message) => message.seq > upTo);
  const last = fresh.at(-1);
  if (last === undefined) return;
  const key = readKey(chatId, person.openId);
  const at = platform.clock.now();
  const marks = [...(platform.tables.reads.get(key)?.marks ?? []), { seq: last.seq, at }].slice(-MARKS);
  platform.tables.reads.put(key, { chatId, openId: person.openId, marks });
  platform.hub.push({ type: "read", chatId, openId: person.openId });
  const app = appById(platform, chat.bots[0] ?? "");
  const read = fresh.filter((message) => message.sender.kind === "app").map((message) => message.messageId);
  if (chat.kind !== "p2p" || app === undefined || read.length === 0) return;
  platform.emit({
    appId: app.appId,
    eventType: "im.message.message_read_v1",
    lane: `${app.appId}/${chatId}`,
    event: {
      reader: {
        reader_id: idTriple(platform, app, person),
        read_time: String(at),
        tenant_key: tenantOf(platform, person),
      },
      message_id_list: read,
    },
  });
};
