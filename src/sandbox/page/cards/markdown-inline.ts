import { decodeEntities } from "./entities.ts";
import { safeUrl } from "./json.ts";

export type Inline =
  | { type: "text"; text: string }
  | { type: "br" }
  | { type: "bold" | "italic" | "strike"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; url: string; children: Inline[] }
  | { type: "font"; color: string; children: Inline[] }
  | { type: "tag"; color: string; text: string }
  | { type: "at"; ids: string[] }
  | { type: "person"; id: string }
  | { type: "image"; key: string; alt: string }
  | { type: "time"; at: number; format: string }
  | { type: "number"; text: string; color: string }
  | { type: "emoji"; name: string };

type Rule = [pattern: RegExp, make: (match: RegExpExecArray) => Inline[] | null];

const ATTRIBUTE = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gu;

/** Attributes of a Feishu tag; quotes are optional there (`<at id=ou_x>`). */
function attributes(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const match of source.matchAll(ATTRIBUTE)) {
    found[match[1] ?? ""] = decodeEntities(match[2] ?? match[3] ?? match[4] ?? "");
  }
  return found;
}

function link(url: string, words: string): Inline[] | null {
  const safe = safeUrl(decodeEntities(url));
  return safe === null ? parseInline(words) : [{ type: "link", url: safe, children: parseInline(words) }];
}

// Order matters: longer markers before their prefixes, tags before emphasis. All sticky, so that nothing backtracks over the text.
const RULES: Rule[] = [
  [/\\([\\`*_~[\]<>#!|.+-])/uy, (m) => [{ type: "text", text: m[1] ?? "" }]],
  [/`([^`\n]+)`/uy, (m) => [{ type: "code", text: decodeEntities(m[1] ?? "") }]],
  [/<br\s*\/?>|\n/uy, () => [{ type: "br" }]],
  [/<raw>([\s\S]*?)<\/raw>/uy, (m) => [{ type: "text", text: decodeEntities(m[1] ?? "") }]],
  [
    /<font\b([^>]*)>((?:(?!<font\b)[\s\S])*?)<\/font>/uy,
    (m) => [{ type: "font", color: attributes(m[1] ?? "")["color"] ?? "default", children: parseInline(m[2] ?? "") }],
  ],
  [
    /<at\b([^>]*?)\/?>(?:([^<]*)<\/at>)?/uy,
    (m) => {
      const found = attributes(m[1] ?? "");
      const ids = (found["ids"] ?? found["id"] ?? found["user_id"] ?? found["email"] ?? "").split(",");
      return [{ type: "at", ids: ids.map((id) => id.trim()).filter((id) => id !== "") }];
    },
  ],
  [/<a\b([^>]*)>([\s\S]*?)<\/a>/uy, (m) => link(attributes(m[1] ?? "")["href"] ?? "", m[2] ?? "")],
  [
    /<link\b([^>]*)>([\s\S]*?)<\/link>/uy,
    (m) => {
      const found = attributes(m[1] ?? "");
      return link(found["pc_url"] ?? found["url"] ?? "", m[2] ?? "");
    },
  ],
  [
    /<text_tag\b([^>]*)>([\s\S]*?)<\/text_tag>/uy,
    (m) => [{ type: "tag", color: attributes(m[1] ?? "")["color"] ?? "neutral", text: decodeEntities(m[2] ?? "") }],
  ],
  [
    /<number_tag\b([^>]*)>([\s\S]*?)<\/number_tag>/uy,
    (m) => [
      {
        type: "number",
        text: decodeEntities(m[2] ?? ""),
        color: attributes(m[1] ?? "")["background_color"] ?? "blue",
      },
    ],
  ],
  [
    /<person\b([^>]*?)\/?>(?:[^<]*<\/person>)?/uy,
    (m) => {
      const found = attributes(m[1] ?? "");
      return [{ type: "person", id: found["id"] ?? found["user_id"] ?? "" }];
    },
  ],
  [
    /<local_datetime\b([^>]*?)\/?>(?:[^<]*<\/local_datetime>)?/uy,
    (m) => {
      const found = attributes(m[1] ?? "");
      return [{ type: "time", at: Number(found["millisecond"] ?? 0), format: found["format_type"] ?? "date_num" }];
    },
  ],
  [/!\[([^\]]*)\]\(([^)\s]+)\)/uy, (m) => [{ type: "image", alt: m[1] ?? "", key: m[2] ?? "" }]],
  [/\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)/uy, (m) => link(m[2] ?? "", m[1] ?? "")],
  [
    /\*\*\*(?=\S)([\s\S]*?\S)\*\*\*/uy,
    (m) => [{ type: "bold", children: [{ type: "italic", children: parseInline(m[1] ?? "") }] }],
  ],
  [/\*\*(?=\S)([\s\S]*?\S)\*\*(?!\*)/uy, (m) => [{ type: "bold", children: parseInline(m[1] ?? "") }]],
  [/\*(?=[^\s*])([^*]*?[^\s*])\*(?!\*)/uy, (m) => [{ type: "italic", children: parseInline(m[1] ?? "") }]],
  [/~~(?=\S)([\s\S]*?\S)~~/uy, (m) => [{ type: "strike", children: parseInline(m[1] ?? "") }]],
  [/:([A-Z][A-Za-z_0-9]{1,30}):/uy, (m) => [{ type: "emoji", name: m[1] ?? "" }]],
  [
    /https?:\/\/[^\s<>()（）「」，。；]+/uy,
    (m) => [{ type: "link", url: m[0], children: [{ type: "text", text: m[0] }] }],
  ],
];

/** Where a rule could start at all; the text between is copied in one piece. */
const MARKER = /[\\`<\n![*~:]|https?:\/\//gu;

/** Parses one run of text. What no rule takes stays text; entities are decoded last, so `&#60;b>` never becomes a tag. */
export function parseInline(source: string): Inline[] {
  const out: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") out.push({ type: "text", text: decodeEntities(plain) });
    plain = "";
  };
  let at = 0;
  while (at < source.length) {
    const made = firstRule(source, at);
    if (made) {
      flush();
      out.push(...made.inlines);
      at = made.end;
      continue;
    }
    MARKER.lastIndex = at + 1;
    const next = MARKER.exec(source)?.index ?? source.length;
    plain += source.slice(at, next);
    at = next;
  }
  flush();
  return out;
}

function firstRule(source: string, at: number): { inlines: Inline[]; end: number } | null {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match || match[0] === "") continue;
    const end = pattern.lastIndex;
    // The rules call back into this function and share their regexes: `end` is read before that.
    const inlines = make(match);
    if (inlines) return { inlines, end };
  }
  return null;
}

/** Words only, for summaries and search. */
export function inlineText(inlines: readonly Inline[], nameOf: (id: string) => string = (id) => id): string {
  return inlines.map((inline) => wordsOf(inline, nameOf)).join("");
}

function wordsOf(inline: Inline, nameOf: (id: string) => string): string {
  switch (inline.type) {
    case "br":
      return "\n";
    case "bold":
    case "italic":
    case "strike":
    case "link":
    case "font":
      return inlineText(inline.children, nameOf);
    case "at":
      return inline.ids.map((id) => `@${id === "all" ? "所有人" : nameOf(id)}`).join(" ");
    case "person":
      return nameOf(inline.id);
    case "image":
      return "[图片]";
    case "time":
      return "";
    case "emoji":
      return `[${inline.name}]`;
    case "text":
    case "code":
    case "tag":
    case "number":
      return inline.text;
  }
}
