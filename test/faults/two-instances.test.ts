import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tickets } from "../../db/schema/index.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { LOCAL_APP } from "../../src/local/app.ts";
import { sampleTown } from "../../src/local/town.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { TUESDAY_10, until } from "../support/clock.ts";
import { startDesk } from "../support/desk-process.ts";
import { expectNothingLostOrDoubled, quiet } from "../support/ledger.ts";
import { freshDatabase } from "../support/template-database.ts";
import { personAt } from "../support/people.ts";
import { playShortJourney } from "./short-journey.ts";

test("two processes on one database share the work and do none of it twice", { timeout: 120_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), "qifu-two-"));
  const urls: string[] = [];
  let turn = 0;
  // In office hours, whenever it is run: by night staff is told in the morning.
  const aheadMs = TUESDAY_10 - Date.now();
  const sandbox = await startSandbox({
    town: sampleTown(),
    apps: [LOCAL_APP],
    eventsUrl: "http://desk.invalid/",
    dataDir: null,
    now: () => Date.now() + aheadMs,
    rateLimits: false,
    retryTimeScale: 1000,
    answerTimeoutMs: 30_000,
    // As behind a balancer: one delivery here, the next one there.
    fetch: (_url, init) => fetch(urls[turn++ % urls.length] ?? "", init),
  });
  const db = await freshDatabase(dir, 0);
  const desks = await Promise.all(
    [1, 2].map(() => startDesk({ dir, sandboxUrl: sandbox.url, leaseMs: 20_000, aheadMs })),
  );
  urls.push(...desks.map(({ eventsUrl }) => eventsUrl));
  try {
    sandbox.control.setFaults({ duplicateSameEvent: 0.3, duplicateNewMessage: 0.3 });
    const managers = sandbox.control.state().people.filter((person) => person.side === "enterprise");
    await Promise.all(managers.slice(0, 10).map(({ openId }, i) => playShortJourney({ db, sandbox }, openId, i + 1)));

    // Head and colleague of the same unit press accept at once, one at each process.
    sandbox.control.say("ou_demo_e01", "园区纬二路停电了,注塑机全停了");
    const person = (openId: string) => personAt(sandbox.control, openId, async () => void (await quiet(db)));
    const matter = async (): Promise<TicketState | undefined> =>
      (await db.select().from(tickets))
        .map((row) => row.state as TicketState)
        .find(({ text }) => text.includes("注塑机"));
    const offered = await until("the ticket", matter);
    const [first, second] = await until("the card", () => {
      const card = person("ou_demo_c29")
        .cards()
        .find((message) => JSON.stringify(message.content).includes(offered.no));
      return card === undefined ? null : [0, 1].map(() => () => person("ou_demo_c29").click("接收"));
    });
    const answers = await Promise.all([first?.(), second?.()]);
    expect(answers.map((answer) => answer?.ok)).toEqual([true, true]);
    expect((await matter())?.chain).toHaveLength(1);
    expect((await matter())?.stage).toBe("in_progress");

    await until(
      "everything to be worked off",
      async () => {
        await sandbox.idle();
        return sandbox.control.state().delivery.pending === 0 && (await quiet(db));
      },
      60_000,
    );
    await expectNothingLostOrDoubled(db, sandbox);
  } finally {
    await Promise.all(desks.map((desk) => desk.stop()));
    await sandbox.close();
    db.$client.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
