import { expect, test } from "vitest";
import { bumpDirectoryVersion, noteAssigned, toTurns, versionAndTurns } from "../../src/store/people.ts";
import { memoryDatabase } from "../support/memory-database.ts";

test("version and turns are read as one: of nobody, and of people whatever their ids look like", async () => {
  const db = await memoryDatabase(Math.random);
  expect(toTurns(await versionAndTurns(db))).toEqual(new Map());
  const before = Number((await versionAndTurns(db))[0]?.value);
  await bumpDirectoryVersion(db);
  const ids = ["12", "E1", "__proto__", 'a"b', "人"];
  for (const [i, id] of ids.entries()) await noteAssigned(db, id, 1_790_000_000_000 + i);
  const rows = await versionAndTurns(db);
  expect(Number(rows[0]?.value)).toBe(before + 1);
  for (const [i, id] of ids.entries()) expect(toTurns(rows).get(id)).toBe(1_790_000_000_000 + i);
  db.$client.close();
});
