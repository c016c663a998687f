import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { encodeAction, encodeActionName } from "../actions/codec.ts";
import { INPUT_MAX } from "../actions/fields.ts";
import type { FieldName } from "../actions/fields.ts";
import { cut, escapeMarkdown, oneLine } from "./escape.ts";
import type {
  Button,
  Card,
  Colour,
  ColumnSet,
  Confirm,
  Element,
  Form,
  Input,
  Markdown,
  MultiSelect,
  Option,
  Panel,
  PlainText,
  Select,
} from "./types.ts";

/** Longest text of a button or an option (feishu.md 4.5). */
const LABEL_MAX = 100;
/** Most options one select shows: each counts as an element of the card's 200 (feishu.md 4.2). */
const OPTIONS_MAX = 60;

const plain = (content: string, max = LABEL_MAX): PlainText => ({
  tag: "plain_text",
  content: cut(oneLine(content), max),
});

/** Lines of text as they are, escaped; empty ones are left out. Null when nothing remains. */
export function paragraph(...lines: readonly (string | null | undefined)[]): Markdown[] {
  const shown = lines.filter((line): line is string => line !== null && line !== undefined && line.trim() !== "");
  return shown.length === 0 ? [] : [{ tag: "markdown", content: shown.map(escapeMarkdown).join("\n") }];
}

/**
 * First line bold, what follows it on the same line. The bold part starts the line and is followed by a blank or a
 * bracket, otherwise CommonMark shows the stars when it ends in a sign.
 */
export function strong(bold: string, rest = "", ...lines: readonly (string | null)[]): Markdown {
  const after = rest === "" || rest.startsWith("\uff08") ? escapeMarkdown(rest) : ` ${escapeMarkdown(oneLine(rest))}`;
  const start = oneLine(bold);
  const first = start === "" ? after.trimStart() : `**${escapeMarkdown(start)}**${after}`;
  const shown = lines.filter((line): line is string => line !== null && line.trim() !== "");
  return { tag: "markdown", content: [first, ...shown.map(escapeMarkdown)].join("\n") };
}

/** Small and grey: what one may read and need not. */
export function small(...lines: readonly (string | null)[]): Markdown[] {
  return paragraph(...lines).map(({ content }) => ({
    tag: "markdown",
    content: content
      .split("\n")
      .map((line) => (line === "" ? line : `<font color='grey'>${line}</font>`))
      .join("\n"),
    text_size: "notation",
  }));
}

/** Folded away; nothing when there is nothing to unfold. */
export function panel(title: string, content: readonly (Markdown | Button)[]): Panel[] {
  if (content.length === 0) return [];
  return [
    {
      tag: "collapsible_panel",
      expanded: false,
      header: {
        title: plain(title),
        icon: { tag: "standard_icon", token: "down-small-ccm_outlined", size: "16px 16px" },
        icon_position: "right",
        icon_expanded_angle: -180,
      },
      elements: content,
    },
  ];
}

export const confirmation = (words: { readonly title: string; readonly text: string }): Confirm => ({
  title: plain(words.title),
  text: plain(words.text),
});

export interface ButtonLook {
  readonly type?: Button["type"];
  readonly confirm?: Confirm | undefined;
  readonly size?: "small" | "medium";
}

export const button = (label: string, action: CardAction, look: ButtonLook = {}): Button => ({
  tag: "button",
  text: plain(label),
  type: look.type ?? "default",
  width: "fill",
  size: look.size ?? "medium",
  ...(look.confirm === undefined ? {} : { confirm: look.confirm }),
  behaviors: [{ type: "callback", value: encodeAction(action) }],
});

/** Rows of equal width, three beside each other: what fits a phone of 360 px. */
export function rows(buttons: readonly Button[], perRow = 3): ColumnSet[] {
  const sets: ColumnSet[] = [];
  for (let i = 0; i < buttons.length; i += perRow)
    sets.push({
      tag: "column_set",
      flex_mode: "none",
      horizontal_spacing: "8px",
      columns: buttons
        .slice(i, i + perRow)
        .map((one) => ({ tag: "column", width: "weighted", weight: 1, elements: [one] })),
    });
  return sets;
}

/** Text with one small button at its right end. */
export const withButton = (content: Markdown, action: Button): ColumnSet => ({
  tag: "column_set",
  flex_mode: "none",
  horizontal_spacing: "8px",
  columns: [
    { tag: "column", width: "weighted", weight: 1, vertical_align: "center", elements: [content] },
    { tag: "column", width: "auto", vertical_align: "center", elements: [{ ...action, width: "default" }] },
  ],
});

