import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadDirectory } from "../../src/store/directory.ts";
import { answerTo } from "../../src/desk/reports/answer.ts";
import { ledgerRows } from "../../src/desk/reports/ledger.ts";
import { factChange } from "../../src/domain/stats/fact-change.ts";
import { figures } from "../../src/domain/stats/figures.ts";
import { periodOf } from "../../src/domain/stats/period.ts";
import { questionOf } from "../../src/domain/stats/question.ts";
import type { TicketEvent } from "../../src/domain/ticket/events.ts";
import { writeAll } from "../../src/store/database.ts";
import { factWrites, roundsIn, searchWrites } from "../../src/store/reports.ts";
import { eventsOf } from "../../src/store/tickets.ts";
import { tickets } from "../../db/schema/index.ts";
import { DAY, HOUR, MINUTE } from "../support/clock.ts";
import { wordsOf } from "../support/people.ts";
import { sampleDirectory } from "../support/sample-directory.ts";
import { simulateYear } from "../support/simulate-year.ts";
import { preparedServer, startSqld } from "../support/sqld.ts";
import { openWorkerOffice } from "../support/worker-office.ts";
import { slowFigures } from "./slow-figures.ts";

test("figures read from a libSQL server are those of the event log", async () => {
  const dir = mkdtempSync(join(tmpdir(), "qifu-figures-"));
  const sqld = await startSqld({ dataDir: dir });
  const db = await preparedServer(sqld.url);
  try {
    const directory = sampleDirectory();
    const until = Date.parse("2026-07-01T00:00:00+08:00");
    const year = simulateYear(directory, {
      from: Date.parse("2026-05-01T00:00:00+08:00"),
      until,
      tickets: 250,
      seed: 5,
    });
    for (let i = 0; i < year.changes.length; i += 100)
      await writeAll(
        db,
        year.changes
          .slice(i, i + 100)
          .flatMap(({ before, events, after }) => [
            ...factWrites(db, factChange(directory, before, events)),
            ...searchWrites(db, directory, before, after),
          ]),
      );
    for (const kind of ["week", "month", "quarter"] as const) {
      const period = periodOf(directory.calendar, kind, until - 3 * DAY);
      expect(figures(directory.calendar, await roundsIn(db, directory, period), period, until)).toEqual(
        slowFigures(directory, year.histories.values(), period, until),
      );
    }
  } finally {
    db.$client.close();
    await sqld.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

test("a Worker keeps the same figures, tells the group in the morning and answers questions", async () => {
  const office = await openWorkerOffice();
  try {
    await office.advance(MINUTE);
    await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
    await office.person("ou_demo_e02").say("门口的路灯坏了好几天,麻烦修一下");
    await office.advance(22 * HOUR + 40 * MINUTE);
    const leader = office.person("ou_demo_l02");
    const digests = leader
      .cards("oc_demo_daily")
      .filter((card) => JSON.stringify(card.content).includes("企业服务日报"));
    expect(digests).toHaveLength(1);
    await office.advance(2 * MINUTE);
    expect(leader.cards("oc_demo_daily")).toHaveLength(1);

    const ids = (await office.db.select({ id: tickets.id }).from(tickets)).map(({ id }) => id);
    const histories = new Map<string, TicketEvent[]>();
    for (const { event } of await eventsOf(office.db, ids))
      histories.set(event.ticketId, [...(histories.get(event.ticketId) ?? []), event]);
    expect(histories.size).toBe(2);
    const directory = await loadDirectory(office.db, "cli_local");
    const now = office.sandbox.now();
    const question = questionOf(directory.calendar, "本月收了几件", now);
    if (question === null) throw new Error("no question");
    const actor = { type: "person", personId: "L02", openId: "ou_demo_l02" } as const;
    const notice = await answerTo(office.db, directory, { actor, question }, now);
    if (notice.kind !== "figures") throw new Error(notice.kind);
    expect(notice.answer.figures).toEqual(slowFigures(directory, histories.values(), question.period, now));
    await leader.say("本月收了几件");
    expect(leader.messages().map(wordsOf).at(-1)).toContain("新收2 办结0 现在在办2");
    const found = await ledgerRows(office.db, directory, { text: "停电" }, { after: null, limit: 10, now });
    expect(found.rows).toHaveLength(1);
  } finally {
    await office.close();
  }
});
