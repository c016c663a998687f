/** Middle value; of an even number the upper of the two. NaN of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Smallest value that at least the share `q` (0–1) of all values do not exceed. NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** How far repeated runs lie apart, for notes: "1200 … 1430". */
export function span(values: readonly number[], digits = 0): string {
  return `${Math.min(...values).toFixed(digits)} … ${Math.max(...values).toFixed(digits)}`;
}

/** Three significant digits: more would only be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
