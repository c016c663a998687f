import type { JSX } from "preact";
import { useCallback, useEffect, useId, useRef, useState } from "preact/hooks";
import { Avatar } from "./Avatar.tsx";
import { Icon } from "./icons.tsx";
import { Popover } from "./Popover.tsx";

export interface PickerOption {
  value: string;
  text: string;
  hint?: string;
  /** Heading above the first option of each run of equal groups. */
  group?: string;
  person?: boolean;
}

interface PickerProps {
  label: string;
  options: readonly PickerOption[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  multi?: boolean;
  placeholder?: string;
  /** Shows a search box; default: more than 8 options. */
  search?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  busy?: boolean;
  describedBy?: string | undefined;
  className?: string;
  name?: string;
}

/** The one drop-down of the page: a list box with search, arrows, Enter and Escape, single or multiple. */
export function Picker(props: PickerProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const chosen = props.options.filter((option) => props.selected.includes(option.value));
  const words = chosen.map((option) => option.text).join("、");

  const choose = (value: string) => {
    if (props.multi) {
      const has = props.selected.includes(value);
      props.onChange(has ? props.selected.filter((one) => one !== value) : [...props.selected, value]);
      return;
    }
    setOpen(false);
    anchor.current?.focus();
    if (!props.selected.includes(value)) props.onChange([value]);
  };

  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={`field picker ${props.className ?? ""}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={words === "" ? emptyName(props) : `${props.label}：${words}`}
        aria-invalid={props.invalid === true}
        aria-describedby={props.describedBy}
        disabled={props.disabled === true}
        data-field={props.name}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !open) {
            event.preventDefault();
            setOpen(true);
          }
        }}
      >
        <span class={words === "" ? "picker-words picker-empty" : "picker-words"}>
          {words === "" ? (props.placeholder ?? "请选择") : words}
        </span>
        {props.busy ? <span class="spinner" /> : <Icon name="down" size={14} />}
      </button>
      {open && (
        <Popover anchor={anchor} onClose={close}>
          <Options {...props} choose={choose} />
        </Popover>
      )}
    </>
  );
}

/** Says the visible words once, also where the placeholder is all the label there is. */
function emptyName({ label, placeholder = "请选择" }: PickerProps): string {
  return placeholder === label ? label : `${label}，${placeholder}`;
}

function Options(props: PickerProps & { choose: (value: string) => void }): JSX.Element {
  const id = useId();
  const [query, setQuery] = useState("");
  const searching = props.search ?? props.options.length > 8;
  const shown = props.options.filter((option) => `${option.text}${option.hint ?? ""}`.includes(query.trim()));
  const start = shown.findIndex((option) => props.selected.includes(option.value));
  const [active, setActive] = useState(Math.max(0, start));

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      setActive((active + step + shown.length) % shown.length);
    } else if (event.key === "Enter" || (event.key === " " && !searching)) {
      event.preventDefault();
      const option = shown[active];
      if (option) props.choose(option.value);
    }
  };

  const list = {
    role: "listbox" as const,
    id: `${id}-list`,
    "aria-label": props.label,
    "aria-multiselectable": props.multi === true,
    class: "options",
  };
  const current = shown.length > 0 ? `${id}-${active}` : undefined;
  const items = shown.map((option, index) => (
    <>
      {option.group !== undefined && option.group !== shown[index - 1]?.group && (
        <li class="option-group" role="presentation">
          {option.group}
        </li>
      )}
      <li
        key={option.value}
        id={`${id}-${index}`}
        role="option"
        aria-selected={props.selected.includes(option.value)}
        class={index === active ? "option option-active" : "option"}
        onPointerMove={() => setActive(index)}
        onClick={() => props.choose(option.value)}
      >
        {option.person && <Avatar name={option.text} size={24} />}
        <span class="option-text">
          {option.text}
          {option.hint && <small>{option.hint}</small>}
        </span>
        {props.selected.includes(option.value) && <Icon name="check" size={14} />}
      </li>
    </>
  ));

  if (!searching) {
    return (
      <ul {...list} data-autofocus tabIndex={0} aria-activedescendant={current} onKeyDown={onKeyDown}>
        {items}
      </ul>
    );
  }
  return (
    <>
      <input
        data-autofocus
        class="option-search"
        role="combobox"
        aria-label={`搜索${props.label}`}
        aria-controls={list.id}
        aria-expanded={true}
        aria-activedescendant={current}
        placeholder="搜索"
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul {...list}>{items}</ul>
      {shown.length === 0 && <p class="option-none">没有符合的</p>}
    </>
  );
}
