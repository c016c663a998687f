import type { SandboxMessage } from "../../protocol.ts";
import { cardText } from "../cards/find.ts";
import { isObject, obj, str, textOf } from "../cards/json.ts";
import type { Json } from "../cards/json.ts";

/** Content as an object, whatever came. */
export function contentOf(message: SandboxMessage): Json {
  return isObject(message.content) ? message.content : {};
}

/** Keys are snake case in what bots send and camel case in what uploads answer. */
export function keyOf(content: Json, kind: "image" | "file"): string {
  return str(content, `${kind}_key`) || str(content, `${kind}Key`);
}

export type Segment =
  | { type: "text"; text: string }
  | { type: "mention"; text: string }
  | { type: "link"; url: string };

const LINK = /https?:\/\/[^\s<>()（）「」，。；]+/gu;

/** Words of a text message with mentions by name and links that can be opened. */
export function textSegments(text: string, mentions: SandboxMessage["mentions"]): Segment[] {
  const keys = mentions.map((mention) => mention.key).filter((key) => key !== "");
  const pattern = new RegExp(
    [...keys.toSorted((a, b) => b.length - a.length), "@_all\\b", LINK.source].join("|"),
    "gu",
  );
  const out: Segment[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) out.push({ type: "text", text: text.slice(at, match.index) });
    const mention = mentions.find((one) => one.key === match[0]);
    if (mention) out.push({ type: "mention", text: `@${mention.name}` });
    else if (match[0] === "@_all") out.push({ type: "mention", text: "@所有人" });
    else out.push({ type: "link", url: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) out.push({ type: "text", text: text.slice(at) });
  return out;
}

export interface Post {
  title: string;
  lines: Json[][];
}

/** A rich text with or without the locale wrapper (bots send one, people's messages have none). */
export function postOf(content: Json): Post {
  const inner = obj(content, "post") ?? content;
  const body = obj(inner, "zh_cn") ?? obj(inner, "en_us") ?? inner;
  const lines = body["content"];
  return {
    title: str(body, "title"),
    lines: Array.isArray(lines) ? lines.map((line) => (Array.isArray(line) ? line.filter(isObject) : [])) : [],
  };
}

/** A system line's words: the template with its names filled in. */
export function systemText(content: Json): string {
  const template = str(content, "template") || str(content, "text");
  return template.replaceAll(/\{(\w+)\}/gu, (_, key: string) => {
    const value = content[key];
    return Array.isArray(value) ? value.map(String).join("、") : str(content, key);
  });
}

const LABELS: Partial<Record<SandboxMessage["type"], string>> = {
  image: "[图片]",
  file: "[文件]",
  audio: "[语音]",
  media: "[视频]",
  sticker: "[表情]",
  share_chat: "[群名片]",
  share_user: "[名片]",
  location: "[位置]",
  merge_forward: "[聊天记录]",
};

/** All words of a message in one string: for reply quotes, search and the story. */
export function messageText(message: SandboxMessage, nameOf?: (id: string) => string): string {
  if (message.recalled) return "此消息已撤回";
  const content = contentOf(message);
  if (message.type === "text") {
    return textSegments(str(content, "text"), message.mentions)
      .map((segment) => (segment.type === "link" ? segment.url : segment.text))
      .join("");
  }
  if (message.type === "post") {
    const post = postOf(content);
    const words = post.lines.map((line) => line.map((node) => str(node, "text") || str(node, "user_name")).join(""));
    return [post.title, ...words].filter((line) => line !== "").join("\n");
  }
  if (message.type === "interactive") return cardText(content, nameOf);
  if (message.type === "system") return systemText(content);
  const name = str(content, "file_name") || str(content, "fileName") || str(content, "name");
  return [LABELS[message.type] ?? "[消息]", name].filter((part) => part !== "").join(" ");
}

/** One line for a reply's quote: the card's own summary or title first. */
export function messageLine(message: SandboxMessage, nameOf?: (id: string) => string): string {
  if (message.type === "interactive" && !message.recalled) {
    const content = contentOf(message);
    const summary = str(obj(obj(content, "config") ?? {}, "summary") ?? {}, "content");
    const title = textOf((obj(content, "header") ?? {})["title"]);
    if (summary || title) return summary || title;
  }
  return messageText(message, nameOf).replaceAll(/\s+/gu, " ").slice(0, 80);
}
