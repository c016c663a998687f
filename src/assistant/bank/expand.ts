export interface Example {
  readonly text: string;
  readonly category: string;
  readonly question: boolean;
  readonly high: boolean;
  /** Category and matter: examples of one family are said about the same thing and are held out together. */
  readonly family: string;
}

/** The n-th way through the choices of a line: `{a|b}c` → ac, bc. Neighbouring n change every choice, so that few cover much. */
function nth(template: string, n: number): string {
  let at = 0;
  return template.replaceAll(/\{([^}]*)\}/gu, (_all, inner: string) => {
    const choices = inner.split("|");
    const pick = choices[(n * (1 + (at % 2)) + at) % choices.length] ?? "";
    at++;
    return pick;
  });
}

/** Sentences of one template, at most `most`. */
export function expand(template: string, most: number): readonly string[] {
  const sizes = [...template.matchAll(/\{([^}]*)\}/gu)].map((hit) => (hit[1] ?? "").split("|").length);
  const ways = sizes.reduce((product, size) => product * size, 1);
  const out = new Set<string>();
  for (let n = 0; n < Math.min(ways * 2, most * 2) && out.size < most; n++) out.add(nth(template, n));
  return [...out];
}

/** Reads the bank's lines: `[category]`, `## matter`, and templates with `?` (question) or `!` (high) in front. */
export function parseBank(source: string, most: number): readonly Example[] {
  const out: Example[] = [];
  let category = "other";
  let matter = "";
  for (const line of source.split("\n")) {
    const section = /^\[(.+)\]$/u.exec(line);
    if (section) {
      category = section[1] ?? "other";
      matter = "";
    } else if (line.startsWith("## ")) matter = line.slice(3);
    else {
      const mark = line.charAt(0);
      const template = mark === "?" || mark === "!" ? line.slice(1) : line;
      for (const text of expand(template, most)) {
        out.push({ text, category, question: mark === "?", high: mark === "!", family: `${category}/${matter}` });
      }
    }
  }
  return out;
}
