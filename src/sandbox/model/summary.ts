import type { MessageRecord } from "../core/records.ts";
import type { Json } from "../core/values.ts";
import { asText, isObject, never } from "../core/values.ts";

const textOf = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (!isObject(value)) return "";
  return typeof value["content"] === "string" ? value["content"] : "";
};

/** Visible texts of a card, in reading order, each with the tag it came from. */
const walkTexts = function* walkTexts(node: unknown): Generator<Json> {
  if (Array.isArray(node)) {
    for (const one of node) yield* walkTexts(one);
    return;
  }
  if (!isObject(node)) return;
  const tag = node["tag"];
  if (tag === "markdown") yield { tag: "text", text: textOf(node) };
  else if (tag === "div") yield { tag: "text", text: textOf(node["text"]) };
  else if (tag === "button") yield { tag: "button", text: textOf(node["text"]), type: node["type"] ?? "default" };
  else if (tag === "img") yield { tag: "img", image_key: node["img_key"] };
  else if (tag === "hr") yield { tag: "hr" };
  for (const key of ["columns", "elements", "actions", "fields"]) yield* walkTexts(node[key]);
};

const cardTitle = (card: Json): string => textOf(isObject(card["header"]) ? card["header"]["title"] : undefined);

const cardElements = (card: Json): unknown => (isObject(card["body"]) ? card["body"]["elements"] : card["elements"]);

/** What a reader gets instead of the card JSON: `{title, elements:[[…]]}` (feishu.md 2.1). */
export const simplifiedCard = (card: Json): Json => ({
  title: cardTitle(card),
  elements: [...walkTexts(cardElements(card))].map((one) => [one]),
});

/** One line of a card for chat list and notice: its summary, title, or first text. */
const cardLine = (card: Json): string => {
  const config = isObject(card["config"]) ? card["config"] : {};
  const summary = textOf(config["summary"]);
  if (summary !== "") return summary;
  const title = cardTitle(card);
  if (title !== "") return title;
  const first = walkTexts(cardElements(card)).next();
  return first.done === true ? "[卡片]" : asText(first.value["text"]) || "[卡片]";
};

const postLine = (content: Json): string => {
  const title = textOf(content["title"]);
  if (title !== "") return title;
  const paragraphs = Array.isArray(content["content"]) ? content["content"] : [];
  return paragraphs
    .flat()
    .map((node) =>
      isObject(node) ? asText(node["text"] ?? node["user_name"]) || (node["tag"] === "img" ? "[图片]" : "") : "",
    )
    .join("");
};

/** One line for the chat list. */
export const summaryOf = (message: MessageRecord): string => {
  if (message.recalledAt !== undefined) return "[消息已撤回]";
  const { content } = message;
  switch (message.type) {
    case "text": {
      let text = asText(content["text"]);
      for (const mention of message.mentions) text = text.replaceAll(mention.key, `@${mention.name}`);
      return text.replaceAll("@_all", "@所有人");
    }
    case "post":
      return postLine(content);
    case "interactive":
      return cardLine(message.card?.json ?? {});
    case "image":
      return "[图片]";
    case "file":
      return `[文件] ${asText(content["file_name"])}`;
    case "audio":
      return "[语音]";
    case "media":
      return "[视频]";
    case "sticker":
      return "[表情]";
    case "location":
      return `[位置] ${asText(content["name"])}`;
    case "share_chat":
      return "[群名片]";
    case "share_user":
      return "[个人名片]";
    case "merge_forward":
      return "[聊天记录]";
    case "system":
      return "[系统消息]";
  }
  return never(message.type);
};
