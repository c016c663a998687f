import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** A box in the top layer beside its anchor: never clipped by a scrolling chat. Follows it, closes on Escape and outside press. */
export function Popover(props: {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ComponentChildren;
  /** Least width in px; the anchor's own width when absent. */
  width?: number;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { anchor, onClose, width } = props;

  useLayoutEffect(() => {
    const element = box.current;
    const from = anchor.current;
    if (!element || !from) return;
    element.showPopover();
    place(element, from, width);
    // At once, not after the next paint: fast typists press the next key before that.
    element.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true });
  }, [anchor, width]);

  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      onClose();
      anchor.current?.focus();
    };
    // A chat scrolls by itself when messages come in or a card grows: the box goes along.
    const follow = () => {
      if (box.current && anchor.current) place(box.current, anchor.current, width);
    };
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);
    document.addEventListener("keydown", key, true);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("scroll", follow, true);
      window.removeEventListener("resize", follow);
      document.removeEventListener("keydown", key, true);
    };
  }, [anchor, onClose, width]);

  return (
    <div ref={box} popover="manual" class="popover">
      {props.children}
    </div>
  );
}

/** Below the anchor, or above it when there is more room; kept inside the window. */
function place(element: HTMLElement, anchor: HTMLElement, width = 0): void {
  const rect = anchor.getBoundingClientRect();
  const gap = 4;
  element.style.minWidth = `${Math.min(Math.max(rect.width, width), window.innerWidth - 16)}px`;
  const below = window.innerHeight - rect.bottom - gap - 8;
  const above = rect.top - gap - 8;
  const wanted = Math.min(element.scrollHeight, 360);
  const up = below < wanted && above > below;
  element.style.maxHeight = `${Math.min(360, up ? above : below)}px`;
  const left = Math.min(rect.left, window.innerWidth - element.offsetWidth - 8);
  element.style.left = `${Math.max(8, left)}px`;
  element.style.bottom = up ? `${window.innerHeight - rect.top + gap}px` : "auto";
  element.style.top = up ? "auto" : `${rect.bottom + gap}px`;
}
