import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord } from "../core/records.ts";
import { idOf } from "../model/people.ts";

/** Settings a create or update may carry, with the platform's defaults. */
export const CHAT_SETTINGS: Record<string, string> = {
  join_message_visibility: "all_members",
  leave_message_visibility: "all_members",
  membership_approval: "no_approval_required",
  edit_permission: "all_members",
  urgent_setting: "all_members",
  video_conference_setting: "all_members",
  pin_manage_setting: "all_members",
  hide_member_count_setting: "all_members",
  add_member_permission: "all_members",
  share_card_permission: "allowed",
  at_all_permission: "all_members",
  moderation_permission: "all_members",
};

const ownerFields = (platform: Platform, app: SandboxApp, chat: ChatRecord, type: string): Record<string, unknown> => {
  const owner = platform.tables.people.get(chat.ownerOpenId ?? "");
  // A bot that owns the group is not told as owner.
  return owner === undefined ? {} : { owner_id: idOf(platform, app, owner, type), owner_id_type: type };
};

/** Line of a chat list. */
export const chatRow = (
  platform: Platform,
  app: SandboxApp,
  chat: ChatRecord,
  type: string,
): Record<string, unknown> => ({
  chat_id: chat.chatId,
  avatar: "",
  name: chat.name,
  description: chat.description,
  ...ownerFields(platform, app, chat, type),
  external: chat.external,
  tenant_key: platform.town.tenantKey,
  chat_status: chat.status,
});

/** Answer of `GET /im/v1/chats/:id` and of a create (feishu.md 3.6); counts are strings. */
export const chatInfo = (
  platform: Platform,
  app: SandboxApp,
  chat: ChatRecord,
  type: string,
): Record<string, unknown> => ({
  avatar: "",
  name: chat.name,
  description: chat.description,
  i18n_names: { zh_cn: chat.name },
  ...CHAT_SETTINGS,
  ...chat.settings,
  ...ownerFields(platform, app, chat, type),
  user_manager_id_list: chat.managers.flatMap((id) => {
    const person = platform.tables.people.get(id);
    return person === undefined ? [] : [idOf(platform, app, person, type)];
  }),
  bot_manager_id_list: chat.managers.filter((id) => id.startsWith("cli_")),
  group_message_type: chat.messageType,
  chat_mode: chat.kind === "p2p" ? "p2p" : "group",
  chat_type: chat.chatType,
  chat_tag: chat.external ? "outer" : "inner",
  external: chat.external,
  tenant_key: platform.town.tenantKey,
  user_count: String(chat.members.length),
  bot_count: String(chat.bots.length),
  chat_status: chat.status,
});
