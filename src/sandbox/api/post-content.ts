import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { Mention } from "../core/records.ts";
import type { Json } from "../core/values.ts";
import { asText, isObject } from "../core/values.ts";
import { botOpenIdFor, findPerson } from "../model/people.ts";
import { refused } from "./codes.ts";

/** Node tags of a post and whether the node must be alone in its paragraph (feishu.md 3.4). */
const TAGS: Record<string, { alone: boolean }> = {
  text: { alone: false },
  a: { alone: false },
  at: { alone: false },
  emotion: { alone: false },
  img: { alone: true },
  media: { alone: true },
  hr: { alone: true },
  code_block: { alone: true },
  md: { alone: true },
};

const LOCALES = ["zh_cn", "en_us", "ja_jp"];

/**
 * Reads a sent post (with its locale wrapper) into the received form (without): mentions become placeholders, `md`
 * nodes come back as text.
 */
export const readPost = (
  platform: Platform,
  app: SandboxApp,
  content: Record<string, unknown>,
  image: (key: string) => string,
): { content: Record<string, unknown>; mentions: Mention[] } => {
  const locale = LOCALES.find((name) => content[name] !== undefined);
  const post = locale === undefined ? undefined : content[locale];
  if (!isObject(post) || !Array.isArray(post["content"])) {
    throw refused(230001, "post needs a language such as zh_cn with title and content");
  }
  const mentions: Mention[] = [];
  const at = (node: Json): Json => {
    const id = asText(node["user_id"]);
    if (id === "all") return { ...node, user_id: "@_all", user_name: "所有人" };
    const bot = platform.apps.find((one) => botOpenIdFor(app, one) === id);
    const lookup = findPerson(platform, app, id.startsWith("on_") ? "union_id" : "open_id", id);
    if (bot === undefined && !lookup.ok) throw refused(230001, "user_id of an at node is invalid");
    const key = `@_user_${mentions.length + 1}`;
    const name = bot?.botName ?? (lookup.ok ? lookup.person.name : "");
    mentions.push(
      bot === undefined
        ? { key, target: lookup.ok ? lookup.person.openId : "", kind: "user", name }
        : { key, target: bot.appId, kind: "bot", name },
    );
    return { ...node, user_id: key, user_name: name };
  };
  const paragraphs = post["content"].map((paragraph: unknown) => {
    if (!Array.isArray(paragraph)) throw refused(230001, "a paragraph of a post is a list of nodes");
    return paragraph.map((node: unknown) => {
      const tag = isObject(node) ? asText(node["tag"]) : "";
      const rule = TAGS[tag];
      if (!isObject(node) || rule === undefined) throw refused(230001, `invalid tag in post: ${tag}`);
      if (rule.alone && paragraph.length > 1) throw refused(230001, `${tag} must be alone in its paragraph`);
      if (tag === "at") return at(node);
      if (tag === "img") return { ...node, image_key: image(asText(node["image_key"])) };
      if (tag === "md") return { tag: "text", text: asText(node["text"]), style: [] };
      if ((tag === "text" || tag === "a") && typeof node["text"] !== "string") {
        throw refused(230001, `${tag} needs a text`);
      }
      return node;
    });
  });
  return { content: { title: typeof post["title"] === "string" ? post["title"] : "", content: paragraphs }, mentions };
};
