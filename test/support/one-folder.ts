import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Begins the name of the folder of one run. */
const RUN = "qifu-tests-";

/** Temporary files go with the run, and may be shared within it. */
export const isOfOneRun = (folder: string): boolean => basename(folder).startsWith(RUN);

/** Whatever tests leave behind, also when one is cut off, lies in one folder that goes with the run. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), RUN));
  process.env["TMPDIR"] = folder;
  // What one process has compiled, the next dozen need not.
  process.env["NODE_COMPILE_CACHE"] = join(folder, "compiled");
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
