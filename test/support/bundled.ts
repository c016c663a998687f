import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A module goes on finding the files beside it, wherever the bundle lies. */
const whereItWas: Plugin = {
  name: "where-it-was",
  setup(building) {
    building.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const written = await readFile(path, "utf8");
      const contents = written.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: "ts" };
    });
  },
};

/**
 * Runs `use` with a TypeScript file of the project, and all it imports, as one file: Node takes two seconds to find the
 * hundreds of modules of the desk, one by one, in each process.
 */
export async function bundled<T>(entry: string, use: (file: string) => Promise<T>): Promise<T> {
  // Below the project, where what is not bundled is found.
  const folder = await mkdtemp(join(ROOT, "node_modules", ".bundled-"));
  try {
    const file = join(folder, "entry.mjs");
    await build({
      absWorkingDir: ROOT,
      entryPoints: [entry],
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      // CommonJS, with a native part or with requires that are decided as it runs.
      external: ["libsql", "ws"],
      logLevel: "warning",
      plugins: [whereItWas],
    });
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
