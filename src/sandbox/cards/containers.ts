import * as z from "zod";
import { align, color, common, direction, padding, spacing, verticalAlign, wordOrPx } from "./scalars.ts";
import { confirm, icon, interactive, multiUrl, plainText, text } from "./texts.ts";

/** Containers of feishu.md 4.4; what is in `elements` and `columns` the walk in validate.ts looks at. */

const children = z.array(z.record(z.string(), z.unknown()));

export const layout = {
  direction: direction.optional(),
  padding: padding.optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  vertical_spacing: spacing.optional(),
  vertical_align: verticalAlign.optional(),
};

const corner = z.string().regex(/^(\d+px|\d+%)$/, "must be px or %");

export const containers = {
  column_set: z.strictObject({
    tag: z.literal("column_set"),
    ...common,
    flex_mode: z.enum(["none", "stretch", "flow", "bisect", "trisect"]).optional(),
    background_style: color.optional(),
    horizontal_spacing: spacing.optional(),
    horizontal_align: align.optional(),
    columns: children,
    action: z.strictObject({ multi_url: multiUrl }).optional(),
  }),
  column: z.strictObject({
    tag: z.literal("column"),
    ...common,
    ...layout,
    width: wordOrPx(["auto", "weighted"], 16, 600).optional(),
    weight: z.number().int().min(1).max(5).optional(),
    background_style: color.optional(),
    elements: children,
    action: z.strictObject({ multi_url: multiUrl }).optional(),
  }),
  form: z.strictObject({
    tag: z.literal("form"),
    ...common,
    ...layout,
    name: z.string().min(1, "a form needs a name"),
    confirm: confirm.optional(),
    elements: children,
  }),
  interactive_container: z.strictObject({
    tag: z.literal("interactive_container"),
    ...common,
    ...layout,
    width: wordOrPx(["fill", "auto"], 16, 999).optional(),
    height: wordOrPx(["auto"], 10, 999).optional(),
    background_style: color.optional(),
    has_border: z.boolean().optional(),
    border_color: color.optional(),
    corner_radius: corner.optional(),
    behaviors: interactive.behaviors,
    disabled: z.boolean().optional(),
    disabled_tips: plainText().optional(),
    confirm: confirm.optional(),
    hover_tips: plainText().optional(),
    elements: children,
  }),
  collapsible_panel: z.strictObject({
    tag: z.literal("collapsible_panel"),
    ...common,
    ...layout,
    expanded: z.boolean().optional(),
    background_color: color.optional(),
    header: z.strictObject({
      title: z.union([
        text,
        z.strictObject({
          tag: z.literal("markdown"),
          element_id: common.element_id,
          content: z.string(),
          text_size: z.string().optional(),
          text_align: align.optional(),
        }),
      ]),
      background_color: color.optional(),
      width: z.enum(["fill", "auto", "auto_when_fold"]).optional(),
      vertical_align: verticalAlign.optional(),
      padding: padding.optional(),
      icon: icon.optional(),
      icon_position: z.enum(["left", "right", "follow_text"]).optional(),
      icon_expanded_angle: z.union([z.literal(-180), z.literal(-90), z.literal(90), z.literal(180)]).optional(),
    }),
    border: z.strictObject({ color: color.optional(), corner_radius: corner.optional() }).optional(),
    elements: children,
  }),
} as const;

/** Key under which a container keeps its children. */
export const childrenKey = (tag: string): "elements" | "columns" => (tag === "column_set" ? "columns" : "elements");
