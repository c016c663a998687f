import type { JSX } from "preact";
import { Icon, iconForToken } from "../ui/icons.tsx";
import { textColor } from "./colors.ts";
import { isObject, num, obj, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { Markdown } from "./Markdown.tsx";
import { useCard } from "./scope.ts";
import { textSize } from "./sizes.ts";

/** A plain_text / lark_md / markdown object where a component has words. */
export function Text({ of }: { of: unknown }): JSX.Element {
  const card = useCard();
  const node: Json = isObject(of) ? of : { tag: "plain_text", content: textOf(of) };
  const words = textOf(node);
  const tag = str(node, "tag");
  const lines = num(node, "lines", 0);
  const style = {
    fontSize: textSize(str(node, "text_size"), card.sizes),
    color: textColor(str(node, "text_color"), card.colors),
    textAlign: str(node, "text_align") || undefined,
    WebkitLineClamp: lines > 0 ? String(lines) : undefined,
  };
  return (
    <div class={lines > 0 ? "text text-clamped" : "text"} style={style}>
      {tag === "lark_md" || tag === "markdown" ? <Markdown source={words} /> : words}
    </div>
  );
}

/** standard_icon by a stand-in of the same meaning, custom_icon by its picture. */
export function NodeIcon({ of, size }: { of: unknown; size?: number }): JSX.Element | null {
  const card = useCard();
  if (!isObject(of)) return null;
  const color = textColor(str(of, "color"), card.colors);
  const own = num(of, "size", size ?? 16);
  const key = str(of, "img_key");
  if (key !== "") return <img class="custom-icon" src={card.fileUrl(key)} alt="" width={own} height={own} />;
  return <Icon name={iconForToken(str(of, "token"))} size={own} {...(color ? { color } : {})} />;
}

/** `{tag: "div"}` and `{tag: "markdown"}`: words with an icon before them. */
export function Div({ node }: { node: Json }): JSX.Element {
  return (
    <div class="with-icon">
      <NodeIcon of={obj(node, "icon")} />
      <Text of={node["text"]} />
    </div>
  );
}

export function MarkdownElement({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const size = textSize(str(node, "text_size"), card.sizes);
  const align = str(node, "text_align") || undefined;
  return (
    <div class="with-icon">
      <NodeIcon of={obj(node, "icon")} />
      <div class="text markdown" style={{ fontSize: size, textAlign: align }}>
        <Markdown source={textOf(node) || str(node, "content")} />
      </div>
    </div>
  );
}
