import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pageHtml } from "./html.ts";

export interface PageAsset {
  body: Uint8Array | string;
  type: string;
}

export interface PageBundle {
  /** What stands at a path (`/`, `/gallery`, `/assets/…`); null when the page has nothing there. */
  get(path: string): PageAsset | null;
}

const SOURCE = import.meta.dirname;
const PACKAGES = ["preact", "@visactor/vchart", "esbuild"];
const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

let current: Promise<PageBundle> | null = null;

/**
 * The browser page, bundled when it is missing or its sources have changed since (content hash), never by hand. The first
 * call of a process decides; a failed build is tried again at the next call.
 */
export function pageBundle(): Promise<PageBundle> {
  current ??= load().catch((error: unknown) => {
    current = null;
    throw error;
  });
  return current;
}

async function load(): Promise<PageBundle> {
  const folder = path.join(await cacheRoot(), await sourceHash());
  const files = (await readCache(folder)) ?? (await build(folder));
  const name = (prefix: string, ending: string) =>
    `/assets/${[...files.keys()].find((one) => one.startsWith(prefix) && one.endsWith(ending)) ?? ""}`;
  const html: PageAsset = {
    body: pageHtml(name("page-", ".js"), name("style-", ".css")),
    type: "text/html; charset=utf-8",
  };
  return {
    get: (at) => {
      if (at === "/" || at === "/gallery" || at === "/gallery/") return html;
      const file = at.startsWith("/assets/") ? at.slice("/assets/".length) : "";
      const body = files.get(file);
      return body ? { body, type: TYPES[path.extname(file)] ?? "application/octet-stream" } : null;
    },
  };
}

/** `.cache` in the node_modules that holds preact: never in the sources, gone with a fresh install. */
async function cacheRoot(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("preact");
  const modules = entry.slice(0, entry.lastIndexOf(`${path.sep}node_modules${path.sep}`));
  return path.join(modules, "node_modules", ".cache", "sandbox-page");
}

/** Hash over every source of the page and the versions of what is bundled with it. */
async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(SOURCE, { recursive: true })).filter((name) => /\.(ts|tsx|css|json)$/u.test(name));
  for (const name of names.toSorted()) hash.update(name).update(await readFile(path.join(SOURCE, name)));
  const require = createRequire(import.meta.url);
  for (const name of PACKAGES) {
    const manifest = require.resolve(name).split(`${path.sep}node_modules${path.sep}`)[0] ?? "";
    hash.update(await readFile(path.join(manifest, "node_modules", name, "package.json")));
  }
  return hash.digest("hex").slice(0, 16);
}

async function readCache(folder: string): Promise<Map<string, Uint8Array> | null> {
  try {
    const names = await readdir(folder);
    const files = new Map<string, Uint8Array>();
    for (const name of names) files.set(name, await readFile(path.join(folder, name)));
    return files.size > 0 ? files : null;
  } catch {
    return null;
  }
}

async function build(folder: string): Promise<Map<string, Uint8Array>> {
  const esbuild = await import("esbuild");
  const result = await esbuild.build({
    absWorkingDir: SOURCE,
    entryPoints: { page: "main.tsx", style: "styles/index.css" },
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    outdir: "assets",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
    logLevel: "silent",
  });
  const files = new Map(result.outputFiles.map((file) => [path.basename(file.path), file.contents]));
  await writeCache(folder, files);
  return files;
}

/** Written aside and renamed: two processes that start together never read half a bundle. Old bundles go. */
async function writeCache(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const root = path.dirname(folder);
  const aside = `${folder}.${process.pid}`;
  try {
    await mkdir(aside, { recursive: true });
    for (const [name, body] of files) await writeFile(path.join(aside, name), body);
    for (const old of await readdir(root)) {
      if (/^[0-9a-f]{16}$/u.test(old) && old !== path.basename(folder)) {
        await rm(path.join(root, old), { recursive: true, force: true });
      }
    }
    await rename(aside, folder);
  } catch {
    // A read-only or shared node_modules costs the next start a build, nothing else.
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
  }
}
