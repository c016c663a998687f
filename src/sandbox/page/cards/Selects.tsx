import type { JSX } from "preact";
import { Menu } from "../ui/Menu.tsx";
import { Picker } from "../ui/Picker.tsx";
import type { PickerOption } from "../ui/Picker.tsx";
import { optionAction, optionsAction } from "./actions.ts";
import { fieldLabel } from "./fields.ts";
import { bool, callbackOf, list, obj, safeUrl, str, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import { Labelled } from "./Labelled.tsx";
import { useCard } from "./scope.ts";
import { NodeIcon } from "./Text.tsx";
import { Icon } from "../ui/icons.tsx";
import { useField } from "./useField.ts";

function Select(props: { node: Json; options: PickerOption[]; multi: boolean }): JSX.Element {
  const { node, options, multi } = props;
  const field = useField(node);
  const selected = Array.isArray(field.value) ? field.value : field.value === "" ? [] : [String(field.value)];
  return (
    <Labelled node={node} field={field}>
      <Picker
        label={fieldLabel(node)}
        name={str(node, "name")}
        options={options}
        selected={selected}
        multi={multi}
        placeholder={textOf(node["placeholder"]) || "请选择"}
        disabled={field.disabled}
        invalid={field.missing}
        busy={field.busy}
        describedBy={field.missing ? `${field.id}-missing` : undefined}
        className={str(node, "type") === "text" ? "picker-text" : ""}
        onChange={(chosen) => {
          field.set(multi ? chosen : (chosen[0] ?? ""));
          void field.commit(multi ? optionsAction(node, chosen) : optionAction(node, chosen[0] ?? ""));
        }}
      />
    </Labelled>
  );
}

function staticOptions(node: Json): PickerOption[] {
  return list(node, "options").map((option) => ({ value: str(option, "value"), text: textOf(option["text"]) }));
}

export function SelectStatic({ node }: { node: Json }): JSX.Element {
  return <Select node={node} options={staticOptions(node)} multi={false} />;
}

export function MultiSelectStatic({ node }: { node: Json }): JSX.Element {
  return <Select node={node} options={staticOptions(node)} multi />;
}

/** Listed persons, or every member of the chat when the card lists none (feishu.md 4.5). */
function usePersons(node: Json): PickerOption[] {
  const card = useCard();
  const listed = list(node, "options").map((option) => str(option, "value"));
  const known = listed.filter((id) => card.nameOf(id) !== id);
  if (known.length > 0) return known.map((id) => ({ value: id, text: card.nameOf(id), person: true }));
  return card.members.map((member) => ({ value: member.openId, text: member.name, person: true }));
}

export function SelectPerson({ node }: { node: Json }): JSX.Element {
  return <Select node={node} options={usePersons(node)} multi={false} />;
}

export function MultiSelectPerson({ node }: { node: Json }): JSX.Element {
  return <Select node={node} options={usePersons(node)} multi />;
}

export function Overflow({ node }: { node: Json }): JSX.Element {
  const card = useCard();
  const busy = card.pressed === node;
  const items = list(node, "options").map((option, index) => ({
    key: str(option, "value") || String(index),
    text: textOf(option["text"]),
    href: safeUrl(str(obj(option, "multi_url") ?? {}, "url")),
  }));
  return (
    <Menu
      label="更多操作"
      className="button button-default button-medium button-overflow"
      disabled={bool(node, "disabled")}
      items={items}
      onChoose={(item) => {
        const choose = async () => {
          if (item.href || !callbackOf(node)) return;
          if (await card.ask(obj(node, "confirm"))) await card.press(node, optionAction(node, item.key));
        };
        void choose();
      }}
    >
      {busy ? <span class="spinner" /> : obj(node, "icon") ? <NodeIcon of={node["icon"]} /> : <Icon name="more" />}
    </Menu>
  );
}
