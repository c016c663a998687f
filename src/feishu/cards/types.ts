import type { CardAction } from "../actions/codec.ts";
import type { ChartElement } from "./reports/chart.ts";

/** Card JSON 2.0, only what this product uses; an unknown property is an error on the platform (feishu.md 4.2). */
export type Colour = "blue" | "orange" | "red" | "green" | "grey";

export interface PlainText {
  readonly tag: "plain_text";
  readonly content: string;
}

export interface Markdown {
  readonly tag: "markdown";
  readonly content: string;
  readonly text_size?: "normal" | "notation" | "heading";
}

interface Rule {
  readonly tag: "hr";
}

export interface Confirm {
  readonly title: PlainText;
  readonly text: PlainText;
}

interface Callback {
  readonly type: "callback";
  readonly value: CardAction;
}

export interface Button {
  readonly tag: "button";
  readonly text: PlainText;
  readonly type: "default" | "primary_filled" | "danger" | "danger_filled" | "text";
  readonly width?: "default" | "fill";
  readonly size?: "small" | "medium";
  readonly confirm?: Confirm;
  readonly behaviors: readonly Callback[];
  /** Only in a form. */
  readonly name?: string;
  readonly form_action_type?: "submit";
}

interface Column {
  readonly tag: "column";
  readonly width: "weighted" | "auto";
  readonly weight?: number;
  readonly vertical_align?: "top" | "center";
  readonly elements: readonly (Markdown | Button)[];
}

export interface ColumnSet {
  readonly tag: "column_set";
  readonly flex_mode: "none";
  readonly horizontal_spacing: "8px";
  readonly columns: readonly Column[];
}

export interface Panel {
  readonly tag: "collapsible_panel";
  readonly expanded: false;
  readonly header: {
    readonly title: PlainText;
    readonly icon: { readonly tag: "standard_icon"; readonly token: string; readonly size: string };
    readonly icon_position: "right";
    readonly icon_expanded_angle: -180;
  };
  readonly elements: readonly (Markdown | Button)[];
}

export interface Input {
  readonly tag: "input";
  readonly name: string;
  readonly required: boolean;
  readonly label: PlainText;
  readonly label_position: "top";
  readonly placeholder?: PlainText;
  readonly input_type: "text" | "multiline_text";
  readonly rows?: number;
  readonly max_length: number;
  readonly width: "fill";
  readonly default_value?: string;
}

export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

export interface Select {
  readonly tag: "select_static";
  readonly name: string;
  readonly required: boolean;
  readonly placeholder: PlainText;
  readonly width: "fill";
  readonly initial_option?: string;
  readonly options: readonly Option[];
}

export interface MultiSelect {
  readonly tag: "multi_select_static";
  readonly name: string;
  readonly required: boolean;
  readonly placeholder: PlainText;
  readonly width: "fill";
  readonly options: readonly Option[];
}

export interface Form {
  readonly tag: "form";
  readonly name: string;
  readonly elements: readonly (Markdown | Input | Select | MultiSelect | Button)[];
}

export type Element = Markdown | Rule | Button | ColumnSet | Panel | Form | ChartElement;

export interface Card {
  readonly schema: "2.0";
  readonly config: {
    readonly update_multi: true;
    readonly enable_forward: boolean;
    readonly width_mode: "fill";
    readonly summary: { readonly content: string };
  };
  readonly header?: {
    readonly title: PlainText;
    readonly subtitle?: PlainText;
    readonly template: Colour;
  };
  readonly body: { readonly vertical_spacing: "8px"; readonly elements: readonly Element[] };
}
