import type { JSX } from "preact";
import { paletteName } from "./colors.ts";
import { list, obj, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { TextTag } from "./Markdown.tsx";
import { spacing } from "./sizes.ts";
import { NodeIcon, Text } from "./Text.tsx";

/** The coloured band: title, one-line subtitle, at most three tags. */
export function Header({ node }: { node: Json }): JSX.Element {
  const template = str(node, "template", "default");
  const tint = template === "default" ? "default" : (paletteName(template) ?? "default");
  const subtitle = obj(node, "subtitle");
  const tags = list(node, "text_tag_list").slice(0, 3);
  return (
    <div class={`card-header header-${tint}`} style={{ padding: spacing(str(node, "padding")) }}>
      <NodeIcon of={obj(node, "icon")} size={20} />
      <div class="card-heading">
        <div class="card-title">
          <Text of={node["title"]} />
          {tags.map((tag, index) => (
            <TextTag key={index} text={textOf(tag["text"])} color={str(tag, "color", "neutral")} />
          ))}
        </div>
        {subtitle && textOf(subtitle) !== "" && (
          <div class="card-subtitle">
            <Text of={subtitle} />
          </div>
        )}
      </div>
    </div>
  );
}
