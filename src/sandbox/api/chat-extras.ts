import * as z from "zod";
import { checkRuler, CHAT_READ, CHAT_WRITE, groupFor, saveChat } from "./chats.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { messageFor } from "./targets.ts";

const DAY_MS = 86_400_000;
const LINK_DAYS = { week: 7, year: 365, permanently: null } as const;

const menuItem = z.looseObject({
  chat_menu_item: z.looseObject({
    action_type: z.enum(["NONE", "REDIRECT_LINK"]),
    name: z.string().min(1).max(120),
    redirect_link: z
      .looseObject({ common_url: z.string().regex(/^https?:\/\//, "only http and https links") })
      .optional(),
  }),
});

/** Share link, top notice and group menu. */
export const chatExtraEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/chats/:chat_id/link",
    family: "im",
    scopes: CHAT_READ,
    body: z.looseObject({ validity_period: z.enum(["week", "year", "permanently"]).optional().default("week") }),
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      if (chat.kind === "p2p") throw refused(232001);
      const days = LINK_DAYS[call.body.validity_period];
      const expires = days === null ? null : Math.floor((call.platform.clock.now() + days * DAY_MS) / 1000);
      return {
        data: {
          share_link: `https://applink.feishu.cn/client/chat/chatter/add_by_link?link_token=${call.platform.ids.next("", 32)}`,
          ...(expires === null ? {} : { expire_time: String(expires) }),
          is_permanent: expires === null,
        },
      };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/chats/:chat_id/top_notice/put_top_notice",
    family: "im",
    scopes: [...CHAT_WRITE, "im:chat.top_notice:write_only"],
    body: z.looseObject({
      chat_top_notice: z
        .array(z.looseObject({ action_type: z.enum(["1", "2"]), message_id: z.string().optional() }))
        .min(1)
        .max(1),
    }),
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      const [notice] = call.body.chat_top_notice;
      if (notice === undefined) throw refused(232001);
      if (notice.action_type === "1") messageFor(call.platform, call.app, notice.message_id ?? "");
      chat.topNotice = {
        actionType: notice.action_type,
        ...(notice.message_id === undefined ? {} : { messageId: notice.message_id }),
      };
      saveChat(call, chat);
      return { data: {} };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/chats/:chat_id/top_notice/delete_top_notice",
    family: "im",
    scopes: [...CHAT_WRITE, "im:chat.top_notice:write_only"],
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      delete chat.topNotice;
      saveChat(call, chat);
      return { data: {} };
    },
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/chats/:chat_id/menu_tree",
    family: "im",
    scopes: [...CHAT_WRITE, "im:chat.menu_tree:write_only"],
    body: z.looseObject({
      menu_tree: z.looseObject({
        chat_menu_top_levels: z
          .array(menuItem.extend({ children: z.array(menuItem).max(5, "at most 5 items").optional() }))
          .min(1)
          .max(3, "at most 3 top items"),
      }),
    }),
    handle: (call) => {
      const chat = groupFor(call, call.params["chat_id"] ?? "");
      checkRuler(call, chat);
      chat.menuTree = call.body.menu_tree;
      saveChat(call, chat);
      return { data: { menu_tree: chat.menuTree } };
    },
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/chats/:chat_id/menu_tree",
    family: "im",
    scopes: [...CHAT_READ, "im:chat.menu_tree:read"],
    handle: (call) => ({ data: { menu_tree: groupFor(call, call.params["chat_id"] ?? "").menuTree ?? {} } }),
  }),
];
