/** Fails when a committed generated file is not what its source would give now. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

if (process.argv.includes("--help")) {
  console.log("Usage: npm run generated:check\nChecks that migrations and generated modules are fresh.");
  process.exit(0);
}

const root = fileURLToPath(new URL("..", import.meta.url));
/** Each script rewrites its files; with --check it only says whether they would change. */
const GENERATORS = [["scripts/build-assistant-data.ts", "--check"]];
let stale = 0;

for (const [script, ...args] of GENERATORS)
  try {
    execFileSync(process.execPath, [`${root}${script ?? ""}`, ...args], { stdio: "inherit", cwd: root });
  } catch {
    console.error(`stale: run node ${script ?? ""}`);
    stale += 1;
  }

// A schema change without its migration: generating into a copy must find nothing to do.
const copy = mkdtempSync(join(tmpdir(), "qifu-migrations-"));
cpSync(`${root}db/migrations`, copy, { recursive: true });
const generate = ["generate", "--dialect", "sqlite", "--schema", "./db/schema/*.ts", "--out", relative(root, copy)];
const output = execFileSync(`${root}node_modules/.bin/drizzle-kit`, generate, { cwd: root, encoding: "utf8" });
rmSync(copy, { recursive: true });
if (!output.includes("No schema changes")) {
  console.error("migrations are behind the schema: npm run db:generate -- --name what-changed");
  stale += 1;
}
process.exit(stale === 0 ? 0 : 1);
