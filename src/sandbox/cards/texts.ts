import * as z from "zod";
import { LIMITS } from "./limits.ts";
import { align, color, common, i18nText, platformUrl, tagColor, textSize, url } from "./scalars.ts";

/** Texts, icons, and what interactive components share. */

export const plainText = (max = Number.POSITIVE_INFINITY) =>
  z.strictObject({
    tag: z.literal("plain_text"),
    element_id: common.element_id,
    content: z.string().max(max, `must not be longer than ${max}`),
    i18n_content: i18nText.optional(),
    text_size: textSize.optional(),
    text_color: color.optional(),
    text_align: align.optional(),
    lines: z.number().int().min(1).optional(),
  });

/** `text_color` is for plain_text only (feishu.md 4.3). */
const larkMd = z.strictObject({
  tag: z.literal("lark_md"),
  element_id: common.element_id,
  content: z.string(),
  i18n_content: i18nText.optional(),
  text_size: textSize.optional(),
  text_align: align.optional(),
  lines: z.number().int().min(1).optional(),
});

export const text = z.discriminatedUnion("tag", [plainText(), larkMd]);

const iconSize = z.string().regex(/^\d+px(\s+\d+px)?$/, "must be px");

export const icon = z.discriminatedUnion("tag", [
  z.strictObject({
    tag: z.literal("standard_icon"),
    token: z.string().min(1),
    color: color.optional(),
    size: iconSize.optional(),
  }),
  z.strictObject({ tag: z.literal("custom_icon"), img_key: z.string().min(1), size: iconSize.optional() }),
]);

export const textTag = z.strictObject({
  tag: z.literal("text_tag"),
  element_id: common.element_id,
  text: plainText(),
  color: tagColor.optional(),
});

/** Both texts are required, both plain (feishu.md 4.5). */
export const confirm = z.strictObject({ title: plainText(), text: plainText() });

export const multiUrl = z.strictObject({
  url,
  android_url: platformUrl.optional(),
  ios_url: platformUrl.optional(),
  pc_url: platformUrl.optional(),
});

const behavior = z.discriminatedUnion("type", [
  // The official SDKs read an object only (feishu.md 1.5).
  z.strictObject({ type: z.literal("callback"), value: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    type: z.literal("open_url"),
    default_url: url,
    android_url: platformUrl.optional(),
    ios_url: platformUrl.optional(),
    pc_url: platformUrl.optional(),
  }),
]);

const behaviors = z.array(behavior);

export const placeholder = plainText(LIMITS.placeholder);

/** What every component a person can use may carry. */
export const interactive = {
  ...common,
  name: z.string().optional(),
  disabled: z.boolean().optional(),
  disabled_tips: plainText().optional(),
  confirm: confirm.optional(),
  behaviors: behaviors.optional(),
};

/** What collects a value in a form. */
export const field = { ...interactive, required: z.boolean().optional() };
