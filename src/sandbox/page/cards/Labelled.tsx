import type { ComponentChildren, JSX } from "preact";
import { fieldLabel } from "./fields.ts";
import { str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import type { Field } from "./useField.ts";

/** Label, required mark and the sentence that says a field is still empty. */
export function Labelled(props: { node: Json; field: Field; children: ComponentChildren }): JSX.Element {
  const { node, field } = props;
  // The browser's date controls cannot show a placeholder inside, so it stands above them.
  const label =
    textOf(node["label"]) || (/^(date_picker|picker_)/u.test(str(node, "tag")) ? textOf(node["placeholder"]) : "");
  const left = str(node, "label_position") === "left";
  return (
    <div class={`labelled${left ? " labelled-left" : ""}${str(node, "width") === "fill" ? " labelled-fill" : ""}`}>
      {label !== "" && (
        <label htmlFor={field.id} class="label">
          {label}
          {field.required && (
            <span class="required" aria-hidden="true">
              *
            </span>
          )}
        </label>
      )}
      <div class="control">
        {props.children}
        {field.missing && (
          <p id={`${field.id}-missing`} class="field-error" role="alert">
            请填写{fieldLabel(node)}
          </p>
        )}
      </div>
    </div>
  );
}

/** Attributes that every control shares. */
export function fieldProps(node: Json, field: Field) {
  return {
    id: field.id,
    "data-field": str(node, "name"),
    "aria-invalid": field.missing,
    "aria-required": field.required,
    "aria-describedby": field.missing ? `${field.id}-missing` : undefined,
    "aria-label": fieldLabel(node),
    disabled: field.disabled,
  };
}
