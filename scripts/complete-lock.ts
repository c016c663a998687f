/**
 * Completes package-lock.json: npm leaves out optional platform packages it could not see on this machine, and `npm ci`
 * then refuses everywhere. Adds an entry for each exact optional dependency that has none at its parent's level.
 */
import { readFileSync, writeFileSync } from "node:fs";

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const HELP =
  "Usage: npm run lock:complete\nAdds the optional platform packages that npm left out of package-lock.json.";
if (process.argv.includes("--help")) {
  console.log(HELP);
  process.exit(0);
}

const OS = ["darwin", "linux", "win32", "freebsd", "openbsd", "netbsd", "android", "openharmony", "aix", "sunos"];
const CPU = ["x64", "arm64", "arm", "ia32", "riscv64", "ppc64", "s390x", "loong64", "mips64el", "wasm32"];

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d/.test(version) || isResolved(path, name)) continue;
    const parentLevel = path.includes("node_modules/") ? path.slice(0, path.lastIndexOf("node_modules/")) : "";
    lock.packages[`${parentLevel}node_modules/${name}`] = platformEntry(name, version, entry.dev === true);
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional platform packages added to package-lock.json`);

/** Whether Node's look-up from the parent finds an entry. */
function isResolved(parent: string, name: string): boolean {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const path = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock.packages[path] !== undefined) return true;
    if (at === "") return false;
  }
}

function platformEntry(name: string, version: string, dev: boolean): Entry {
  const words = name.split(/[/-]/);
  const pick = (known: string[]): string[] => known.filter((word) => words.includes(word));
  const [os, cpu] = [words.includes("windows") ? ["win32"] : pick(OS), words.includes("64") ? ["x64"] : pick(CPU)];
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev: true } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}
