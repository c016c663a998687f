import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { store } from "../state/app.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "./icons.tsx";

/** A picture over the whole page; Escape or a press anywhere closes it. */
export function ImageViewer(): JSX.Element | null {
  const image = useStore(store, (state) => state.image);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (image && dialog.current && !dialog.current.open) dialog.current.showModal();
  }, [image]);
  if (!image) return null;
  const close = () => store.set((state) => ({ ...state, image: null }));
  return (
    <dialog ref={dialog} class="image-viewer" aria-label="图片" onClose={close} onClick={close}>
      <button type="button" class="icon-button" aria-label="关闭图片">
        <Icon name="close" size={20} />
      </button>
      <img src={image.url} alt={image.alt || "图片"} />
    </dialog>
  );
}
