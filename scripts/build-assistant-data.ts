/**
 * Compiles db/examples and prompts into src/assistant/data.gen.ts, because a Worker has no files. The result is committed;
 * `--check` says whether it is fresh (exit 1 when not).
 */
import { told, trainAlarm } from "./eval/alarm.ts";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);
const TARGET = new URL("src/assistant/data.gen.ts", ROOT);

/** Comments and empty lines help the writer, not the Worker. */
function lean(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("# ") && line !== "#")
    .join("\n");
}

/** Every file of a folder under a heading with its name. */
function sections(path: string): string {
  const files = readdirSync(new URL(path, ROOT)).filter((name) => name.endsWith(".txt"));
  return files
    .sort()
    .map((name) => `[${name.slice(0, -4)}]\n${lean(`${path}/${name}`)}`)
    .join("\n");
}

/** Readings of the characters that stand in words to be recognised; the others would only weigh. */
function readings(): string {
  const wanted = lean("db/examples/lexicon.txt") + readFileSync(new URL("src/assistant/text/gloss.ts", ROOT), "utf8");
  return lean("db/examples/pinyin.txt")
    .split("\n")
    .map((line) => {
      const [syllable = "", chars = ""] = line.split(" ");
      return `${syllable} ${Array.from(chars)
        .filter((char) => wanted.includes(char))
        .join("")}`;
    })
    .filter((line) => !line.endsWith(" "))
    .join("\n");
}

function build(): string {
  const data = {
    lexicon: lean("db/examples/lexicon.txt"),
    requests: sections("db/examples/requests"),
    pinyin: readings(),
    typos: lean("db/examples/typos.txt"),
    english: lean("db/examples/english.txt"),
    traditional: lean("db/examples/traditional.txt"),
  };
  const alarm = [...trainAlarm(told(ROOT, data.requests))].map(([feature, tenths]) => `${feature}=${tenths}`).join(" ");
  const prompts = { understand: readFileSync(new URL("prompts/understand.md", ROOT), "utf8") };
  const fields = Object.entries({ ...data, alarm }).map(([name, text]) => `  ${name}:\n    ${JSON.stringify(text)},`);
  return `// Written by scripts/build-assistant-data.ts from db/examples and prompts. Do not edit.\n\nexport const DATA = {\n${fields.join("\n")}\n  prompts: {\n    understand:\n      ${JSON.stringify(prompts.understand)},\n  },\n} as const;\n`;
}

const text = build();
if (process.argv.includes("--check")) {
  if (readFileSync(TARGET, "utf8") !== text) {
    console.error("src/assistant/data.gen.ts is stale: run node scripts/build-assistant-data.ts");
    process.exitCode = 1;
  }
} else {
  writeFileSync(TARGET, text);
  console.log(`src/assistant/data.gen.ts: ${text.length} characters`);
}
