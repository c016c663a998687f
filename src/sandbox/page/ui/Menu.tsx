import type { ComponentChildren, JSX } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { Popover } from "./Popover.tsx";

export interface MenuItem {
  key: string;
  text: string;
  icon?: string;
  danger?: boolean;
  href?: string | null;
}

/** A button that opens a menu: arrows move, Enter chooses, Escape returns to the button. */
export function Menu(props: {
  label: string;
  items: readonly MenuItem[];
  onChoose: (item: MenuItem) => void;
  className: string;
  disabled?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={props.className}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={props.disabled === true}
        onClick={() => setOpen(!open)}
      >
        {props.children}
      </button>
      {open && (
        <Popover anchor={anchor} onClose={close} width={140}>
          <Items
            label={props.label}
            items={props.items}
            onChoose={(item) => {
              setOpen(false);
              anchor.current?.focus();
              props.onChoose(item);
            }}
          />
        </Popover>
      )}
    </>
  );
}

function Items(props: { label: string; items: readonly MenuItem[]; onChoose: (item: MenuItem) => void }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };

  return (
    <div ref={list} role="menu" aria-label={props.label} class="options" onKeyDown={onKeyDown}>
      {props.items.map((item, index) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          data-autofocus={index === 0 ? "" : undefined}
          class={item.danger ? "option option-danger" : "option"}
          onClick={() => {
            if (item.href) window.open(item.href, "_blank", "noopener");
            props.onChoose(item);
          }}
        >
          {item.icon && <Icon name={item.icon} />}
          <span class="option-text">{item.text}</span>
        </button>
      ))}
    </div>
  );
}
