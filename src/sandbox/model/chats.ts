import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, PersonRecord } from "../core/records.ts";
import { appById, idTriple, isOutsider, tenantOf } from "./people.ts";

export const p2pChat = (platform: Platform, app: SandboxApp, person: PersonRecord): ChatRecord | undefined => {
  for (const chat of platform.tables.chats.values()) {
    if (chat.kind === "p2p" && chat.bots[0] === app.appId && chat.members[0] === person.openId) return chat;
  }
  return undefined;
};

/** The chat between a person and a bot; made on first use, silently (who makes it decides on events). */
export const ensureP2p = (platform: Platform, app: SandboxApp, person: PersonRecord): ChatRecord => {
  const known = p2pChat(platform, app, person);
  if (known !== undefined) return known;
  const chat: ChatRecord = {
    chatId: platform.ids.next("oc_"),
    kind: "p2p",
    name: app.botName,
    description: "",
    managers: [],
    members: [person.openId],
    bots: [app.appId],
    external: isOutsider(platform, person),
    messageType: "chat",
    chatType: "private",
    status: "normal",
    settings: {},
    createdAt: platform.clock.now(),
  };
  platform.tables.chats.put(chat.chatId, chat);
  platform.hub.push({ type: "group", chatId: chat.chatId });
  return chat;
};

/** A person opens the chat with the bot: `p2p_chat_create` (v1, once a lifetime), then the entered event. */
export const enterP2p = (
  platform: Platform,
  app: SandboxApp,
  person: PersonRecord,
  options: { entered: boolean },
): ChatRecord => {
  const chat = ensureP2p(platform, app, person);
  const lane = `${app.appId}/${chat.chatId}`;
  if (!person.openedBots.includes(app.appId)) {
    person.openedBots.push(app.appId);
    platform.tables.people.put(person.openId, person);
    const ids = idTriple(platform, app, person);
    platform.emit({
      appId: app.appId,
      eventType: "p2p_chat_create",
      envelope: "v1",
      lane,
      event: {
        type: "p2p_chat_create",
        app_id: app.appId,
        tenant_key: tenantOf(platform, person),
        chat_id: chat.chatId,
        operator: { open_id: ids.open_id, ...(ids.user_id === undefined ? {} : { user_id: ids.user_id }) },
        user: {
          name: person.name,
          open_id: ids.open_id,
          ...(ids.user_id === undefined ? {} : { user_id: ids.user_id }),
        },
      },
    });
  }
  if (options.entered) {
    const last = platform.byChat.get(chat.chatId)?.at(-1);
    platform.emit({
      appId: app.appId,
      eventType: "im.chat.access_event.bot_p2p_chat_entered_v1",
      lane,
      event: {
        chat_id: chat.chatId,
        operator_id: idTriple(platform, app, person),
        ...(last === undefined
          ? {}
          : { last_message_id: last.messageId, last_message_create_time: String(last.createTime) }),
      },
    });
  }
  return chat;
};

export const chatName = (platform: Platform, chat: ChatRecord, viewer: string): string => {
  if (chat.kind === "group") return chat.name;
  const bot = appById(platform, chat.bots[0] ?? "");
  return chat.members.includes(viewer)
    ? (bot?.botName ?? "")
    : (platform.tables.people.get(chat.members[0] ?? "")?.name ?? "");
};

export const isBotIn = (chat: ChatRecord, app: SandboxApp): boolean => chat.bots.includes(app.appId);

const operatorFields = (
  platform: Platform,
  app: SandboxApp,
  operator: PersonRecord | null,
): Record<string, unknown> => ({
  operator_id: operator === null ? { open_id: app.botOpenId, union_id: "" } : idTriple(platform, app, operator),
  operator_tenant_key: operator === null ? platform.town.tenantKey : tenantOf(platform, operator),
});

const chatFields = (chat: ChatRecord): Record<string, unknown> => ({
  chat_id: chat.chatId,
  external: chat.external,
  name: chat.name,
  i18n_names: { zh_cn: chat.name, en_us: "", ja_jp: "" },
});

/** Tells each bot in `to` about a change of members. */
export const emitMembers = (
  platform: Platform,
  chat: ChatRecord,
  change: "added" | "deleted" | "withdrawn",
  users: readonly PersonRecord[],
  operator: PersonRecord | null,
): void => {
  for (const appId of chat.bots) {
    const app = appById(platform, appId);
    if (app === undefined) continue;
    platform.emit({
      appId,
      eventType: `im.chat.member.user.${change}_v1`,
      lane: `${appId}/${chat.chatId}`,
      event: {
        ...chatFields(chat),
        ...operatorFields(platform, app, operator),
        users: users.map((person) => ({
          name: person.name,
          tenant_key: tenantOf(platform, person),
          user_id: idTriple(platform, app, person),
        })),
      },
    });
  }
};

/** Tells a bot that it was put into a group or taken out. */
export const emitBot = (
  platform: Platform,
  chat: ChatRecord,
  change: "added" | "deleted",
  app: SandboxApp,
  operator: PersonRecord | null,
): void =>
  platform.emit({
    appId: app.appId,
    eventType: `im.chat.member.bot.${change}_v1`,
    lane: `${app.appId}/${chat.chatId}`,
    event: { ...chatFields(chat), ...operatorFields(platform, app, operator) },
  });

/** Marks the group dissolved and tells its bots. */
export const disband = (platform: Platform, chat: ChatRecord, operator: PersonRecord | null): void => {
  chat.status = "dissolved";
  platform.tables.chats.put(chat.chatId, chat);
  for (const appId of chat.bots) {
    const app = appById(platform, appId);
    if (app === undefined) continue;
    platform.emit({
      appId,
      eventType: "im.chat.disbanded_v1",
      lane: `${appId}/${chat.chatId}`,
      event: { ...chatFields(chat), ...operatorFields(platform, app, operator) },
    });
  }
  platform.hub.push({ type: "group", chatId: chat.chatId });
};
