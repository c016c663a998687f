import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as z from "zod";

const HELP = `Adds up what several test runs found and prints it as one line.

  node scripts/count-tests.ts REPORT.json [REPORT.json ...]

REPORT.json: what the runner's json reporter wrote. Exit code 1 when a test failed or none ran.
`;

const Report = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });

const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean" } } });
if (values.help === true || positionals.length === 0) {
  process.stdout.write(HELP);
  process.exit(values.help === true ? 0 : 2);
}
const reports = positionals.map((file) => Report.parse(JSON.parse(readFileSync(file, "utf8"))));
const sum = (count: (report: z.infer<typeof Report>) => number): number =>
  reports.reduce((total, report) => total + count(report), 0);
const passed = sum((report) => report.numPassedTests);
const failed = sum((report) => report.numFailedTests);
const skipped = sum((report) => report.numPendingTests);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = passed === 0 || failed > 0 ? 1 : 0;
