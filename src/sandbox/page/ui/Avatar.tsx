import type { JSX } from "preact";
import { hueOf, initials, tintOf } from "./avatar.ts";
import { Icon } from "./icons.tsx";

/** A face made from the name; the name itself always stands beside it, so it is hidden from readers. */
export function Avatar(props: { name: string; size?: number; kind?: "person" | "group" | "bot" }): JSX.Element {
  const { name, size = 36, kind = "person" } = props;
  const style = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.max(10, Math.round(size * 0.36))}px` };
  if (kind !== "bot") {
    return (
      <span
        class={kind === "group" ? `avatar avatar-group tint-${tintOf(name)}` : `avatar hue-${hueOf(name)}`}
        style={style}
        aria-hidden="true"
      >
        {kind === "group" ? Array.from(name).slice(0, 2).join("") : initials(name)}
      </span>
    );
  }
  return (
    <span class={`avatar avatar-bot`} style={style} aria-hidden="true">
      <Icon name="chat" size={Math.round(size * 0.56)} />
    </span>
  );
}
