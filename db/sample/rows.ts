import { readFileSync } from "node:fs";
import { parseCsv } from "../csv.ts";

/** Rows of one of the sample town's tables. */
export const sampleRows = (name: string): Record<string, string>[] =>
  parseCsv(readFileSync(new URL(`./${name}`, import.meta.url), "utf8"));
