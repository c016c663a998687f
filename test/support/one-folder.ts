import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { TestProject } from "vitest/node";

/** Begins the name of the folder of one run. */
const RUN = "qifu-tests-";

/** Begins the name of what tests copy their databases from. */
export const TEMPLATE = "template-";

/** Temporary files go with the run, and may be shared within it. */
export const isOfOneRun = (folder: string): boolean => basename(folder).startsWith(RUN);

const DAY_MS = 86_400_000;

/** Whatever tests leave behind lies in one folder that goes with the run; that of a run that was cut off goes a day later. */
export function setup(project: TestProject): () => void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(RUN)))
    if (Date.now() - (statSync(join(tmpdir(), name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > DAY_MS)
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), RUN));
  process.env["TMPDIR"] = folder;
  // While files are watched the templates would be those of the code before.
  project.onTestsRerun(() => {
    for (const name of readdirSync(folder).filter((one) => one.startsWith(TEMPLATE))) rmSync(join(folder, name));
  });
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
