import { rounded } from "./stats.ts";

export interface BenchContext {
  /** Fewer repetitions and smaller tables: two minutes in all instead of eight. */
  readonly quick: boolean;
  /** A line for whoever waits; goes to standard error. */
  readonly say: (line: string) => void;
}

/** One line of the output (design.md, Contracts). */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  /** value / baseline. */
  readonly ratio: number | null;
  /** What the baseline is. */
  readonly against: string;
  /** The budget in words; null = watched, but promised nowhere. */
  readonly budget: string | null;
  readonly met: boolean | null;
  readonly note: string;
}

export interface Measure {
  readonly name: string;
  /** One line for --help. */
  readonly about: string;
  run(context: BenchContext): Promise<readonly Result[]>;
}

interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note: string;
}

type Bound = { readonly atMost: number } | { readonly atLeast: number };

/** Against something measured in the same run; the bound is one of the ratio. */
export function compared(measured: Measured, baseline: number, against: string, bound: Bound | null): Result {
  const ratio = measured.value / baseline;
  return {
    ...line(measured),
    baseline: rounded(baseline),
    ratio: rounded(ratio),
    against,
    ...judged(ratio, bound, "×"),
  };
}

/** Against a fixed reach, which is then the baseline. */
export function limited(measured: Measured, atMost: number): Result {
  const ratio = rounded(measured.value / atMost);
  const judgement = judged(measured.value, { atMost }, measured.unit);
  return { ...line(measured), baseline: atMost, ratio, against: "the budget", ...judgement };
}

/** Only watched. */
export function watched(measured: Measured): Result {
  return { ...line(measured), baseline: null, ratio: null, against: "nothing", budget: null, met: null };
}

const line = (measured: Measured) => ({ ...measured, value: rounded(measured.value) });

function judged(value: number, bound: Bound | null, unit: string): Pick<Result, "budget" | "met"> {
  if (bound === null) return { budget: null, met: null };
  return "atMost" in bound
    ? { budget: `≤ ${bound.atMost} ${unit}`, met: value <= bound.atMost }
    : { budget: `≥ ${bound.atLeast} ${unit}`, met: value >= bound.atLeast };
}
