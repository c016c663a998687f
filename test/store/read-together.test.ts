import { expect, test, vi } from "vitest";
import { bumpDirectoryVersion, directoryVersion } from "../../src/store/people.ts";
import { readTogether } from "../../src/store/read-together.ts";
import { counterOf } from "../../src/store/tickets.ts";
import { memoryDatabase } from "../support/memory-database.ts";

test("each name has its own rows, what is not asked has none, and all of it is one round trip", async () => {
  const db = await memoryDatabase(Math.random);
  await bumpDirectoryVersion(db);
  const version = await directoryVersion(db);
  const trips = vi.spyOn(db, "batch");
  const read = (day: string | null) =>
    readTogether(db, {
      counter: counterOf(db, "nothing yet"),
      other: day === null ? null : counterOf(db, day),
      version: directoryVersion(db),
    });
  expect(await read(null)).toEqual({ counter: [], other: [], version });
  expect(await read("QF-20261129")).toEqual({ counter: [], other: [], version });
  expect(trips).toHaveBeenCalledTimes(2);
  expect(await readTogether(db, { none: null })).toEqual({ none: [] });
  expect(trips).toHaveBeenCalledTimes(2);
  db.$client.close();
});
