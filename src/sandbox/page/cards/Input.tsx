import type { JSX } from "preact";
import { Icon } from "../ui/icons.tsx";
import { inputAction } from "./actions.ts";
import { bool, callbackOf, num, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { fieldProps, Labelled } from "./Labelled.tsx";
import { useField } from "./useField.ts";

/** One or several lines. Outside a form Enter or the tick sends `input_value`. */
export function Input({ node }: { node: Json }): JSX.Element {
  const field = useField(node);
  const type = str(node, "input_type", "text");
  const text = typeof field.value === "string" ? field.value : "";
  const limit = Math.min(1000, Math.max(1, num(node, "max_length", 1000)));
  const send = () => void field.commit(inputAction(node, text));
  const shared = {
    ...fieldProps(node, field),
    class: "field",
    value: text,
    maxLength: limit,
    placeholder: textOf(node["placeholder"]) || "请输入",
    onInput: (event: Event) => field.set((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <Labelled node={node} field={field}>
      <div class="input-row">
        {type === "multiline_text" ? (
          <textarea
            {...shared}
            rows={Math.min(12, num(node, "rows", 5))}
            style={{ fieldSizing: bool(node, "auto_resize") ? "content" : undefined }}
          />
        ) : (
          <input
            {...shared}
            {...({ type: type === "password" ? "password" : "text" } as { type: "text" })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.isComposing && !field.inForm) send();
            }}
          />
        )}
        {!field.inForm && callbackOf(node) && (
          <button type="button" class="icon-button" aria-label="提交" disabled={field.disabled} onClick={send}>
            {field.busy ? <span class="spinner" /> : <Icon name="check" />}
          </button>
        )}
      </div>
      {type === "multiline_text" && text.length > limit * 0.8 && (
        <p class="field-count">
          {text.length}/{limit}
        </p>
      )}
    </Labelled>
  );
}
