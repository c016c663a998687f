import type { Score } from "./score.ts";

const CELL = 34;
const LEFT = 110;
const TOP = 70;

function esc(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Confusion of intents and calibration of confidence as one SVG: dark = many; the line should follow the diagonal. */
export function picture(score: Score, title: string): string {
  const names = [
    ...new Set([...score.confusion.keys(), ...[...score.confusion.values()].flatMap((row) => [...row.keys()])]),
  ].sort();
  const side = names.length * CELL;
  const cells = names.flatMap((label, y) => {
    const row = score.confusion.get(label);
    const sum = [...(row?.values() ?? [])].reduce((a, b) => a + b, 0);
    return names.map((said, x) => {
      const times = row?.get(said) ?? 0;
      const shade = sum === 0 ? 0 : times / sum;
      const fill =
        said === label
          ? `rgba(34,120,220,${shade.toFixed(2)})`
          : `rgba(220,60,40,${Math.min(1, shade * 3).toFixed(2)})`;
      const figure =
        times === 0
          ? ""
          : `<text x="${LEFT + x * CELL + CELL / 2}" y="${TOP + y * CELL + 21}" text-anchor="middle">${times}</text>`;
      return `<rect x="${LEFT + x * CELL}" y="${TOP + y * CELL}" width="${CELL - 1}" height="${CELL - 1}" fill="${fill}" stroke="#ddd"/>${figure}`;
    });
  });
  const rows = names.map(
    (name, y) => `<text x="${LEFT - 6}" y="${TOP + y * CELL + 21}" text-anchor="end">${esc(name)}</text>`,
  );
  const heads = names.map(
    (name, x) => `<text transform="translate(${LEFT + x * CELL + 20},${TOP - 6}) rotate(-35)">${esc(name)}</text>`,
  );
  const origin = LEFT + side + 80;
  const size = 300;
  const dots = score.calibration
    .filter((step) => step.all > 0)
    .map((step) => {
      const x = origin + (step.confidence / step.all) * size;
      const y = TOP + size - (step.right / step.all) * size;
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(3 + Math.sqrt(step.all)).toFixed(1)}" fill="#2278dc" fill-opacity="0.7"/>`;
    });
  const width = origin + size + 40;
  const height = TOP + Math.max(side, size) + 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/><text x="10" y="18" font-size="14">${esc(title)}</text>${rows.join("")}${heads.join("")}${cells.join("")}<rect x="${origin}" y="${TOP}" width="${size}" height="${size}" fill="none" stroke="#888"/><line x1="${origin}" y1="${TOP + size}" x2="${origin + size}" y2="${TOP}" stroke="#bbb"/>${dots.join("")}<text x="${origin}" y="${TOP + size + 18}">confidence said</text><text x="${origin}" y="${TOP - 6}">share right (intent, category, number)</text></svg>\n`;
}
