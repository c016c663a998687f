import { bool, childrenOf, list, str, strings, textOf } from "./json.ts";
import type { Json } from "./json.ts";

/** What a person has entered so far. Pickers hold what the browser's own control holds (`2026-11-24`, `17:30`, `2026-11-24T17:30`). */
export type FieldValue = string | string[] | boolean;
export type FieldValues = Record<string, FieldValue>;

const FIELD_TAGS = new Set([
  "input",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "date_picker",
  "picker_time",
  "picker_datetime",
  "checker",
  "select_img",
]);

/** Every named field below a form, in reading order. */
export function fieldsOf(form: Json): Json[] {
  return childrenOf(form).flatMap((child) =>
    FIELD_TAGS.has(str(child, "tag")) && str(child, "name") !== "" ? [child] : fieldsOf(child),
  );
}

/** What a component shows before anybody touched it (feishu.md 4.5). */
export function initialValue(field: Json): FieldValue {
  switch (str(field, "tag")) {
    case "checker":
      return bool(field, "checked");
    case "multi_select_static":
    case "multi_select_person":
      return strings(field, "selected_values");
    case "select_img":
      return bool(field, "multi_select") ? strings(field, "selected_values") : "";
    case "date_picker":
      return str(field, "initial_date");
    case "picker_time":
      return str(field, "initial_time");
    case "picker_datetime":
      return str(field, "initial_datetime").replace(" ", "T");
    case "input":
      return str(field, "default_value");
    default:
      return initialOption(field);
  }
}

function initialOption(field: Json): string {
  const named = str(field, "initial_option");
  if (named !== "") return named;
  // 1-based; 0 or absent = nothing chosen.
  const option = list(field, "options")[Number(field["initial_index"] ?? 0) - 1];
  return option ? str(option, "value") : "";
}

/** Only the static multi select is required unless it says otherwise (feishu.md 4.5). */
export function isRequired(field: Json): boolean {
  return bool(field, "required", str(field, "tag") === "multi_select_static");
}

function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}

/** Names of required fields that are still empty: checked by the client alone, as on the platform. */
export function missingFields(form: Json, values: FieldValues): string[] {
  return fieldsOf(form)
    .filter((field) => isRequired(field) && isEmpty(values[str(field, "name")] ?? initialValue(field)))
    .map((field) => str(field, "name"));
}

/** A picker's value as the callback carries it: `2026-11-24 +0800`, `17:30 +0800`, `2026-11-24 17:30 +0800`. */
export function wireValue(tag: string, value: string): string {
  if (value === "") return "";
  if (tag === "date_picker" || tag === "picker_time") return `${value} +0800`;
  if (tag === "picker_datetime") return `${value.replace("T", " ").slice(0, 16)} +0800`;
  return value;
}

/**
 * `form_value` of a submission. An empty input is sent as "", any other empty optional field is left out: the platform
 * documents neither, so a bot has to live with both.
 */
export function formValue(form: Json, values: FieldValues): Json {
  const out: Json = {};
  for (const field of fieldsOf(form)) {
    const name = str(field, "name");
    const tag = str(field, "tag");
    const value = values[name] ?? initialValue(field);
    if (tag === "checker" || tag === "input") out[name] = value;
    else if (!isEmpty(value)) out[name] = typeof value === "string" ? wireValue(tag, value) : value;
  }
  return out;
}

/** A field's caption for messages to the person: label, else placeholder, else name. */
export function fieldLabel(field: Json): string {
  return (
    textOf(field["label"]) || textOf(field["placeholder"]) || textOf(field["text"]) || str(field, "name") || "选项"
  );
}
