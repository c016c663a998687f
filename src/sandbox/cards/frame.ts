import * as z from "zod";
import { layout } from "./containers.ts";
import { LIMITS } from "./limits.ts";
import { color, i18nText, locale, padding, platformUrl, url } from "./scalars.ts";
import { icon, text, textTag } from "./texts.ts";

/** The parts of a card that are no components (feishu.md 4.1). */

const speed = z.union([
  z.number(),
  z.strictObject({
    default: z.number().optional(),
    android: z.number().optional(),
    ios: z.number().optional(),
    pc: z.number().optional(),
  }),
]);

const config = z.strictObject({
  streaming_mode: z.boolean().optional(),
  streaming_config: z
    .strictObject({
      print_frequency_ms: speed.optional(),
      print_step: speed.optional(),
      print_strategy: z.enum(["fast", "delay"]).optional(),
    })
    .optional(),
  summary: z.strictObject({ content: z.string().optional(), i18n_content: i18nText.optional() }).optional(),
  locales: z.array(locale).optional(),
  enable_forward: z.boolean().optional(),
  update_multi: z.literal(true, "2.0 cards are always shared: only true is accepted").optional(),
  width_mode: z.enum(["default", "compact", "fill"]).optional(),
  use_custom_translation: z.boolean().optional(),
  enable_forward_interaction: z.boolean().optional(),
  style: z
    .strictObject({
      text_size: z
        .record(
          z.string(),
          z.strictObject({ default: z.string().optional(), pc: z.string().optional(), mobile: z.string().optional() }),
        )
        .optional(),
      color: z
        .record(z.string(), z.strictObject({ light_mode: z.string().optional(), dark_mode: z.string().optional() }))
        .optional(),
    })
    .optional(),
});

const TEMPLATES = [
  "blue",
  "wathet",
  "turquoise",
  "green",
  "yellow",
  "orange",
  "red",
  "carmine",
  "violet",
  "purple",
  "indigo",
  "grey",
  "default",
] as const;

const tags = z.array(textTag).max(LIMITS.headerTags, `at most ${LIMITS.headerTags} tags`);

const header = z.strictObject({
  title: text,
  subtitle: text.optional(),
  text_tag_list: tags.optional(),
  i18n_text_tag_list: z.record(locale, tags.optional()).optional(),
  template: z.enum(TEMPLATES).optional(),
  icon: icon.optional(),
  padding: padding.optional(),
});

const cardLink = z.strictObject({
  url: url.optional(),
  android_url: platformUrl.optional(),
  ios_url: platformUrl.optional(),
  pc_url: platformUrl.optional(),
});

/** Root of a 2.0 card; the elements of the body are looked at one by one in validate.ts. */
export const frame = z.strictObject({
  schema: z.literal("2.0"),
  config: config.optional(),
  card_link: cardLink.optional(),
  header: header.optional(),
  body: z
    .strictObject({
      ...layout,
      background_style: color.optional(),
      elements: z.array(z.record(z.string(), z.unknown())).optional(),
    })
    .optional(),
});
