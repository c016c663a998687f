import { afterEach, expect, test } from "vitest";
import type { WorkerOffice } from "../support/worker-office.ts";
import { openWorkerOffice } from "../support/worker-office.ts";
import { playMainJob } from "./main-job.ts";

let office: WorkerOffice | undefined;
afterEach(() => office?.close());

test("the main job, on workerd and sqld over HTTP: every party sees the right thing at each step", async () => {
  office = await openWorkerOffice();
  await playMainJob(office);
  expect(office.worker.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
