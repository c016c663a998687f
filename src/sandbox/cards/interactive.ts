import * as z from "zod";
import { LIMITS } from "./limits.ts";
import { color, i18nText, padding, wordOrPx } from "./scalars.ts";
import { field, icon, interactive, multiUrl, placeholder, plainText, text } from "./texts.ts";

/** Interactive components of feishu.md 4.5. */

const width = wordOrPx(["default", "fill", "auto"], 100, Number.MAX_SAFE_INTEGER);

const uniqueValues = (options: readonly { value: string }[]): boolean =>
  new Set(options.map((option) => option.value)).size === options.length;

const options = z
  .array(z.strictObject({ text: plainText(), icon: icon.optional(), value: z.string().min(1) }))
  .refine(uniqueValues, "option values must be unique");

const personOptions = z
  .array(z.strictObject({ value: z.string().min(1) }))
  .refine(uniqueValues, "option values must be unique");

const select = {
  ...field,
  placeholder: placeholder.optional(),
  type: z.enum(["default", "text"]).optional(),
  width: width.optional(),
};

const picker = { ...field, placeholder: placeholder.optional(), width: width.optional() };

const knownInitial = (value: {
  options?: { value: string }[] | undefined;
  initial_index?: number | undefined;
  initial_option?: string | undefined;
}): boolean =>
  (value.initial_index ?? 0) <= (value.options?.length ?? 0) &&
  (value.initial_option === undefined ||
    value.initial_option === "" ||
    value.options?.some((one) => one.value === value.initial_option) === true);

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE_TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/;

const button = {
  tag: z.literal("button"),
  ...interactive,
  hover_tips: plainText().optional(),
  text: plainText(LIMITS.buttonText).optional(),
  type: z
    .enum([
      "default",
      "primary",
      "danger",
      "text",
      "primary_text",
      "danger_text",
      "primary_filled",
      "danger_filled",
      "laser",
    ])
    .optional(),
  size: z.enum(["tiny", "small", "medium", "large"]).optional(),
  width: wordOrPx(["default", "fill"], 100, Number.MAX_SAFE_INTEGER).optional(),
  icon: icon.optional(),
  form_action_type: z.enum(["submit", "reset"]).optional(),
};

export const interactiveComponents = {
  button: z.strictObject(button),
  input: z.strictObject({
    tag: z.literal("input"),
    ...field,
    placeholder: placeholder.optional(),
    default_value: z.string().optional(),
    i18n_default_value: i18nText.optional(),
    max_length: z.number().int().min(1).max(LIMITS.inputLength, `at most ${LIMITS.inputLength}`).optional(),
    input_type: z.enum(["text", "multiline_text", "password"]).optional(),
    show_icon: z.boolean().optional(),
    rows: z.number().int().min(1).optional(),
    auto_resize: z.boolean().optional(),
    max_rows: z.number().int().min(1).optional(),
    label: text.optional(),
    label_position: z.enum(["top", "left"]).optional(),
    width: width.optional(),
    value: z.record(z.string(), z.unknown()).optional(),
  }),
  select_static: z
    .strictObject({
      tag: z.literal("select_static"),
      ...select,
      options,
      initial_option: z.string().optional(),
      initial_index: z.number().int().min(0).optional(),
    })
    .refine(knownInitial, { message: "the initial option is not among the options", path: ["initial_option"] }),
  multi_select_static: z.strictObject({
    tag: z.literal("multi_select_static"),
    ...select,
    options,
    selected_values: z.array(z.string()).optional(),
  }),
  select_person: z.strictObject({
    tag: z.literal("select_person"),
    ...select,
    options: personOptions.optional(),
    initial_option: z.string().optional(),
  }),
  multi_select_person: z.strictObject({
    tag: z.literal("multi_select_person"),
    ...select,
    options: personOptions.optional(),
    selected_values: z.array(z.string()).optional(),
  }),
  date_picker: z.strictObject({
    tag: z.literal("date_picker"),
    ...picker,
    initial_date: z.string().regex(DATE, "must be yyyy-MM-dd").optional(),
  }),
  picker_time: z.strictObject({
    tag: z.literal("picker_time"),
    ...picker,
    initial_time: z.string().regex(TIME, "must be HH:mm").optional(),
  }),
  picker_datetime: z.strictObject({
    tag: z.literal("picker_datetime"),
    ...picker,
    initial_datetime: z.string().regex(DATE_TIME, "must be yyyy-MM-dd HH:mm").optional(),
  }),
  overflow: z.strictObject({
    tag: z.literal("overflow"),
    ...interactive,
    width: width.optional(),
    options: z
      .array(
        z.strictObject({
          text: plainText(LIMITS.optionText),
          multi_url: multiUrl.optional(),
          value: z.string().min(1).optional(),
        }),
      )
      .min(1),
  }),
  checker: z.strictObject({
    tag: z.literal("checker"),
    ...interactive,
    hover_tips: plainText().optional(),
    checked: z.boolean().optional(),
    text: text.optional(),
    overall_checkable: z.boolean().optional(),
    padding: padding.optional(),
    button_area: z
      .strictObject({
        pc_display_rule: z.enum(["always", "on_hover"]).optional(),
        buttons: z
          .array(z.strictObject(button))
          .max(LIMITS.checkerButtons, `at most ${LIMITS.checkerButtons} buttons`)
          .optional(),
      })
      .optional(),
    checked_style: z
      .strictObject({ show_strikethrough: z.boolean().optional(), opacity: z.number().min(0).max(1).optional() })
      .optional(),
  }),
  select_img: z.strictObject({
    tag: z.literal("select_img"),
    ...field,
    multi_select: z.boolean().optional(),
    layout: z.enum(["stretch", "bisect", "trisect"]).optional(),
    style: z.enum(["normal", "laser"]).optional(),
    can_preview: z.boolean().optional(),
    aspect_ratio: z.enum(["1:1", "16:9", "4:3"]).optional(),
    options: z
      .array(
        z.strictObject({
          img_key: z.string().min(1),
          value: z.string().min(1),
          disabled: z.boolean().optional(),
          disabled_tips: plainText().optional(),
          hover_tips: plainText().optional(),
          background_color: color.optional(),
        }),
      )
      .min(1)
      .refine(uniqueValues, "option values must be unique"),
  }),
} as const;

/** Components that only work inside a form (feishu.md 4.5). */
export const FORM_ONLY: ReadonlySet<string> = new Set(["multi_select_static", "multi_select_person"]);
