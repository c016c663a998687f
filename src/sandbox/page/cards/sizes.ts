const SPACING: Record<string, string> = { small: "4px", medium: "8px", large: "12px", extra_large: "16px" };

/** A spacing word or 1–4 lengths in px (feishu.md 4.1); undefined keeps the default. Anything else is ignored. */
export function spacing(value: string): string | undefined {
  if (value === "") return undefined;
  const parts = value.trim().split(/\s+/u);
  const lengths = parts.map((part) => SPACING[part] ?? (/^-?\d{1,3}(\.\d+)?px$/u.test(part) ? part : null));
  return lengths.every((length) => length !== null) && lengths.length <= 4 ? lengths.join(" ") : undefined;
}

const TEXT: Record<string, string> = {
  "heading-0": "30px",
  "heading-1": "24px",
  "heading-2": "20px",
  "heading-3": "18px",
  "heading-4": "16px",
  heading: "16px",
  normal: "14px",
  notation: "12px",
  "xxxx-large": "30px",
  "xxx-large": "24px",
  "xx-large": "20px",
  "x-large": "18px",
  large: "16px",
  medium: "14px",
  small: "12px",
  "x-small": "11px",
};

/** Font size of a text_size word; `custom` are the card's own words from config.style. */
export function textSize(word: string, custom: Record<string, string> = {}): string | undefined {
  return TEXT[custom[word] ?? word];
}

/** px width of `[16,999]px`, or percent; undefined for words such as fill and auto. */
export function length(value: string): string | undefined {
  return /^\d{1,4}(\.\d+)?(px|%)$/u.test(value) ? value : undefined;
}

const ALIGN: Record<string, string> = {
  left: "flex-start",
  top: "flex-start",
  center: "center",
  right: "flex-end",
  bottom: "flex-end",
};

export function flexAlign(value: string): string | undefined {
  return ALIGN[value];
}
