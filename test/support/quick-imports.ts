import { enableCompileCache, registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * For processes that tests start by the dozen. To know what kind of file a module is, Node reads the manifest of its package
 * for every single import, and drizzle's has 180 KB: half of a start. Here what is imported by its path is taken as it is.
 */
registerHooks({
  resolve(specifier, context, next) {
    const [, kind] = /^\.{1,2}\/.*\.(ts|js)$/.exec(specifier) ?? [];
    const from = context.parentURL ?? "";
    const format = kind === "ts" ? "module-typescript" : from.includes("/node_modules/drizzle-orm/") ? "module" : null;
    if (kind === undefined || format === null) return next(specifier, context);
    return { url: new URL(specifier, from).href, format, shortCircuit: true };
  },
});

// What one has compiled, the next dozen need not. Only for these: the runner's own workers would write theirs when the run is over.
enableCompileCache(join(tmpdir(), "compiled"));
