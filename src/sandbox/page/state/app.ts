import { createStore } from "./store.ts";
import type { Store } from "./store.ts";
import { initialState } from "./model.ts";
import type { PageState } from "./model.ts";

function startTheme(): "light" | "dark" {
  return document.documentElement.getAttribute("data-theme") === "dark" ? "dark" : "light";
}

/** The page's one store. */
export const store: Store<PageState> = createStore(initialState(startTheme()));

let nextId = 1;

/** Numbers for toasts, notices and columns of this page load. */
export function freshId(): number {
  nextId += 1;
  return nextId;
}
