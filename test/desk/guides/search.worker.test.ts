import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "vitest";
import type { Database } from "../../../src/store/database.ts";
import type { Sqld } from "../../support/sqld.ts";
import { preparedServer, startSqld } from "../../support/sqld.ts";
import { indexIsAllOrNothing, otherKindsAreFound, searchFinds } from "./search.ts";

let dir: string;
let sqld: Sqld;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "qifu-sqld-"));
  sqld = await startSqld({ dataDir: dir });
  db = await preparedServer(sqld.url);
});
afterEach(async () => {
  db.$client.close();
  await sqld.close();
  rmSync(dir, { recursive: true, force: true });
});

test("guides are found in Chinese, on a server", () => searchFinds(db));
test("policies and public answers are found, on a server", () => otherKindsAreFound(db));
test("a guide and its place in the index are one transaction, on a server", () => indexIsAllOrNothing(db));
