/** Reading card JSON that nobody has checked: every accessor answers a usable value, whatever is there. */

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function str(node: Json, key: string, fallback = ""): string {
  const value = node[key];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : fallback;
}

export function num(node: Json, key: string, fallback: number): number {
  const value = Number(node[key] ?? fallback);
  return Number.isFinite(value) ? value : fallback;
}

export function bool(node: Json, key: string, fallback = false): boolean {
  const value = node[key];
  return typeof value === "boolean" ? value : fallback;
}

export function obj(node: Json, key: string): Json | null {
  const value = node[key];
  return isObject(value) ? value : null;
}

/** Objects of an array property; anything else in the array is dropped. */
export function list(node: Json, key: string): Json[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function strings(node: Json, key: string): string[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Words of a plain_text / lark_md object, of a bare string, or "". zh_cn wins over the default (feishu.md 4.6). */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!isObject(value)) return "";
  const i18n = obj(value, "i18n_content") ?? obj(value, "i18n");
  return (i18n && str(i18n, "zh_cn")) || str(value, "content");
}

/** Elements of the card body, or of any container. */
export function elementsOf(card: Json): Json[] {
  const body = obj(card, "body");
  return body ? list(body, "elements") : list(card, "elements");
}

/** Children of any component, in reading order: columns, elements, buttons of a checker. */
export function childrenOf(node: Json): Json[] {
  const area = obj(node, "button_area");
  return [...list(node, "columns"), ...list(node, "elements"), ...(area ? list(area, "buttons") : [])];
}

/** The value of the first callback behaviour, and whether there is one at all. */
export function callbackOf(node: Json): { value: unknown } | null {
  const found = list(node, "behaviors").find((behavior) => str(behavior, "type") === "callback");
  return found ? { value: found["value"] } : null;
}

/** http(s) address of an open_url behaviour; null for anything a browser should not open from a card. */
export function openUrlOf(node: Json): string | null {
  const found = list(node, "behaviors").find((behavior) => str(behavior, "type") === "open_url");
  if (!found) return null;
  return safeUrl(str(found, "pc_url") || str(found, "default_url"));
}

/** Cards carry text from users: only these schemes may become a link. */
export function safeUrl(url: string): string | null {
  return /^(https?:\/\/|mailto:|tel:)/iu.test(url.trim()) ? url.trim() : null;
}
