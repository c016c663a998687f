import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lateTickets, tasksOf, unitTickets } from "../../src/store/ticket-lists.ts";
import { freshDatabase } from "../support/template-database.ts";

const NOW = Date.parse("2026-11-24T10:00:00+08:00");

test("every look of a list takes the first few of its own index, however many it finds there", async () => {
  const dir = mkdtempSync(join(tmpdir(), "qifu-"));
  const db = await freshDatabase(dir);
  try {
    const lists = [
      tasksOf(db, "C15", ["C15"], ["C15", "C16"]),
      unitTickets(db, ["D01", "D02"]),
      lateTickets(db, NOW, { morning: NOW, reply: NOW }),
    ];
    for (const { sql, params } of lists.map((list) => list.toSQL())) {
      const { rows } = await db.$client.execute({ sql: `explain query plan ${sql}`, args: params as string[] });
      const steps = rows.map((row) => row["detail"] as string);
      const looks = steps.flatMap((step, i) =>
        /^(SEARCH|SCAN) (tickets USING INDEX tickets_|reminders\b)/.test(step) ? [i] : [],
      );
      expect(looks.length).toBeGreaterThan(1);
      // A look with a limit of its own runs apart; one without is read to its end.
      for (const i of looks) expect(steps[i - 1], steps.join("\n")).toMatch(/^CO-ROUTINE/);
      for (const step of steps.filter((one) => one.includes("reminders"))) expect(step).toContain("reminders_due");
    }
  } finally {
    db.$client.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
