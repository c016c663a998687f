import type { Directory } from "../../domain/people/directory.ts";

/** Enterprises whose name shares most characters with what somebody wrote, best first; at most five for a form. */
export function nearEnterprises(directory: Directory, name: string): { readonly id: string; readonly label: string }[] {
  const wanted = pairs(name);
  return [...directory.enterprises.values()]
    .map((e) => ({
      id: e.id,
      label: e.shortName,
      score: Math.max(share(wanted, pairs(e.name)), share(wanted, pairs(e.shortName))),
    }))
    .filter(({ score }) => score > 0.2)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ id, label }) => ({ id, label }));
}

function pairs(text: string): Set<string> {
  const plain = text.replace(/有限公司|股份|公司|\s/g, "");
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2)));
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const common = [...a].filter((pair) => b.has(pair)).length;
  return common / Math.min(a.size, b.size);
}
