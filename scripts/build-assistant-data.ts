/**
 * Compiles db/examples and prompts into src/assistant/data.gen.ts and trains src/assistant/alarm.gen.ts from them, because a Worker
 * has no files. Both are committed; `--check` says whether they are fresh (exit 1 when not).
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);

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

const data = {
  lexicon: lean("db/examples/lexicon.txt"),
  requests: sections("db/examples/requests"),
  pinyin: readings(),
  typos: lean("db/examples/typos.txt"),
  english: lean("db/examples/english.txt"),
  traditional: lean("db/examples/traditional.txt"),
  senses: lean("db/examples/gates/senses.txt"),
};
const prompts = { understand: readFileSync(new URL("prompts/understand.md", ROOT), "utf8") };

/**
 * A text as it stands. The Worker's bundler writes every Chinese character of an ordinary string as six ASCII ones, which
 * weigh more; a raw template it has to leave alone.
 * @throws when the text holds what even a raw template would read as code.
 */
function literal(text: string): string {
  if (/[`\\\r]|\$\{/.test(text)) throw new Error("a back-tick, a backslash or ${ cannot stand in the data");
  return `String.raw\`${text}\``;
}

function tables(): string {
  const fields = Object.entries(data).map(([name, text]) => `  ${name}:\n    ${literal(text)},`);
  return `// Written by scripts/build-assistant-data.ts from db/examples and prompts. Do not edit.\n\nexport const DATA = {\n${fields.join("\n")}\n  prompts: {\n    understand:\n      ${literal(prompts.understand)},\n  },\n} as const;\n`;
}

/** Loaded only now: what the ears look at is read with the tables just written. */
async function alarm(): Promise<string> {
  const { toldOfConduct, toldOfDanger } = await import("./eval/told.ts");
  const { KEPT, modelText, train } = await import("./eval/train.ts");
  const danger = modelText(train(toldOfDanger(ROOT, data.requests), KEPT.danger));
  const conduct = modelText(train(toldOfConduct(ROOT, data.requests), KEPT.conduct));
  return `// Written by scripts/build-assistant-data.ts from db/examples. Do not edit.\n\nexport const TRAINED = {\n  danger:\n    ${literal(danger)},\n  conduct:\n    ${literal(conduct)},\n} as const;\n`;
}

function settle(path: string, text: string): void {
  const target = new URL(path, ROOT);
  if (!process.argv.includes("--check")) {
    writeFileSync(target, text);
    console.log(`${path}: ${text.length} characters`);
  } else if (readFileSync(target, "utf8") !== text) {
    console.error(`${path} is stale: run node scripts/build-assistant-data.ts`);
    process.exitCode = 1;
  }
}

settle("src/assistant/data.gen.ts", tables());
settle("src/assistant/alarm.gen.ts", await alarm());
