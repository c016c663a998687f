import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { optionAction } from "./actions.ts";
import { initialValue } from "./fields.ts";
import { callbackOf, str } from "./json.ts";
import type { Json } from "./json.ts";
import { fieldProps, Labelled } from "./Labelled.tsx";
import { useField } from "./useField.ts";

type DateType = "date" | "time" | "datetime-local";
const TYPES: Record<string, DateType> = { date_picker: "date", picker_time: "time", picker_datetime: "datetime-local" };

/** The browser's own date and time controls. Outside a form the choice is sent with 确定, not at each keystroke. */
export function DatePicker({ node }: { node: Json }): JSX.Element {
  const field = useField(node);
  const tag = str(node, "tag");
  const value = typeof field.value === "string" ? field.value : "";
  const sent = useRef(initialValue(node));
  const changed = value !== "" && value !== sent.current;
  const send = () => {
    sent.current = value;
    void field.commit(optionAction(node, value));
  };
  return (
    <Labelled node={node} field={field}>
      <div class="input-row">
        <input
          {...fieldProps(node, field)}
          class="field field-date"
          type={TYPES[tag] ?? "date"}
          value={value}
          onInput={(event) => field.set(event.currentTarget.value)}
        />
        {!field.inForm && callbackOf(node) && (changed || field.busy) && (
          <button type="button" class="button button-primary-filled button-small" onClick={send}>
            {field.busy ? <span class="spinner" /> : "确定"}
          </button>
        )}
      </div>
    </Labelled>
  );
}
