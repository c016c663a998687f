import { texts } from "../../../texts/index.ts";
import { small } from "../elements.ts";
import type { Markdown } from "../types.ts";

/** A figure as a VChart spec: data only, the same for the card and for our own pages (feishu.md 4.4). */
export interface ChartSpec {
  readonly type: "bar" | "line";
  readonly title: { readonly text: string };
  readonly data: { readonly values: readonly Readonly<Record<string, string | number>>[] };
  readonly xField: string | readonly string[];
  readonly yField: string;
  readonly direction?: "horizontal";
  readonly seriesField?: string;
  readonly axes?: readonly { readonly orient: "left" | "bottom"; readonly tick?: { readonly noDecimals: boolean } }[];
  readonly color: readonly string[];
  readonly legends?: { readonly visible: boolean; readonly orient: "bottom" };
  readonly label?: {
    readonly visible: boolean;
    readonly position: "inside-right";
    readonly style: { readonly fill: string };
  };
}

export interface ChartElement {
  readonly tag: "chart";
  readonly aspect_ratio: "16:9" | "4:3" | "1:1";
  readonly chart_spec: ChartSpec;
}

/** Blue = what came in and is open, green = done, as everywhere (voice.md 8). */
const BLUE = "#3370FF";
const GREEN = "#34C724";

/** In and out side by side, one pair per step of time; below it the same numbers in words. Nothing when nothing happened. */
export function flowChart(
  title: string,
  names: { readonly opened: string; readonly resolved: string },
  steps: readonly { readonly label: string; readonly opened: number; readonly resolved: number }[],
): readonly (ChartElement | Markdown)[] {
  // Axes without a bar say nothing.
  if (steps.every(({ opened, resolved }) => opened === 0 && resolved === 0)) return [];
  const values = steps.flatMap(({ label, opened, resolved }) => [
    { label, kind: names.opened, count: opened },
    { label, kind: names.resolved, count: resolved },
  ]);
  return [
    {
      tag: "chart",
      aspect_ratio: "16:9",
      chart_spec: {
        type: "bar",
        title: { text: title },
        data: { values },
        xField: ["label", "kind"],
        yField: "count",
        seriesField: "kind",
        // Of one ticket there is no half.
        axes: [{ orient: "left", tick: { noDecimals: true } }, { orient: "bottom" }],
        color: [BLUE, GREEN],
        legends: { visible: true, orient: "bottom" },
      },
    },
    ...small(...texts.reports.chartWords(names, steps)),
  ];
}

/** One bar a name, longest first; below it the same numbers in words. */
export function barChart(
  title: string,
  bars: readonly { readonly label: string; readonly value: number }[],
  words: string,
): readonly (ChartElement | Markdown)[] {
  return [
    {
      tag: "chart",
      aspect_ratio: "4:3",
      chart_spec: {
        type: "bar",
        title: { text: title },
        data: { values: bars.map(({ label, value }) => ({ label, value })) },
        direction: "horizontal",
        xField: "value",
        yField: "label",
        color: [BLUE],
        label: { visible: true, position: "inside-right", style: { fill: "#FFFFFF" } },
      },
    },
    ...small(words),
  ];
}
