import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { chartAlt, chartRatio } from "./chart-alt.ts";
import { obj, str } from "./json.ts";
import type { Json } from "./json.ts";
import { length } from "./sizes.ts";

const THEMES: Record<string, string[]> = {
  brand: ["#3370ff", "#7aa2ff", "#14c0ff", "#00b8a9", "#ff9f2e", "#f5483b", "#8f959e"],
  rainbow: ["#3370ff", "#35bd4b", "#ffc60a", "#ff8800", "#f54a45", "#7f3bf5", "#14c0ff"],
  complementary: ["#3370ff", "#ff8800", "#7aa2ff", "#ffb95c", "#1d4ed8", "#c76a00"],
  converse: ["#35bd4b", "#f54a45", "#8ee085", "#f98e8b"],
  primary: ["#1456f0", "#3370ff", "#5e8dff", "#89aaff", "#b3c8ff", "#d6e1ff"],
};

/** Draws a VChart spec; the library comes with the first chart. Its place is kept from the start, so nothing jumps. */
export function Chart({ node }: { node: Json }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  const spec = obj(node, "chart_spec") ?? {};
  const words = chartAlt(spec);
  const height = length(str(node, "height"));

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    let release = () => {};
    const draw = async () => {
      const { drawChart } = await import("./vchart.ts");
      if (gone) return;
      const dark = element.closest("[data-theme]")?.getAttribute("data-theme") === "dark";
      release = drawChart(element, spec, THEMES[str(node, "color_theme", "brand")] ?? [], dark);
      setDrawn(true);
    };
    const start = () => {
      draw().catch((error: unknown) => setFailed(error instanceof Error ? error.message : String(error)));
    };
    start();
    // A canvas does not follow CSS variables: it is drawn again when the page changes its theme.
    const themed = new MutationObserver(() => {
      release();
      start();
    });
    const root = element.closest("[data-theme]");
    if (root) themed.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      gone = true;
      themed.disconnect();
      release();
    };
  }, [node, spec]);

  const style = height ? { height } : { aspectRatio: chartRatio(str(node, "aspect_ratio")) };
  return (
    <div class="chart" style={style}>
      <div ref={box} class="chart-canvas" role="img" aria-label={words} />
      {failed !== null && <p class="card-error">图表画不出来：{failed}</p>}
      {failed === null && !drawn && <p class="chart-waiting">{words}</p>}
    </div>
  );
}
