import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { tapAction } from "./actions.ts";
import { bool, callbackOf, obj, openUrlOf, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { FormContext, useCard } from "./scope.ts";
import { length } from "./sizes.ts";
import { NodeIcon } from "./Text.tsx";

/** Every button of a card: callback and link may go together, submit and reset belong to the form around it. */
export function Button({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const form = useContext(FormContext);
  const busy = card.pressed === node;
  const disabled = bool(node, "disabled");
  const tips = textOf(node[disabled ? "disabled_tips" : "hover_tips"]);
  const words = textOf(node["text"]);
  const role = str(node, "form_action_type");

  const press = async () => {
    if (disabled) return;
    if (form && role === "reset") return form.reset();
    const url = openUrlOf(node);
    if (url) window.open(url, "_blank", "noopener");
    if (form && role !== "") return form.submit(node);
    if (callbackOf(node) && (await card.ask(obj(node, "confirm")))) await card.press(node, tapAction(node));
  };

  return (
    <button
      type="button"
      class={`button button-${str(node, "type", "default").replaceAll("_", "-")} button-${str(node, "size", "medium")}${busy ? " button-busy" : ""}`}
      style={{ width: str(node, "width") === "fill" ? "100%" : length(str(node, "width")) }}
      // Not `disabled`: a greyed button must still tell the keyboard and the pointer why.
      aria-disabled={disabled}
      aria-busy={busy}
      aria-label={words === "" ? tips || "按钮" : tips && disabled ? `${words}，${tips}` : undefined}
      title={tips || undefined}
      onClick={() => void press()}
    >
      {busy ? <span class="spinner" /> : <NodeIcon of={obj(node, "icon")} size={14} />}
      {words !== "" && <span>{words}</span>}
    </button>
  );
}
