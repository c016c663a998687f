const NAMES = new Set([
  "blue",
  "wathet",
  "turquoise",
  "green",
  "lime",
  "yellow",
  "orange",
  "red",
  "carmine",
  "violet",
  "purple",
  "indigo",
  "grey",
]);

/** Palette name of a Feishu colour (`blue`, `blue-600`, `neutral`); null when it is none of the palette. */
export function paletteName(color: string): string | null {
  const name = color.split("-")[0] ?? "";
  if (name === "neutral" || name === "gray") return "grey";
  return NAMES.has(name) ? name : null;
}

/** CSS colour for text: palette names by variable, own rgba() as it is, anything else inherits. */
export function textColor(color: string, custom: Record<string, string> = {}): string | undefined {
  if (color === "" || color === "default") return undefined;
  const own = custom[color];
  if (own) return own;
  const name = paletteName(color);
  if (name) return `var(--${name}-text)`;
  return /^rgba?\([\d\s.,%]+\)$/u.test(color) ? color : undefined;
}

/** CSS colour for a background. */
export function fillColor(color: string, custom: Record<string, string> = {}): string | undefined {
  if (color === "" || color === "default" || color === "none") return undefined;
  const own = custom[color];
  if (own) return own;
  const name = paletteName(color);
  if (name) return color.includes("-") ? shade(name, color) : `var(--${name}-fill)`;
  return /^rgba?\([\d\s.,%]+\)$/u.test(color) ? color : undefined;
}

/** `blue-50` … `blue-300` are washes, darker steps are the full colour. */
function shade(name: string, color: string): string {
  const step = Number(color.split("-")[1] ?? 100);
  if (step <= 50) return `var(--${name}-wash)`;
  return step <= 300 ? `var(--${name}-fill)` : `var(--${name}-solid)`;
}

/** Border colours of containers and panels. */
export function lineColor(color: string, custom: Record<string, string> = {}): string {
  const own = custom[color];
  if (own) return own;
  const name = paletteName(color);
  if (name === "grey" || !name) return "var(--line)";
  return `var(--${name}-line)`;
}
