import type { Understanding } from "../../src/assistant/types.ts";
import type { LabelledMessage } from "./labels.ts";

export interface Answered {
  readonly labelled: LabelledMessage;
  readonly understood: Understanding;
}

export interface Share {
  right: number;
  all: number;
}

export interface Score {
  /** By name of the measure, in the order of a report. */
  readonly measures: ReadonlyMap<string, Share>;
  readonly byIntent: ReadonlyMap<string, Share>;
  readonly byCategory: ReadonlyMap<string, Share>;
  /** Label, then answer: how often. */
  readonly confusion: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Ten steps of confidence: how many, and how many of them right in intent, category and number. */
  readonly calibration: readonly { readonly confidence: number; readonly right: number; readonly all: number }[];
  readonly wrong: readonly { readonly id: string; readonly text: string; readonly why: string }[];
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join() === b.toSorted().join();
}

/**
 * How many matters have an allowed category, in the order that suits best: labels may list the graver matter first. `found` and
 * `allowed` are of one length, at most a handful.
 */
function matched(found: readonly string[], allowed: readonly (readonly string[])[]): number {
  const [first, ...rest] = found;
  if (first === undefined) return 0;
  return Math.max(...allowed.map((one, at) => (one.includes(first) ? 1 : 0) + matched(rest, allowed.toSpliced(at, 1))));
}

/** Whether the place found is the place meant: one holds the other. */
function near(found: string | null, meant: string | null): boolean {
  if (found === null || meant === null) return found === meant;
  return found.includes(meant) || meant.includes(found) || found.replaceAll("那个", "") === meant;
}

/** Compares answers with labels, measure by measure. */
export function score(answers: readonly Answered[]): Score {
  const measures = new Map<string, Share>();
  const byIntent = new Map<string, Share>();
  const byCategory = new Map<string, Share>();
  const confusion = new Map<string, Map<string, number>>();
  const calibration = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0, all: 0 }));
  const wrong: { id: string; text: string; why: string }[] = [];
  const count = (table: Map<string, Share>, name: string, ok: boolean): boolean => {
    const share = table.get(name) ?? { right: 0, all: 0 };
    table.set(name, { right: share.right + (ok ? 1 : 0), all: share.all + 1 });
    return ok;
  };
  for (const { labelled, understood } of answers) {
    const why: string[] = [];
    const check = (name: string, ok: boolean, said: unknown): boolean => {
      if (!count(measures, name, ok)) why.push(`${name}: ${JSON.stringify(said)}`);
      return ok;
    };
    const category = understood.category ?? "none";
    const lead = labelled.intents[0] ?? "other";
    const intent = check("intent", labelled.intents.includes(understood.intent), understood.intent);
    const kind = check("category", labelled.categories.includes(category), category);
    check("urgency", labelled.urgencies.includes(understood.urgency), understood.urgency);
    const number = check(
      "number of matters",
      labelled.counts.includes(understood.items.length),
      understood.items.length,
    );
    count(byIntent, lead, intent);
    count(byCategory, labelled.categories[0] ?? "none", kind);
    const row = confusion.get(lead) ?? new Map<string, number>();
    confusion.set(lead, row.set(understood.intent, (row.get(understood.intent) ?? 0) + 1));
    if (labelled.items !== null && labelled.items.length === understood.items.length) {
      const found = understood.items.map((one) => one.category ?? "none");
      const right = matched(found, labelled.items);
      for (const at of found.keys()) check("category of a matter", at < right, found.join());
    }
    if (labelled.intents.includes("emergency")) {
      check("emergency recall", understood.intent === "emergency" || labelled.intents.length > 1, understood.intent);
      check(
        "emergency numbers",
        labelled.numbers.some((one) =>
          labelled.exactNumbers
            ? same(one, understood.emergencyNumbers)
            : one.every((number) => understood.emergencyNumbers.includes(number)),
        ),
        understood.emergencyNumbers,
      );
    } else check("no false emergency", understood.intent !== "emergency", understood.intent);
    if (labelled.confidential) check("confidential recall", understood.confidential, false);
    else check("not confidential without need", !understood.confidential, true);
    if (labelled.location !== undefined)
      check("place", near(understood.location, labelled.location), understood.location);
    if (labelled.date !== undefined)
      check("deadline", (understood.deadline?.date ?? null) === labelled.date, understood.deadline);
    if (labelled.ratings) check("rating", labelled.ratings.includes(understood.rating), understood.rating);
    const step = calibration[Math.min(9, Math.floor(understood.confidence * 10))];
    if (step) {
      step.all++;
      step.confidence += understood.confidence;
      if (intent && kind && number) step.right++;
    }
    if (why.length > 0) wrong.push({ id: labelled.message.id, text: labelled.message.text, why: why.join("; ") });
  }
  return { measures, byIntent, byCategory, confusion, calibration, wrong };
}
