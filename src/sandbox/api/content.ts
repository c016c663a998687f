import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { CardState, ChatRecord, Mention, MessageRecord } from "../core/records.ts";
import { fromTags } from "../model/mentions.ts";
import { hasScope } from "../model/people.ts";
import { readCard } from "./card-content.ts";
import { refused } from "./codes.ts";
import { readPost } from "./post-content.ts";
import { personFor } from "./targets.ts";
import { isObject, never } from "../core/values.ts";

/** A checked message body, in the form receivers get. */
export interface ReadContent {
  type: MessageRecord["type"];
  content: Record<string, unknown>;
  mentions?: Mention[];
  card?: Omit<CardState, "version">;
}

export const MESSAGE_TYPES = [
  "text",
  "post",
  "image",
  "file",
  "audio",
  "media",
  "sticker",
  "interactive",
  "share_chat",
  "share_user",
  "system",
] as const;

const TEXT_MAX = 150 * 1024;
const POST_MAX = 30 * 1024;

/** Upload types that fit a message type (feishu.md 3.4: 230055). */
const FITTING: Record<string, (fileType: string) => boolean> = {
  audio: (fileType) => fileType === "opus",
  media: (fileType) => fileType === "mp4",
  file: (fileType) => fileType !== "opus" && fileType !== "mp4",
};

const str = (content: Record<string, unknown>, key: string): string => {
  const value = content[key];
  if (typeof value !== "string" || value === "") throw refused(230001, `${key} is required in content`);
  return value;
};

/** A resource this bot uploaded. @throws Refused 230017 */
const ownResource = (platform: Platform, app: SandboxApp, key: string): { fileType: string; kind: string } => {
  const file = platform.tables.files.get(key);
  if (file?.owner.kind !== "app" || file.owner.appId !== app.appId) throw refused(230017);
  return file;
};

const ownImage = (platform: Platform, app: SandboxApp, key: string): string => {
  if (ownResource(platform, app, key).kind !== "image") throw refused(230055);
  return key;
};

const parseContent = (content: string): Record<string, unknown> => {
  try {
    const parsed: unknown = JSON.parse(content);
    if (isObject(parsed)) return parsed;
  } catch {
    // said below
  }
  throw refused(230001, "content is not a string in json format");
};

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

const readDivider = (app: SandboxApp, chat: ChatRecord, content: Record<string, unknown>): ReadContent => {
  if (!hasScope(app, "im:message:send_sys_msg")) throw refused(230027, "need scope im:message:send_sys_msg");
  if (chat.kind !== "p2p") throw refused(230001, "system messages are for p2p chats only");
  const params = content["params"] as { divider_text?: { text?: unknown } } | undefined;
  const text = params?.divider_text?.text;
  if (content["type"] !== "divider" || typeof text !== "string" || text === "") {
    throw refused(230001, "only a divider with divider_text is known");
  }
  const width = Array.from(text).reduce((sum, letter) => sum + (isHan(letter) ? 2 : 1), 0);
  if (width > 20) throw refused(230001, "divider_text is too long");
  return { type: "system", content };
};

/** Checks `content` of a send, reply or edit and turns it into what receivers see. @throws Refused 2300xx */
export const readContent = (
  platform: Platform,
  app: SandboxApp,
  chat: ChatRecord,
  type: (typeof MESSAGE_TYPES)[number],
  raw: string,
): ReadContent => {
  const content = parseContent(raw);
  switch (type) {
    case "text": {
      if (Buffer.byteLength(raw) > TEXT_MAX) throw refused(230025);
      const { text, mentions } = fromTags(platform, app, str(content, "text"));
      return { type, content: { text }, mentions };
    }
    case "post": {
      if (Buffer.byteLength(raw) > POST_MAX) throw refused(230025);
      return { type, ...readPost(platform, app, content, (key) => ownImage(platform, app, key)) };
    }
    case "image":
      return { type, content: { image_key: ownImage(platform, app, str(content, "image_key")) } };
    case "file":
    case "audio":
    case "media": {
      const key = str(content, "file_key");
      const file = ownResource(platform, app, key);
      if (file.kind !== "file" || FITTING[type]?.(file.fileType) !== true) throw refused(230055);
      const record = platform.tables.files.get(key);
      return {
        type,
        content: {
          file_key: key,
          ...(type === "audio" ? {} : { file_name: record?.name ?? "" }),
          ...(type === "media" && typeof content["image_key"] === "string"
            ? { image_key: ownImage(platform, app, content["image_key"]) }
            : {}),
          ...(type === "file" ? {} : { duration: record?.durationMs ?? 0 }),
        },
      };
    }
    case "sticker":
      return { type, content: { file_key: str(content, "file_key") } };
    case "interactive":
      return { type, content: {}, card: readCard(platform, app, content) };
    case "share_chat": {
      const shared = platform.tables.chats.get(str(content, "chat_id"));
      if (shared === undefined) throw refused(99992356);
      if (shared.kind === "p2p") throw refused(230015);
      if (!shared.bots.includes(app.appId)) throw refused(230002);
      return { type, content: { chat_id: shared.chatId } };
    }
    case "share_user":
      personFor(platform, app, "open_id", str(content, "user_id"));
      return { type, content: { user_id: str(content, "user_id") } };
    case "system":
      return readDivider(app, chat, content);
  }
  return never(type);
};
