import type { JSX } from "preact";
import { checkAction } from "./actions.ts";
import { bool, list, num, obj, str } from "./json.ts";
import type { Json } from "./json.ts";
import { useCard } from "./scope.ts";
import { Text } from "./Text.tsx";
import { useField } from "./useField.ts";

/** A tick box with words; without behaviours the tick is local to the viewer (feishu.md 4.5). */
export function Checker({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const field = useField(node);
  const checked = field.value === true;
  const style = obj(node, "checked_style") ?? {};
  const area = obj(node, "button_area");
  return (
    <div class="checker">
      <label class={checked && bool(style, "show_strikethrough") ? "checker-label checker-struck" : "checker-label"}>
        <input
          type="checkbox"
          checked={checked}
          disabled={field.disabled}
          data-field={str(node, "name")}
          aria-invalid={field.missing}
          onChange={(event) => {
            const now = event.currentTarget.checked;
            field.set(now);
            void field.commit(checkAction(node, now));
          }}
        />
        <span style={{ opacity: checked ? num(style, "opacity", 1) : undefined }}>
          <Text of={node["text"]} />
        </span>
        {field.busy && <span class="spinner" />}
      </label>
      {area && (
        <div class="checker-buttons">{list(area, "buttons").map((button, index) => card.render(button, index))}</div>
      )}
      {field.missing && (
        <p class="field-error" role="alert">
          请先勾选
        </p>
      )}
    </div>
  );
}
