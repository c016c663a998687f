import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Words that people type and the desk listens for; they are understood, not said. */
const LISTENING = ["src/desk/messages/commands.ts"];

/** Comments and regular expressions do not speak. */
const silent = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//gu, "")
    .replace(/(?<=^|\s)\/\/.*$/gmu, "")
    .replace(/\/(?:\\.|[^/\n\\])+\/[a-z]*(?=[.,;)\s])/gu, "");

test.each(globSync(["src/feishu/**/*.ts", "src/desk/**/*.ts"]).filter((file) => !LISTENING.includes(file)))(
  "%s says nothing that is not in the catalogue",
  (file) => {
    const spoken = silent(readFileSync(file, "utf8"))
      .split("\n")
      .filter((line) => /[\u4e00-\u9fff]/u.test(line));
    expect(spoken).toEqual([]);
  },
);
