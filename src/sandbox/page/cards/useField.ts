import { useContext, useId, useState } from "preact/hooks";
import type { CardAction } from "./actions.ts";
import { initialValue, isRequired } from "./fields.ts";
import type { FieldValue } from "./fields.ts";
import { bool, callbackOf, obj, str } from "./json.ts";
import type { Json } from "./json.ts";
import { FormContext, useCard } from "./scope.ts";

export interface Field {
  id: string;
  value: FieldValue;
  set: (value: FieldValue) => void;
  /** Outside a form: asks the component's confirm question, then calls back; without behaviours nothing is sent. */
  commit: (action: CardAction) => Promise<void>;
  inForm: boolean;
  missing: boolean;
  required: boolean;
  disabled: boolean;
  busy: boolean;
}

/** One interactive component: its value lives in the form around it, or alone. */
export function useField(node: Json): Field {
  const card = useCard();
  const form = useContext(FormContext);
  const id = useId();
  const [own, setOwn] = useState<FieldValue>(() => initialValue(node));
  const name = str(node, "name");
  const inForm = form !== null && name !== "";
  return {
    id,
    inForm,
    value: inForm ? (form.values[name] ?? initialValue(node)) : own,
    set: (value) => (inForm ? form.set(name, value) : setOwn(value)),
    commit: async (action) => {
      if (inForm || !callbackOf(node)) return;
      if (await card.ask(obj(node, "confirm"))) await card.press(node, action);
      else setOwn(initialValue(node));
    },
    missing: inForm && form.missing.includes(name),
    required: inForm && isRequired(node),
    disabled: bool(node, "disabled"),
    busy: card.pressed === node,
  };
}
