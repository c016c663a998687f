import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { MessageRecord } from "../core/records.ts";
import { appById, botOpenIdFor, hasScope, idTriple, tenantOf } from "./people.ts";
import { eventMentions } from "./mentions.ts";
import { simplifiedCard } from "./summary.ts";

/** Whether the app's scopes let it hear this message (feishu.md 2.1). */
const hears = (app: SandboxApp, message: MessageRecord, kind: "p2p" | "group"): boolean => {
  const fromBot = message.sender.kind === "app";
  const mentioned = message.mentions.some((mention) => mention.target === app.appId);
  // Messages of bots are never delivered, except a mention by another bot with its own scope.
  if (fromBot) return mentioned && hasScope(app, "im:message.group_at_msg.include_bot:readonly");
  if (kind === "p2p") return hasScope(app, "im:message.p2p_msg:readonly") || hasScope(app, "im:message.p2p_msg");
  if (hasScope(app, "im:message.group_msg")) return true;
  return mentioned && (hasScope(app, "im:message.group_at_msg:readonly") || hasScope(app, "im:message.group_at_msg"));
};

/** Body of `im.message.receive_v1` as `app` gets it. */
const receivedEvent = (platform: Platform, app: SandboxApp, message: MessageRecord): Record<string, unknown> => {
  const chat = platform.tables.chats.get(message.chatId);
  const person = message.sender.kind === "user" ? platform.tables.people.get(message.sender.openId) : undefined;
  const bot = message.sender.kind === "app" ? appById(platform, message.sender.appId) : undefined;
  const content =
    message.recalledAt !== undefined
      ? ""
      : JSON.stringify(message.card ? simplifiedCard(message.card.json) : message.content);
  const mentions = eventMentions(platform, app, message.mentions);
  return {
    sender: {
      sender_id:
        person !== undefined
          ? idTriple(platform, app, person)
          : { union_id: "", open_id: bot === undefined ? "" : botOpenIdFor(app, bot) },
      sender_type: person === undefined ? "bot" : "user",
      tenant_key: person === undefined ? platform.town.tenantKey : tenantOf(platform, person),
    },
    message: {
      message_id: message.messageId,
      ...(message.rootId === undefined ? {} : { root_id: message.rootId }),
      ...(message.parentId === undefined ? {} : { parent_id: message.parentId }),
      create_time: String(message.createTime),
      update_time: String(message.updateTime),
      chat_id: message.chatId,
      ...(message.threadId === undefined ? {} : { thread_id: message.threadId }),
      chat_type: chat?.kind ?? "group",
      message_type: message.type,
      content,
      ...(mentions.length === 0 ? {} : { mentions }),
      ...(hasScope(app, "im:user_agent:read") && chat?.external !== true
        ? { user_agent: "Mozilla/5.0 Feishu/7.40 (local)" }
        : {}),
    },
  };
};

/** Tells every bot of the chat that may hear it about a new message. */
export const emitReceived = (platform: Platform, message: MessageRecord): void => {
  const chat = platform.tables.chats.get(message.chatId);
  if (chat === undefined) return;
  for (const appId of chat.bots) {
    const app = appById(platform, appId);
    if (app === undefined || !hears(app, message, chat.kind)) continue;
    if (message.sender.kind === "app" && message.sender.appId === appId) continue;
    platform.emit({
      appId,
      eventType: "im.message.receive_v1",
      lane: `${appId}/${chat.chatId}`,
      event: receivedEvent(platform, app, message),
    });
  }
};
