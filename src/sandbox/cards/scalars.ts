import * as z from "zod";

/** The 16 languages of field-level `i18n_content` (feishu.md 4.6). */
const LOCALES = [
  "zh_cn",
  "en_us",
  "ja_jp",
  "zh_hk",
  "zh_tw",
  "id_id",
  "vi_vn",
  "th_th",
  "pt_br",
  "es_es",
  "ko_kr",
  "de_de",
  "fr_fr",
  "it_it",
  "ru_ru",
  "ms_my",
] as const;

export const i18nText = z.strictObject(
  Object.fromEntries(LOCALES.map((locale) => [locale, z.string().optional()])) as Record<
    (typeof LOCALES)[number],
    z.ZodOptional<z.ZodString>
  >,
);
export const locale = z.enum(LOCALES);

/** `[min,max]px`, once or up to four times (top right bottom left). */
const lengths = (min: number, max: number) =>
  z.string().refine(
    (text) => {
      const parts = text.trim().split(/\s+/);
      return (
        parts.length <= 4 &&
        parts.every((part) => {
          const match = /^(-?\d+)px$/.exec(part);
          return match !== null && Number(match[1]) >= min && Number(match[1]) <= max;
        })
      );
    },
    { message: `must be [${min},${max}]px` },
  );

const margin = lengths(-99, 99);
export const padding = lengths(0, 99);
export const spacing = z.union([z.enum(["small", "medium", "large", "extra_large"]), lengths(0, 99)], {
  message: "must be small, medium, large, extra_large or [0,99]px",
});

/** One of `words`, or a px length within bounds. */
export const wordOrPx = (words: readonly string[], min: number, max: number) =>
  z.string().refine(
    (text) => {
      const match = /^(\d+)px$/.exec(text);
      return words.includes(text) || (match !== null && Number(match[1]) >= min && Number(match[1]) <= max);
    },
    { message: `must be ${words.join(", ")} or [${min},${max}]px` },
  );

/** Letter first, then letters, digits and underscores, at most 20. */
const elementId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, "element_id: a letter, then letters, digits or _, at most 20");

/** Colour word of the palette (`blue`, `grey-500`), a name of `config.style.color`, or rgba(). */
export const color = z.string().regex(/^([A-Za-z][A-Za-z0-9_-]*|rgba?\([\d.,\s%]+\))$/, "is no colour");

/** http or https only (feishu.md 4.2). */
export const url = z.string().regex(/^https?:\/\/[^\s]+$/, "only http and https URLs");
/** A platform's own URL may be switched off. */
export const platformUrl = z
  .string()
  .regex(/^(https?:\/\/[^\s]+|lark:\/\/msgcard\/unsupported_action|)$/, "only http and https URLs");

export const align = z.enum(["left", "center", "right"]);
export const verticalAlign = z.enum(["top", "center", "bottom"]);
export const direction = z.enum(["vertical", "horizontal"]);
/** Checked against the card's own names in rules.ts. */
export const textSize = z.string();

export const TEXT_SIZES: readonly string[] = [
  "heading-0",
  "heading-1",
  "heading-2",
  "heading-3",
  "heading-4",
  "heading",
  "normal",
  "notation",
  "xxxx-large",
  "xxx-large",
  "xx-large",
  "x-large",
  "large",
  "medium",
  "small",
  "x-small",
];

const SIXTEEN_COLORS = [
  "neutral",
  "blue",
  "turquoise",
  "lime",
  "orange",
  "violet",
  "indigo",
  "wathet",
  "green",
  "yellow",
  "red",
  "purple",
  "carmine",
] as const;
export const tagColor = z.enum(SIXTEEN_COLORS);

/** Every component may carry these (feishu.md 4.1). */
export const common = { element_id: elementId.optional(), margin: margin.optional() };
