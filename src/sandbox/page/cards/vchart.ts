import VChart from "@visactor/vchart";
import type { Json } from "./json.ts";

/**
 * Draws into the element and answers how to take it away again. Chart specs of cards are data only, written for
 * VChart 1.x; a spec's own colours win over the theme's.
 */
export function drawChart(element: HTMLElement, spec: Json, colors: string[], dark: boolean): () => void {
  const styles = getComputedStyle(element);
  const ink = styles.getPropertyValue("--ink-2").trim();
  const own = {
    background: "transparent",
    animation: false,
    ...(spec["color"] === undefined && colors.length > 0 ? { color: colors } : {}),
  };
  const chart = new VChart({ padding: 8, ...spec, ...own, theme: themeFor(ink, dark) } as never, {
    dom: element,
    animation: false,
    autoFit: true,
  });
  chart.renderSync();
  return () => chart.release();
}

function themeFor(ink: string, dark: boolean): Json {
  const label = { style: { fill: ink } };
  return {
    name: dark ? "card-dark" : "card-light",
    colorScheme: undefined,
    component: {
      axis: {
        label,
        title: label,
        domainLine: { style: { stroke: ink, strokeOpacity: 0.3 } },
        grid: { style: { stroke: ink, strokeOpacity: 0.15 } },
      },
      title: { textStyle: { fill: ink, fontSize: 14 } },
      discreteLegend: { item: { label } },
    },
  };
}
