import { parseArgs } from "node:util";
import { ingest } from "./measures/ingest.ts";
import { ledger } from "./measures/ledger.ts";
import { live } from "./measures/live.ts";
import { receipt } from "./measures/receipt.ts";
import { roundTrips } from "./measures/round-trips.ts";
import { understanding } from "./measures/understanding.ts";
import { workerBundle } from "./worker-bundle.ts";
import type { Measure } from "./support/measure.ts";

/** Understanding first: its own first message must find nothing compiled. */
const MEASURES: readonly Measure[] = [understanding, ingest, live, receipt, roundTrips, workerBundle, ledger];

const HELP = `Usage: npm run -s bench -- [--only NAME]... [--quick]

Measures the budgets of ARCHITECTURE.md. One JSON object a line on standard output: name, value, unit, baseline, ratio
(value / baseline), against (what the baseline is), budget, met, note. Progress goes to standard error.

  --only NAME  only this measure; may be given several times
  --quick      smaller tables and fewer rounds (two minutes instead of eight)
  --help       this text

Measures:
${MEASURES.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join("\n")}`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
const unknown = (values.only ?? []).filter((name) => !MEASURES.some((measure) => measure.name === name));
if (unknown.length > 0) {
  console.error(`No measure is called ${unknown.join(", ")}. See: npm run -s bench -- --help`);
  process.exit(2);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const began = performance.now();
const say = (line: string): void =>
  console.error(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
for (const measure of MEASURES) {
  if (values.only !== undefined && !values.only.includes(measure.name)) continue;
  say(measure.name);
  try {
    for (const result of await measure.run({ quick: values.quick, say })) console.log(JSON.stringify(result));
  } catch (error) {
    // The other measures still count; the exit code says that this one could not be made.
    console.error(`${measure.name}:`, error);
    process.exitCode = 1;
  }
}
say("done");
