import type { JSX } from "preact";
import { optionAction, optionsAction } from "./actions.ts";
import { fieldLabel } from "./fields.ts";
import { bool, list, str } from "./json.ts";
import type { Json } from "./json.ts";
import { Labelled } from "./Labelled.tsx";
import { useCard } from "./scope.ts";
import { useField } from "./useField.ts";

/** Pictures to choose from; several only with `multi_select`. */
export function SelectImg({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const field = useField(node);
  const multi = bool(node, "multi_select");
  const chosen = Array.isArray(field.value) ? field.value : field.value === "" ? [] : [String(field.value)];
  const toggle = (value: string) => {
    const has = chosen.includes(value);
    if (!multi) {
      field.set(value);
      void field.commit(optionAction(node, value));
      return;
    }
    const next = has ? chosen.filter((one) => one !== value) : [...chosen, value];
    field.set(next);
    void field.commit(optionsAction(node, next));
  };
  return (
    <Labelled node={node} field={field}>
      <div
        class="select-images"
        role="group"
        aria-label={fieldLabel(node)}
        data-field={str(node, "name")}
        tabIndex={-1}
      >
        {list(node, "options").map((option, index) => {
          const value = str(option, "value");
          return (
            <button
              key={value}
              type="button"
              class="select-image"
              aria-pressed={chosen.includes(value)}
              aria-label={`第${index + 1}张`}
              disabled={field.disabled || bool(option, "disabled")}
              onClick={() => toggle(value)}
            >
              <img src={card.fileUrl(str(option, "img_key"))} alt="" loading="lazy" />
            </button>
          );
        })}
      </div>
    </Labelled>
  );
}
