import type { ArrivedMessage } from "../../desk/messages/message.ts";
import type { Attachment } from "../../domain/ticket/state.ts";
import { PLACEHOLDERS } from "../../texts/placeholders.ts";
import type { MessageEvent } from "./parse.ts";

/** A platform message as the desk sees it: words, attachments by reference, who and where. Null = not for the desk. */
export function normalizeMessage(
  event: MessageEvent,
  context: { readonly inboundId: string; readonly tenantKey: string | null; readonly botOpenId: string | null },
): ArrivedMessage | null {
  const { sender, message } = event;
  const openId = sender.sender_id?.open_id;
  // Other bots and system senders are no requesters; answering them could start an endless talk.
  if (openId === undefined || sender.sender_type !== "user") return null;
  const mentions = message.mentions ?? [];
  const mentionsBot = mentions.some((m) => m.id?.open_id !== undefined && m.id.open_id === context.botOpenId);
  const content = contentOf(message.message_type, message.content, message.message_id);
  const words = withoutMentions(content.text, mentions, context.botOpenId);
  const placeholders = content.placeholders.join(" ");
  return {
    inboundId: context.inboundId,
    messageId: message.message_id,
    chatId: message.chat_id,
    chatType: message.chat_type === "p2p" ? "p2p" : "group",
    openId,
    tenantKey: sender.tenant_key ?? null,
    external: sender.tenant_key !== undefined && context.tenantKey !== null && sender.tenant_key !== context.tenantKey,
    text: [words, placeholders].filter((part) => part !== "").join(" "),
    hasWords: words !== "",
    attachments: content.attachments,
    parentId: message.parent_id === undefined || message.parent_id === "" ? null : message.parent_id,
    sentAt: message.create_time,
    mentionsBot,
  };
}

interface Content {
  readonly text: string;
  readonly placeholders: readonly string[];
  readonly attachments: readonly Attachment[];
}

/** Content of each message type (feishu.md 2.1). Unknown types keep a placeholder, so that nothing is invisible. */
function contentOf(type: string, json: string, messageId: string): Content {
  const value = parseObject(json);
  const attach = (kind: Attachment["kind"], key: unknown, name: unknown, placeholder: string): Content => ({
    text: "",
    placeholders: [placeholder],
    attachments:
      typeof key === "string" ? [{ kind, messageId, key, name: typeof name === "string" ? name : null }] : [],
  });
  switch (type) {
    case "text":
      return words(textOf(value["text"]));
    case "post":
      return postContent(value, messageId);
    case "image":
      return attach("image", value["image_key"], null, PLACEHOLDERS.image);
    case "file":
      return attach("file", value["file_key"], value["file_name"], PLACEHOLDERS.file);
    case "audio":
      return attach("audio", value["file_key"], null, PLACEHOLDERS.audio);
    case "media":
      return attach("video", value["file_key"], value["file_name"], PLACEHOLDERS.video);
    case "sticker":
      return { text: "", placeholders: [PLACEHOLDERS.sticker], attachments: [] };
    case "location":
      return words(`${PLACEHOLDERS.location}${textOf(value["name"])}`);
    case "merge_forward":
      return attach("file", messageId, null, PLACEHOLDERS.forwarded);
    default:
      return { text: "", placeholders: [PLACEHOLDERS.other], attachments: [] };
  }
}

const words = (text: string): Content => ({ text, placeholders: [], attachments: [] });

/** Rich text: paragraphs of nodes, without a locale wrapper on receiving. */
function postContent(value: Record<string, unknown>, messageId: string): Content {
  const lines: string[] = typeof value["title"] === "string" && value["title"] !== "" ? [value["title"]] : [];
  const placeholders: string[] = [];
  const attachments: Attachment[] = [];
  for (const paragraph of Array.isArray(value["content"]) ? value["content"] : []) {
    let line = "";
    for (const node of Array.isArray(paragraph) ? paragraph : []) {
      const item = asObject(node);
      switch (item["tag"]) {
        case "text":
        case "a":
        case "code_block":
        case "md":
          line += textOf(item["text"]);
          break;
        case "at":
          line += textOf(item["user_id"]);
          break;
        case "img":
          if (typeof item["image_key"] === "string") {
            attachments.push({ kind: "image", messageId, key: item["image_key"], name: null });
            placeholders.push(PLACEHOLDERS.image);
          }
          break;
        case "media":
          if (typeof item["file_key"] === "string") {
            attachments.push({ kind: "video", messageId, key: item["file_key"], name: null });
            placeholders.push(PLACEHOLDERS.video);
          }
          break;
        default:
      }
    }
    lines.push(line);
  }
  return { text: lines.join("\n").trim(), placeholders, attachments };
}

/** The bot's own mention goes; others become their names, so that the cadre reads what was written. */
function withoutMentions(
  text: string,
  mentions: NonNullable<MessageEvent["message"]["mentions"]>,
  botOpenId: string | null,
): string {
  let plain = text;
  // Longest key first: @_user_1 is the beginning of @_user_10.
  for (const mention of mentions.toSorted((a, b) => b.key.length - a.key.length)) {
    const own = mention.id?.open_id !== undefined && mention.id.open_id === botOpenId;
    plain = plain.replaceAll(mention.key, own ? "" : `@${mention.name ?? ""}`);
  }
  return plain.replace(/@_all\b/g, "").trim();
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function parseObject(json: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(json));
  } catch {
    // Empty after a recall, or a form we do not know: the placeholder says that something came.
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
