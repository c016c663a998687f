import { freshId, store } from "./app.ts";

const SHOWN_MS = 4000;

/**
 * Shows words at the top of a person's column (or of the page) for four seconds. The answer of a click and the stream may
 * both bring the same toast: while one is up, its twin is dropped.
 */
export function toast(as: string | null, type: string, text: string): void {
  if (text === "" || store.get().toasts.some((one) => one.as === as && one.text === text)) return;
  const id = freshId();
  store.set((state) => ({ ...state, toasts: [...state.toasts, { id, as, type, text }] }));
  setTimeout(() => {
    store.set((state) => ({ ...state, toasts: state.toasts.filter((one) => one.id !== id) }));
  }, SHOWN_MS);
}

/** Runs what a person asked for; a failure becomes a toast in his column. */
export async function attempt(as: string | null, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    toast(as, "error", error instanceof Error ? error.message : String(error));
    return false;
  }
}
