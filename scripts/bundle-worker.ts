/** Bundles the Worker into one file, as `wrangler deploy` and the local workerd serve it; wrangler.toml calls this. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import type { Plugin } from "esbuild";

const HELP = `Usage: npm run bundle:worker

Writes dist/bundle/worker.js and its source map. wrangler calls it before every deployment and every local start.

  --help             this text`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = join(ROOT, "dist", "bundle");

/**
 * Parts of libraries that the Worker never calls and no bundler can see so: JSON schemas of zod and its care for values that
 * hold themselves, WebSockets of libSQL and what its third protocol needs (its client speaks the second, in JSON), the relations of
 * drizzle's other query builder and what it knows of PostgreSQL.
 */
const UNUSED = new RegExp(
  `node_modules/(${[
    "zod/v4/core/(json-schema-processors|to-json-schema|memoizer)",
    "@libsql/hrana-client/lib-esm/(ws/\\w+|http/cursor|(http|shared)/protobuf_(de|en)code|encoding/protobuf/\\w+)",
    "drizzle-orm/(relations|pg-core/[\\w/-]+|sqlite-core/query-builders/query)",
  ].join("|")})\\.js$`,
);

/** Keeps their names, for who imports them, without what they do: 15 of the 400 KiB a Worker may weigh. */
const withoutUnused: Plugin = {
  name: "without-unused",
  setup(building) {
    building.onLoad({ filter: UNUSED }, async ({ path }) => {
      const written = await readFile(path, "utf8");
      const alone = [...written.matchAll(/^export (?:async )?(?:const|let|function|class) (\w+)/gm)];
      const listed = [...written.matchAll(/^export \{([^}]*)\};?$/gm)].flatMap(([, list]) => [
        ...(list ?? "").matchAll(/(\w+)\s*(?:,|$)/g),
      ]);
      const contents = [...alone, ...listed].map(([, name]) => `export function ${name}() {}`).join("\n");
      return { contents: `${contents}\nexport {};`, loader: "js" };
    });
  },
};

const { values } = parseArgs({ options: { help: { type: "boolean", short: "h", default: false } } });
if (values.help) console.log(HELP);
else {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["src/worker.ts"],
    outdir: OUT,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    alias: { "js-base64": "./src/worker/base64.ts" },
    define: { "process.env.NODE_ENV": '"production"' },
    external: ["cloudflare:*"],
    minify: true,
    // As UTF-8 the Chinese texts take half the room of escapes: 6 of the 400 KiB a Worker may weigh. wrangler's own has no such switch.
    charset: "utf8",
    legalComments: "none",
    sourcemap: true,
    logLevel: "warning",
    plugins: [withoutUnused],
    write: false,
  });
  await mkdir(OUT, { recursive: true });
  for (const { path, contents } of outputFiles) {
    // Whole or not at all: another start may be reading it.
    await writeFile(`${path}.${process.pid}`, contents);
    await rename(`${path}.${process.pid}`, path);
  }
}
