/**
 * Understands messages in bulk: one JSON object a line on standard input, one a line on standard output. A line that cannot be
 * read is named on standard error; the others are still answered (exit 1 then).
 */
import { createInterface } from "node:readline";
import { createAssistant } from "../src/assistant/index.ts";
import { parseLine, predictionOf } from "./eval/contract.ts";

if (process.argv.includes("--help")) {
  console.log(
    "npm run -s understand < messages.jsonl > predictions.jsonl\nA line in: id, text, sent_at, channel, context.",
  );
  process.exit(0);
}

const assistant = createAssistant();
let lineNo = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  lineNo++;
  if (line.trim() === "") continue;
  const parsed = parseLine(line);
  if ("error" in parsed) {
    console.error(`line ${lineNo}: ${parsed.error}`);
    process.exitCode = 1;
    continue;
  }
  try {
    process.stdout.write(`${JSON.stringify(predictionOf(parsed.id, await assistant.understand(parsed.message)))}\n`);
  } catch (error) {
    console.error(`line ${lineNo}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
