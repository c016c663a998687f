/** Measures understanding on labelled messages: a table on standard output, a picture on request. See --help. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createAssistant, createEndpoint } from "../src/assistant/index.ts";
import type { Assistant } from "../src/assistant/types.ts";
import { alarmHeldOut } from "./eval/alarm-held-out.ts";
import { readBlind } from "./eval/blind.ts";
import { heldOut } from "./eval/held-out.ts";
import { readLabelled } from "./eval/labels.ts";
import type { LabelledMessage } from "./eval/labels.ts";
import { picture } from "./eval/picture.ts";
import { score } from "./eval/score.ts";
import type { Score, Share } from "./eval/score.ts";

const HELP = `npm run -s eval [-- options] [labelled.jsonl | labelled.txt …]

Without files: the sixty sample messages, the sets written blind (db/examples/check), and the bank with a fifth held out.
A .jsonl file has lines as in db/sample/messages.jsonl, a .txt file the short notation of db/examples/check.

  --wrong          list what was understood otherwise than labelled
  --svg FILE       confusion matrix and calibration as a picture
  --model          ask the endpoint of LLM_BASE_URL, LLM_API_KEY, LLM_MODEL too
  --help           this text`;

const DEFAULT = [
  "db/sample/messages.jsonl",
  "db/examples/check/blind-1.txt",
  "db/examples/check/blind-2.txt",
  "db/examples/check/blind-3.txt",
  "db/examples/check/blind-4.txt",
  "db/examples/check/blind-5.txt",
  "db/examples/check/blind-6.txt",
  "db/examples/check/blind-7.txt",
  "db/examples/check/blind-8.txt",
  "db/examples/check/blind-9.txt",
  "db/examples/check/blind-10.jsonl",
  "db/examples/check/blind-11.jsonl",
  "db/examples/check/blind-12.jsonl",
];

function percent({ right, all }: Share): string {
  return `${((100 * right) / Math.max(1, all)).toFixed(1).padStart(6)} %  ${String(right).padStart(4)} / ${all}`;
}

function table(head: string, rows: ReadonlyMap<string, Share>): void {
  console.log(`\n  ${head}`);
  for (const [name, share] of rows) console.log(`    ${name.padEnd(34)}${percent(share)}`);
}

function confusions(result: Score): void {
  console.log("\n  intents taken for another (label → answer)");
  for (const [label, row] of result.confusion)
    for (const [said, times] of row) if (said !== label) console.log(`    ${label} → ${said}: ${times}`);
}

function calibration(result: Score): void {
  console.log("\n  calibration: confidence said, share right (intent, category and number), messages");
  for (const step of result.calibration)
    if (step.all > 0)
      console.log(`    ${(step.confidence / step.all).toFixed(2)}  ${(step.right / step.all).toFixed(2)}  ${step.all}`);
}

async function answers(
  assistant: Assistant,
  labelled: readonly LabelledMessage[],
): Promise<{ result: Score; times: number[] }> {
  const out = [];
  const times: number[] = [];
  for (const one of labelled) {
    const start = performance.now();
    const understood = await assistant.understand(one.message);
    times.push(performance.now() - start);
    out.push({ labelled: one, understood });
  }
  return { result: score(out), times: times.sort((a, b) => a - b) };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    wrong: { type: "boolean" },
    svg: { type: "string" },
    model: { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}
const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey = "", LLM_MODEL: name } = process.env;
const model = values.model === true && baseUrl && name ? createEndpoint({ baseUrl, apiKey, model: name }) : null;
if (values.model === true && model === null) throw new Error("--model needs LLM_BASE_URL and LLM_MODEL");
const assistant = createAssistant({ model });
const cold = performance.now();
await assistant.understand({
  id: "0",
  text: "停电",
  sentAt: 0,
  channel: "p2p",
  context: { openTickets: [], lastBot: null, replyTo: null },
});
console.log(`index built with the first message: ${(performance.now() - cold).toFixed(0)} ms`);

const everything: LabelledMessage[] = [];
const root = new URL("../", import.meta.url);
const files =
  positionals.length > 0 ? positionals.map((path) => pathToFileURL(path)) : DEFAULT.map((path) => new URL(path, root));
for (const file of files) {
  const labelled = file.pathname.endsWith(".txt") ? readBlind(file) : readLabelled(file);
  everything.push(...labelled);
  const { result, times } = await answers(assistant, labelled);
  console.log(
    `\n${file.pathname.split("/").slice(-2).join("/")}: ${labelled.length} messages, ${model ? "with model" : "offline"}`,
  );
  table("measures", result.measures);
  console.log(
    `    latency p50 / p95 / max            ${[0.5, 0.95, 1].map((q) => (times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0).toFixed(1)).join(" / ")} ms`,
  );
  if (values.wrong === true)
    for (const one of result.wrong) console.log(`    ✗ ${one.id} ${one.text.slice(0, 50)} — ${one.why}`);
}
const all = (await answers(assistant, everything)).result;
console.log("\nall together");
table("by intent", all.byIntent);
table("by category", all.byCategory);
confusions(all);
calibration(all);
if (positionals.length === 0) {
  const { right, second, all: count, lines } = heldOut();
  console.log(`\nbank: ${lines} templates, ${count} sentences, each fifth judged by the other four`);
  console.log(`    category${" ".repeat(26)}${percent({ right, all: count })}`);
  console.log(`    category among the first two${" ".repeat(6)}${percent({ right: second, all: count })}`);
  table("emergency gate, on what it has not learned from", alarmHeldOut());
}
if (values.svg !== undefined)
  writeFileSync(values.svg, picture(all, `${everything.length} messages, ${model ? "with model" : "offline"}`));
