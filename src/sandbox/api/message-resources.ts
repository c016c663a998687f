import * as z from "zod";
import type { MessageRecord } from "../core/records.ts";
import { isObject } from "../core/values.ts";
import { messageById } from "../model/messages.ts";
import { isBotIn } from "../model/chats.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { bytesOf } from "./files.ts";
import { READ_SCOPES } from "./messages-read.ts";

/** Every `image_key` and `file_key` in a received content, posts included. */
const keysIn = function* keysIn(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const one of node) yield* keysIn(one);
  if (!isObject(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if ((key === "image_key" || key === "file_key") && typeof value === "string") yield value;
    else yield* keysIn(value);
  }
};

/** Stickers, cards and the children of merged forwards cannot be downloaded (feishu.md 3.5). */
const isDownloadable = (message: MessageRecord): boolean =>
  message.type !== "sticker" && message.type !== "interactive" && message.upperMessageId === undefined;

export const resourceEndpoints = [
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/messages/:message_id/resources/:file_key",
    family: "im",
    scopes: [...READ_SCOPES, "im:message.history:readonly"],
    query: z.looseObject({ type: z.enum(["image", "file"], "type is image or file") }),
    handle: ({ platform, app, params, query }) => {
      const message = messageById(platform, params["message_id"] ?? "");
      const chat = message === undefined ? undefined : platform.tables.chats.get(message.chatId);
      if (message === undefined || chat === undefined) throw refused(234001);
      if (!isBotIn(chat, app)) throw refused(234004);
      // Whatever people send in external groups stays there.
      if (chat.kind === "group" && chat.external) throw refused(234009);
      if (message.onlyFor !== undefined) throw refused(234040);
      if (!isDownloadable(message)) throw refused(234043);
      const key = params["file_key"] ?? "";
      if (message.recalledAt !== undefined || ![...keysIn(message.content)].includes(key)) throw refused(234003);
      const file = platform.tables.files.get(key);
      if (file === undefined || (query.type === "image") !== (file.kind === "image")) throw refused(234003);
      return bytesOf(platform, file);
    },
  }),
];
