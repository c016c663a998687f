import * as z from "zod";
import { LIMITS } from "./limits.ts";
import { align, color, common, i18nText, textSize, verticalAlign, wordOrPx } from "./scalars.ts";
import { icon, plainText, text } from "./texts.ts";

/** Display components of feishu.md 4.3. */

const size = z.enum(["extra_small", "small", "medium", "large", "extra_large"]);

const cornerRadius = z.string().regex(/^(\d+px|\d+%)$/, "must be px or %");

const image = {
  img_key: z.string().min(1),
  i18n_img_key: i18nText.optional(),
};

const tableColumn = z.strictObject({
  name: z.string().min(1),
  display_name: z.string().optional(),
  width: z
    .string()
    .regex(/^(auto|\d+px|\d+%)$/)
    .refine(
      (width) => !width.endsWith("px") || (parseInt(width, 10) >= 80 && parseInt(width, 10) <= 600),
      "must be auto, [80,600]px or %",
    )
    .optional(),
  vertical_align: verticalAlign.optional(),
  horizontal_align: align.optional(),
  data_type: z.enum(["text", "lark_md", "options", "number", "persons", "date", "markdown"]),
  format: z
    .strictObject({
      precision: z.number().int().min(0).max(10).optional(),
      symbol: z.string().optional(),
      separator: z.boolean().optional(),
    })
    .optional(),
  date_format: z.string().optional(),
});

export const display = {
  div: z.strictObject({
    tag: z.literal("div"),
    ...common,
    width: wordOrPx(["fill", "auto"], 16, 999).optional(),
    text: text.optional(),
    icon: icon.optional(),
  }),
  markdown: z.strictObject({
    tag: z.literal("markdown"),
    ...common,
    content: z.string(),
    i18n_content: i18nText.optional(),
    text_align: align.optional(),
    text_size: textSize.optional(),
    icon: icon.optional(),
  }),
  hr: z.strictObject({ tag: z.literal("hr"), ...common }),
  img: z.strictObject({
    tag: z.literal("img"),
    ...common,
    ...image,
    alt: plainText(),
    title: text.optional(),
    corner_radius: cornerRadius.optional(),
    scale_type: z.enum(["crop_center", "crop_top", "fit_horizontal"]).optional(),
    size: z
      .string()
      .regex(
        /^(stretch|large|medium|small|tiny|\d+px \d+px)$/,
        'must be stretch, large, medium, small, tiny or "Wpx Hpx"',
      )
      .optional(),
    transparent: z.boolean().optional(),
    preview: z.boolean().optional(),
  }),
  img_combination: z.strictObject({
    tag: z.literal("img_combination"),
    ...common,
    combination_mode: z.enum(["double", "triple", "bisect", "trisect"]),
    corner_radius: cornerRadius.optional(),
    combination_transparent: z.boolean().optional(),
    img_list: z.array(z.strictObject(image)).min(1),
  }),
  person: z.strictObject({
    tag: z.literal("person"),
    ...common,
    user_id: z.string().min(1),
    size: size.optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    style: z.enum(["normal", "capsule"]).optional(),
  }),
  person_list: z.strictObject({
    tag: z.literal("person_list"),
    ...common,
    persons: z.array(z.strictObject({ id: z.string().min(1) })).min(1),
    lines: z.number().int().min(1).optional(),
    show_name: z.boolean().optional(),
    show_avatar: z.boolean().optional(),
    size: size.optional(),
    drop_invalid_user_id: z.boolean().optional(),
    icon: icon.optional(),
  }),
  table: z.strictObject({
    tag: z.literal("table"),
    ...common,
    page_size: z.number().int().min(1).max(10).optional(),
    row_height: wordOrPx(["low", "middle", "high", "auto"], 32, 124).optional(),
    row_max_height: wordOrPx([], 32, 999).optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z
      .strictObject({
        text_align: align.optional(),
        text_size: textSize.optional(),
        background_style: z.enum(["none", "grey"]).optional(),
        text_color: color.optional(),
        bold: z.boolean().optional(),
        lines: z.number().int().min(1).optional(),
      })
      .optional(),
    columns: z.array(tableColumn).min(1).max(LIMITS.tableColumns, `at most ${LIMITS.tableColumns} columns`),
    rows: z.array(z.record(z.string(), z.unknown())),
  }),
  chart: z.strictObject({
    tag: z.literal("chart"),
    ...common,
    chart_spec: z.record(z.string(), z.unknown()),
    aspect_ratio: z.enum(["1:1", "2:1", "4:3", "16:9"]).optional(),
    height: wordOrPx(["auto"], 1, 999).optional(),
    color_theme: z.enum(["brand", "rainbow", "complementary", "converse", "primary"]).optional(),
    preview: z.boolean().optional(),
  }),
  audio: z.strictObject({
    tag: z.literal("audio"),
    ...common,
    file_key: z.string().min(1),
    audio_id: z.string().optional(),
    show_time: z.boolean().optional(),
    show_progress_bar: z.boolean().optional(),
    background_color: color.optional(),
    fill_color: color.optional(),
    width: wordOrPx(["fill", "auto"], 16, 999).optional(),
    style: z.enum(["normal", "speech"]).optional(),
  }),
} as const;
