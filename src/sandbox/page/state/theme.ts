import { store } from "./app.ts";

const KEY = "sandbox-theme";

function apply(theme: "light" | "dark"): void {
  document.documentElement.setAttribute("data-theme", theme);
  store.set((state) => (state.theme === theme ? state : { ...state, theme }));
}

/** The person's own choice wins over the system's and is kept. */
export function toggleTheme(): void {
  const theme = store.get().theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  apply(theme);
}

/** Follows the system while nobody has chosen. */
export function followSystemTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => {
    let chosen: string | null = null;
    try {
      chosen = localStorage.getItem(KEY);
    } catch {
      chosen = null;
    }
    if (chosen === null) apply(dark.matches ? "dark" : "light");
  });
}
