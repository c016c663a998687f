import type { CSSProperties, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icons.tsx";
import { tapAction } from "./actions.ts";
import { fillColor, lineColor } from "./colors.ts";
import { bool, callbackOf, list, num, obj, openUrlOf, safeUrl, str } from "./json.ts";
import type { Json } from "./json.ts";
import { useCard } from "./scope.ts";
import { flexAlign, length, spacing } from "./sizes.ts";
import { NodeIcon, Text } from "./Text.tsx";

/** Children stacked or in a row, with the container's own spacing, padding and alignment. */
export function Stack({ node, gap = "8px" }: { node: Json; gap?: string }): JSX.Element {
  const card = useCard();
  const row = str(node, "direction") === "horizontal";
  const style: CSSProperties = {
    rowGap: spacing(str(node, "vertical_spacing")) ?? gap,
    columnGap: spacing(str(node, "horizontal_spacing")) ?? gap,
    padding: spacing(str(node, "padding")),
    ...(row
      ? { alignItems: flexAlign(str(node, "vertical_align")), justifyContent: flexAlign(str(node, "horizontal_align")) }
      : {
          alignItems: flexAlign(str(node, "horizontal_align")),
          justifyContent: flexAlign(str(node, "vertical_align")),
        }),
  };
  return (
    <div class={row ? "stack stack-row" : "stack"} style={style}>
      {list(node, "elements").map((child, index) => card.render(child, index))}
    </div>
  );
}

export function ColumnSet({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const url = safeUrl(str(obj(obj(node, "action") ?? {}, "multi_url") ?? {}, "url"));
  const style = {
    columnGap: spacing(str(node, "horizontal_spacing")) ?? "8px",
    rowGap: spacing(str(node, "horizontal_spacing")) ?? "8px",
    background: fillColor(str(node, "background_style"), card.colors),
    justifyContent: flexAlign(str(node, "horizontal_align")),
  };
  const filled = str(node, "background_style", "default") !== "default";
  return (
    <div
      class={`columns columns-${str(node, "flex_mode", "none")}${filled ? " columns-filled" : ""}`}
      style={style}
      onClick={url ? () => window.open(url, "_blank", "noopener") : undefined}
    >
      {list(node, "columns").map((column, index) => (
        <Column key={index} node={column} />
      ))}
    </div>
  );
}

export function Column({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const width = str(node, "width", "auto");
  const fixed = length(width);
  const weight = num(node, "weight", 1);
  const flex = fixed ? `0 0 ${fixed}` : width === "weighted" ? `${weight} 1 0` : "0 1 auto";
  return (
    <div
      class="column"
      style={{
        flex,
        background: fillColor(str(node, "background_style"), card.colors),
        alignSelf:
          str(node, "vertical_align") === "center"
            ? "center"
            : str(node, "vertical_align") === "bottom"
              ? "flex-end"
              : undefined,
      }}
    >
      <Stack node={node} />
    </div>
  );
}

/** A whole area that can be pressed; it may itself hold buttons, so it is no <button>. */
export function InteractiveContainer({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const disabled = bool(node, "disabled");
  const url = openUrlOf(node);
  const live = !disabled && (url !== null || callbackOf(node) !== null);
  const press = async () => {
    if (!live || !(await card.ask(obj(node, "confirm")))) return;
    if (url) window.open(url, "_blank", "noopener");
    if (callbackOf(node)) await card.press(node, tapAction(node));
  };
  return (
    <div
      class={`interactive${live ? " interactive-live" : ""}${card.pressed === node ? " interactive-busy" : ""}`}
      role={live ? "group" : undefined}
      title={str(obj(node, "hover_tips") ?? {}, "content") || undefined}
      style={{
        width: length(str(node, "width")),
        height: length(str(node, "height")),
        border: bool(node, "has_border") ? `1px solid ${lineColor(str(node, "border_color"), card.colors)}` : undefined,
        borderRadius: length(str(node, "corner_radius")) ?? "8px",
        background: fillColor(str(node, "background_style"), card.colors),
      }}
      onClick={(event) => {
        if ((event.target as Element).closest("button, a, input, textarea") === null) void press();
      }}
    >
      <Stack node={{ padding: "4px 12px", ...node }} />
      {live && (
        <button type="button" class="interactive-press" aria-label="打开" onClick={() => void press()}>
          {card.pressed === node ? <span class="spinner" /> : <Icon name="right" size={14} />}
        </button>
      )}
    </div>
  );
}

export function CollapsiblePanel({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const id = useId();
  const [open, setOpen] = useState(bool(node, "expanded"));
  const inside = useRef<HTMLDivElement>(null);
  const header = obj(node, "header") ?? {};
  const border = obj(node, "border");
  const angle = num(header, "icon_expanded_angle", 180);
  const icon = (
    <span class="panel-icon" style={{ transform: open ? `rotate(${angle}deg)` : undefined }}>
      {obj(header, "icon") ? <NodeIcon of={header["icon"]} size={14} /> : <Icon name="down" size={14} />}
    </span>
  );
  const at = str(header, "icon_position", "right");
  // Folded content stays out of the tab order without being unmounted, so that forms and charts keep their state.
  useEffect(() => {
    if (inside.current) inside.current.hidden = !open;
  }, [open]);
  return (
    <div
      class={border ? "panel panel-bordered" : "panel"}
      style={{
        border: border ? `1px solid ${lineColor(str(border, "color"), card.colors)}` : undefined,
        borderRadius: border ? (length(str(border, "corner_radius")) ?? "6px") : undefined,
      }}
    >
      <button
        type="button"
        class={`panel-header panel-icon-${at}`}
        aria-expanded={open}
        aria-controls={id}
        style={{
          background: fillColor(str(header, "background_color"), card.colors),
          padding: spacing(str(header, "padding")),
          width: str(header, "width") === "auto" ? "auto" : undefined,
        }}
        onClick={() => setOpen(!open)}
      >
        {at === "left" && icon}
        <Text of={header["title"]} />
        {at !== "left" && icon}
      </button>
      <div id={id} ref={inside} class="panel-body">
        <Stack node={node} />
      </div>
    </div>
  );
}
