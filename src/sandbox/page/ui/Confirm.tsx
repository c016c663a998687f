import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/** A modal question; the browser's own dialog keeps the focus inside and gives it back. */
export function Confirm(props: {
  title: string;
  text: string;
  yes?: string;
  danger?: boolean;
  onAnswer: (yes: boolean) => void;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        props.onAnswer(false);
      }}
    >
      <h2 id={`${id}-title`}>{props.title}</h2>
      <p id={`${id}-text`}>{props.text}</p>
      <div class="confirm-buttons">
        <button type="button" class="button" onClick={() => props.onAnswer(false)}>
          取消
        </button>
        <button
          type="button"
          class={`button ${props.danger ? "button-danger-filled" : "button-primary-filled"}`}
          onClick={() => props.onAnswer(true)}
        >
          {props.yes ?? "确定"}
        </button>
      </div>
    </dialog>
  );
}
