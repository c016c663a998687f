import { afterEach, expect, test } from "vitest";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";
import { playTheClock } from "./clock.ts";

let office: WorkerOffice | undefined;
afterEach(() => office?.close());

test("limits, hand-over, return, extension, supervision, parking and look-back over two months, by the cron on workerd and sqld", async () => {
  office = await openWorkerOffice();
  const { person, advance, sandbox, worker } = office;
  await playTheClock({ person, moveTo: (at) => advance(Date.parse(at) - sandbox.now()) });
  expect(worker.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
