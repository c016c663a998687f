import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ticketFacts } from "../../db/schema/index.ts";
import { factChange, factsOf } from "../../src/domain/stats/fact-change.ts";
import { figures } from "../../src/domain/stats/figures.ts";
import { periodOf } from "../../src/domain/stats/period.ts";
import type { Database } from "../../src/store/database.ts";
import { writeAll } from "../../src/store/database.ts";
import { factWrites, roundsIn, toFacts } from "../../src/store/reports.ts";
import { freshDatabase } from "../support/template-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";
import { slowFigures } from "./slow-figures.ts";

const directory = sampleDirectory();
const UNTIL = Date.parse("2026-07-01T00:00:00+08:00");
const year = simulateYear(directory, {
  from: Date.parse("2026-04-01T00:00:00+08:00"),
  until: UNTIL,
  tickets: 600,
  seed: 7,
});
const dir = mkdtempSync(join(tmpdir(), "qifu-facts-"));
let db: Database;

beforeAll(async () => {
  db = await freshDatabase(dir);
  for (let i = 0; i < year.changes.length; i += 200)
    await writeAll(
      db,
      year.changes
        .slice(i, i + 200)
        .flatMap(({ before, events }) => factWrites(db, factChange(directory, before, events))),
    );
});
afterAll(() => {
  db.$client.close();
  rmSync(dir, { recursive: true, force: true });
});

test("facts kept change by change are those of the whole history", async () => {
  const stored = await db.select().from(ticketFacts).orderBy(asc(ticketFacts.ticketId), asc(ticketFacts.round));
  const whole = [...year.histories.values()]
    .flatMap((events) => factsOf(directory, events))
    .toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : a.ticketId > b.ticketId ? 1 : a.round - b.round));
  expect(stored.map(toFacts)).toEqual(whole);
});

test("the rounds read for a period are enough for its figures, and nothing confidential is among them", async () => {
  for (const at of ["2026-04-15", "2026-05-15", "2026-06-30"]) {
    for (const kind of ["day", "week", "month", "quarter"] as const) {
      const period = periodOf(directory.calendar, kind, Date.parse(`${at}T12:00:00+08:00`));
      const rows = await roundsIn(db, directory, period);
      expect(rows.some((row) => row.category === "integrity")).toBe(false);
      expect(figures(directory.calendar, rows, period, UNTIL)).toEqual(
        slowFigures(directory, year.histories.values(), period, UNTIL),
      );
    }
  }
});
