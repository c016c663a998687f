import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleGuides } from "../../../db/sample/guides/load.ts";
import type { Database } from "../../../src/store/database.ts";
import { writeAll } from "../../../src/store/database.ts";
import { guideWrites, searchGuides } from "../../../src/store/guides.ts";
import { freshDatabase } from "../../support/template-database.ts";
import { indexIsAllOrNothing, otherKindsAreFound, searchFinds } from "./search.ts";

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-"));
  db = await freshDatabase(dir);
});
afterEach(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

test("guides are found in Chinese, on a file", () => searchFinds(db));
test("policies and public answers are found, on a file", () => otherKindsAreFound(db));
test("a guide and its place in the index are one transaction, on a file", () => indexIsAllOrNothing(db));

test("among a thousand guides the one that is meant is still a candidate", async () => {
  const [guide] = sampleGuides();
  if (guide === undefined) throw new Error("no guide");
  const towns = Array.from({ length: 1000 }, (_, i) => ({
    ...guide,
    id: `H${i}`,
    title: `第${i}号企业登记许可`,
    also: [],
  }));
  await writeAll(
    db,
    [...towns, ...sampleGuides()].flatMap((one) => guideWrites(db, one)),
  );
  expect((await searchGuides(db, "请问办食品经营许可证需要什么材料?")).map(({ id }) => id)).toContain("G02");
});
