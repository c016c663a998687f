import { formValue, wireValue } from "./fields.ts";
import type { FieldValues } from "./fields.ts";
import { callbackOf, str } from "./json.ts";
import type { Json } from "./json.ts";

/** Time zone of the town; the platform sends the reader's own. */
const TIMEZONE = "Asia/Shanghai";

/** `action` of a card callback: the keys of feishu.md 2.3 and no others. */
export type CardAction = Json;

function withValue(node: Json, action: CardAction): CardAction {
  const callback = callbackOf(node);
  return callback && callback.value !== undefined ? { ...action, value: callback.value } : action;
}

/** A tap on a button, or on an interactive container, outside a form. */
export function tapAction(node: Json): CardAction {
  return withValue(node, { tag: str(node, "tag", "button") });
}

/** A tap on the submit button of a form: `value` comes only with behaviours. */
export function submitAction(button: Json, form: Json, values: FieldValues): CardAction {
  return withValue(button, {
    tag: "button",
    name: str(button, "name"),
    form_value: formValue(form, values),
    timezone: TIMEZONE,
  });
}

/** A choice in select_static, select_person, overflow or select_img, or a picked date or time, outside a form. */
export function optionAction(node: Json, option: string): CardAction {
  const tag = str(node, "tag");
  const picker = tag === "date_picker" || tag === "picker_time" || tag === "picker_datetime";
  const action = { tag, option: wireValue(tag, option) };
  return withValue(node, picker ? { ...action, timezone: TIMEZONE } : action);
}

export function optionsAction(node: Json, options: string[]): CardAction {
  return withValue(node, { tag: str(node, "tag"), options });
}

export function inputAction(node: Json, text: string): CardAction {
  return withValue(node, { tag: "input", input_value: text });
}

export function checkAction(node: Json, checked: boolean): CardAction {
  return withValue(node, { tag: "checker", checked });
}
