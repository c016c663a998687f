import { afterEach, expect, test } from "vitest";
import type { SandboxPush } from "../../src/sandbox/protocol.ts";
import { until } from "../support/clock.ts";
import type { Counted } from "../support/count-round-trips.ts";
import { roundTripsUntil } from "../support/count-round-trips.ts";
import { wordsOf } from "../support/people.ts";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";

let office: WorkerOffice | undefined;
afterEach(() => office?.close());

/** Budget of design.md: each costs 1–100 ms with a remote server. */
const MOST = 4;

const explain = ({ trips }: Counted): string => trips.map(({ about }) => about).join("\n");

test("a message is four round trips from the event to its card; a press is answered after three at most", async () => {
  office = await openWorkerOffice();
  const { sandbox, db, trips, settle, person } = office;
  const nothingWaits = (): Promise<true> =>
    until("no job that is still to come", async () => {
      await settle();
      const rows = await db.$client.execute("select count(*) as n from jobs where state = 'waiting'");
      return rows.rows[0]?.["n"] === 0 && trips.waiting === 0;
    });
  const receipt = (words: string) => (push: SandboxPush) =>
    push.type === "message" && push.message.type === "interactive" && wordsOf(push.message).includes(words);
  const subscribe = sandbox.control.subscribe.bind(sandbox.control);

  // The first one of an isolate reads the directory as well, and brings the chat into being.
  const cold = await roundTripsUntil(
    trips,
    subscribe,
    () => void sandbox.control.say("ou_demo_e01", "园区纬二路停电了,注塑机全停了"),
    receipt("纬二路"),
  );
  await nothingWaits();
  expect(cold.inSequence, explain(cold)).toBeLessThanOrEqual(MOST + 2);

  const warm = await roundTripsUntil(
    trips,
    subscribe,
    () => void sandbox.control.say("ou_demo_e01", "另外,永安大路73号门口的路面塌了一块,货车进不来"),
    receipt("路面塌了"),
  );
  await nothingWaits();
  expect(warm.inSequence, explain(warm)).toBeLessThanOrEqual(MOST);
  expect(warm.inSequence, "something was counted").toBeGreaterThan(2);

  // What somebody adds to his ticket is on the other's card as soon as a new one would be.
  const changed = (push: SandboxPush): boolean =>
    push.type === "wire" && /PATCH|patch/u.test(JSON.stringify(push.entry));
  const added = await roundTripsUntil(
    trips,
    subscribe,
    () => void sandbox.control.say("ou_demo_e01", "补充一下,停电的是纬二路3号,注塑车间"),
    changed,
  );
  await nothingWaits();
  expect(added.inSequence, explain(added)).toBeLessThanOrEqual(MOST);
  expect(added.inSequence, "something was counted").toBeGreaterThan(2);

  const answered = (push: SandboxPush): boolean => push.type === "wire" && push.entry.kind === "callback";
  const press = await roundTripsUntil(trips, subscribe, () => void person("ou_demo_c29").click("接收"), answered);
  await settle();
  expect(press.inSequence, explain(press)).toBeLessThanOrEqual(3);
});
