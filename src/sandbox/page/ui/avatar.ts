const HUES = 10;

/** The two characters Feishu prints on an avatar: the given name, or the first letters of a Latin name. */
export function initials(name: string): string {
  const words = name.replace(/[（(].*$/u, "").trim();
  if (/^[\p{Script=Latin}\s]+$/u.test(words)) return words.slice(0, 2).toUpperCase();
  return Array.from(words).slice(-2).join("");
}

const TINTS = ["blue", "turquoise", "purple", "orange", "indigo", "green", "carmine", "wathet"] as const;

/** Groups are paler than people, so that a face is known from a room at a glance. */
export function tintOf(name: string): string {
  return TINTS[hueOf(name) % TINTS.length] ?? "blue";
}

/** A stable colour number 0–9 for a name or id. */
export function hueOf(key: string): number {
  let sum = 7;
  for (const char of key) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}
