import type { JSX } from "preact";
import { store } from "../state/app.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "./icons.tsx";

const ICONS: Record<string, string> = { success: "check", error: "close", warning: "warning" };

/** Words at the top, read aloud once. The live region is always there, or the first toast would stay silent. */
export function Toasts({ as }: { as: string | null }): JSX.Element {
  const toasts = useStore(store, (state) => state.toasts);
  return (
    <div class={as === null ? "toasts toasts-page" : "toasts"} role="status" aria-live="polite">
      {toasts
        .filter((toast) => toast.as === as)
        .map((toast) => (
          <div key={toast.id} class={`toast toast-${toast.type}`}>
            <Icon name={ICONS[toast.type] ?? "info"} />
            <span>{toast.text}</span>
          </div>
        ))}
    </div>
  );
}
