import { readFileSync } from "node:fs";
import { parseLine } from "../../scripts/eval/contract.ts";
import { createAssistant } from "../../src/assistant/index.ts";
import type { IncomingMessage } from "../../src/assistant/types.ts";
import type { Measure } from "../support/measure.ts";
import { watched } from "../support/measure.ts";
import { quantile } from "../support/stats.ts";

export const understanding: Measure = {
  name: "understanding",
  about: "understanding one message by rules and examples: the first, which builds the index, and the others",
  async run(context) {
    const messages = sampleMessages();
    const assistant = createAssistant();
    const [first] = messages;
    if (first === undefined) throw new Error("no sample messages");
    const began = performance.now();
    await assistant.understand(first);
    const build = performance.now() - began;
    const all: number[] = [];
    for (let round = 0; round < (context.quick ? 5 : 20); round += 1)
      for (const message of messages) {
        const start = performance.now();
        assistant.emergency(message.text);
        assistant.complaint(message.text);
        await assistant.understand(message);
        all.push(performance.now() - start);
      }
    const note = `${messages.length} sample messages, both gates and understanding, no model`;
    return [
      watched({ name: "understand_first", value: build, unit: "ms", note: "with the index that it builds" }),
      watched({ name: "understand_p95", value: quantile(all, 0.95), unit: "ms", note }),
    ];
  },
};

function sampleMessages(): IncomingMessage[] {
  const lines = readFileSync(new URL("../../db/sample/messages.jsonl", import.meta.url), "utf8").split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .flatMap((line) => {
      const parsed = parseLine(line);
      return "message" in parsed ? [parsed.message] : [];
    });
}
