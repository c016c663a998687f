import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Stack } from "./Containers.tsx";
import { submitAction } from "./actions.ts";
import { missingFields } from "./fields.ts";
import type { FieldValues } from "./fields.ts";
import { obj } from "./json.ts";
import type { Json } from "./json.ts";
import { FormContext, useCard } from "./scope.ts";
import type { FormScope } from "./scope.ts";

/** Holds what was entered until the submit button; required fields are checked here and only here. */
export function Form({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const box = useRef<HTMLDivElement>(null);
  const [values, setValues] = useState<FieldValues>({});
  const [missing, setMissing] = useState<string[]>([]);
  const [version, setVersion] = useState(0);

  const scope: FormScope = {
    values,
    missing,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setMissing((before) => before.filter((one) => one !== name));
    },
    submit: async (button) => {
      const empty = missingFields(node, values);
      setMissing(empty);
      if (empty[0] !== undefined) {
        box.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(empty[0])}"]`)?.focus();
        return;
      }
      if (await card.ask(obj(button, "confirm"))) await card.press(button, submitAction(button, node, values));
    },
    reset: () => {
      setValues({});
      setMissing([]);
      setVersion(version + 1);
    },
  };

  return (
    <FormContext.Provider value={scope}>
      <div ref={box} class="form" role="group" aria-label="表单" key={version}>
        <Stack node={node} gap="12px" />
      </div>
    </FormContext.Provider>
  );
}