interface FieldLook {
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly max?: number;
  readonly value?: string | null;
}

const labelOf = (name: FieldName, required: boolean): string =>
  required ? texts.forms.field[name] : texts.forms.optional(texts.forms.field[name]);

/** The client marks inputs that must be filled in; a select has only what stands above it. */
const selectLabel = (name: FieldName, required = false): Markdown[] =>
  paragraph(required ? texts.forms.required(texts.forms.field[name]) : labelOf(name, false));

const input = (name: FieldName, look: FieldLook, lines: Partial<Input>): Input => ({
  tag: "input",
  name,
  required: look.required ?? false,
  label: plain(labelOf(name, look.required ?? false)),
  label_position: "top",
  ...(look.placeholder === undefined ? {} : { placeholder: { tag: "plain_text", content: look.placeholder } }),
  input_type: "text",
  max_length: look.max ?? INPUT_MAX,
  width: "fill",
  ...(look.value === undefined || look.value === null ? {} : { default_value: look.value }),
  ...lines,
});

export const lineInput = (name: FieldName, look: FieldLook = {}): Input => input(name, look, {});
export const textInput = (name: FieldName, look: FieldLook = {}): Input =>
  input(name, look, { input_type: "multiline_text", rows: 3 });

type Choice = { readonly value: string; readonly label: string };

/** Values must be unique, or the platform refuses the whole card. */
function options(choices: readonly Choice[], max: number): Option[] {
  const seen = new Set<string>();
  const unique = choices.filter(({ value }) => !seen.has(value) && seen.add(value));
  return unique.slice(0, max).map(({ value, label }) => ({ text: plain(label), value }));
}

/** A select has no label of its own: its name stands above it. Nothing when there is nothing to choose. */
export function select(
  name: FieldName,
  choices: readonly Choice[],
  look: FieldLook & { readonly initial?: string | null | undefined; readonly most?: number } = {},
): (Markdown | Select)[] {
  const shown = options(choices, look.most ?? OPTIONS_MAX);
  if (shown.length === 0) return [];
  const initial = shown.some(({ value }) => value === look.initial) ? look.initial : null;
  return [
    ...selectLabel(name, look.required),
    {
      tag: "select_static",
      name,
      required: look.required ?? false,
      placeholder: plain(look.placeholder ?? texts.forms.placeholder.select),
      width: "fill",
      ...(initial === null || initial === undefined ? {} : { initial_option: initial }),
      options: shown,
    },
  ];
}

export function multiSelect(
  name: FieldName,
  choices: readonly Choice[],
  look: FieldLook = {},
): (Markdown | MultiSelect)[] {
  return [
    ...selectLabel(name, look.required),
    {
      tag: "multi_select_static",
      name,
      required: look.required ?? false,
      placeholder: plain(look.placeholder ?? texts.forms.placeholder.select),
      width: "fill",
      options: options(choices, OPTIONS_MAX),
    },
  ];
}

/** The submit button carries its action twice, because it may arrive without a value (feishu.md 2.3). */
export function form(
  name: string,
  fields: Form["elements"],
  submit: { readonly label: string; readonly action: CardAction } & ButtonLook,
): Form {
  return {
    tag: "form",
    name,
    elements: [
      ...fields,
      {
        ...button(submit.label, submit.action, { type: "primary_filled", ...submit }),
        name: encodeActionName(submit.action),
        form_action_type: "submit",
      },
    ],
  };
}

export interface CardFrame {
  readonly title?: string;
  readonly subtitle?: string | undefined;
  readonly colour?: Colour;
  /** Line in the chat list; the title when absent. */
  readonly summary?: string;
}

const TITLE_MAX = 60;
const SUMMARY_MAX = 80;

/** Forwarding is off everywhere: nearly every card has somebody's name or phone on it. */
export const card = (frame: CardFrame, elements: readonly Element[]): Card => ({
  schema: "2.0",
  config: {
    update_multi: true,
    enable_forward: false,
    width_mode: "fill",
    summary: { content: cut(oneLine(frame.summary ?? frame.title ?? ""), SUMMARY_MAX) },
  },
  ...(frame.title === undefined
    ? {}
    : {
        header: {
          title: plain(frame.title, TITLE_MAX),
          ...(frame.subtitle === undefined || frame.subtitle === ""
            ? {}
            : { subtitle: plain(frame.subtitle, TITLE_MAX) }),
          template: frame.colour ?? "blue",
        },
      }),
  body: { vertical_spacing: "8px", elements },
});
