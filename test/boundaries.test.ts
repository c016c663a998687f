import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Import specifiers of a file; relative ones as paths below the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^(?:import|export)\b[^"';]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"|^import\s+"([^"]+)"/gm)]
    .map(([, from, lazy, bare]) => [from, lazy, bare].find((name) => name !== undefined) ?? "")
    .map((name) => (name.startsWith(".") ? relative(root, resolve(root, dirname(file), name)) : name));
}

function offenders(folder: string, forbidden: RegExp, except: RegExp = /$^/): string[] {
  return filesBelow(folder)
    .filter((file) => !except.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => forbidden.test(name))
        .map((name) => `${file} → ${name}`),
    );
}

test("domain uses nothing but itself", () => {
  expect(offenders("src/domain", /^(?!src\/domain\/)/)).toEqual([]);
});

test("desk knows neither the platform nor the database's library", () => {
  expect(
    offenders("src/desk", /^src\/(feishu|sandbox|node|worker)|^hono|^drizzle|^@libsql|^@larksuite|^node:/),
  ).toEqual([]);
});

test("only store and db speak drizzle and libSQL", () => {
  expect(offenders("src", /^drizzle|^@libsql/, /^src\/store\//)).toEqual([]);
});

test("nothing imports the local Feishu but the entry that starts it, and it imports nothing of ours", () => {
  expect(offenders("src", /^src\/sandbox\//, /^src\/(sandbox|node|local)\//)).toEqual([]);
  expect(offenders("src/sandbox", /^src\/(?!sandbox\/)|^db\/|^@larksuite/)).toEqual([]);
});

test("the official client is loaded only for the long connection", () => {
  expect(offenders("src", /^@larksuite/, /long-connection\.ts$/)).toEqual([]);
});

test("verification imports no SDK and no other part of the desk", () => {
  for (const file of filesBelow("src/feishu/inbound").filter((name) => /(verify|decrypt|crypto)/.test(name)))
    expect(importsOf(file).filter((name) => !name.startsWith("src/feishu/inbound/"))).toEqual([]);
});

test("zod is imported whole: the named import costs 370 KiB in a Worker", () => {
  const named = filesBelow("src").filter((file) =>
    /import\s*\{[^}]*\bz\b[^}]*\}\s*from "zod"/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(named).toEqual([]);
});

test("time is an argument: nobody asks the machine but the entries and the local Feishu", () => {
  const asking = filesBelow("src").filter(
    (file) =>
      !/^src\/(node|worker|sandbox)\b/.test(file) &&
      /new Date\(\)|Date\.now|Math\.random|performance\.now/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(asking).toEqual([]);
});

test("a file is one thing: nothing over 300 lines but data and generated files", () => {
  const long = [...filesBelow("src"), ...filesBelow("db")]
    .filter((file) => !/\.gen\.ts$|lexicon|\/data\//.test(file))
    .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > 301);
  expect(long).toEqual([]);
});

test("documents name only what exists", () => {
  const missing: string[] = [];
  for (const document of ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "db/README.md"]) {
    const text = readFileSync(join(root, document), "utf8");
    for (const [, path = ""] of text.matchAll(/`((?:src|db|test|scripts|bench|prompts)\/[\w./-]+)`/g))
      if (!exists(path)) missing.push(`${document}: ${path}`);
    for (const [, script = ""] of text.matchAll(/`npm run ([\w:]+)/g))
      if (!(script in scripts())) missing.push(`${document}: npm run ${script}`);
  }
  expect(missing).toEqual([]);
});

function exists(path: string): boolean {
  try {
    readdirSync(join(root, dirname(path)));
    return readdirSync(join(root, dirname(path))).includes(path.split("/").findLast((part) => part !== "") ?? "");
  } catch {
    return false;
  }
}

function scripts(): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  return manifest.scripts;
}
