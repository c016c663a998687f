import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { playMainJob } from "./main-job.ts";

let office: Office;
afterEach(() => office.close());

test("the main job, on Node and a libSQL file: every party sees the right thing at each step", async () => {
  office = await openOffice();
  await playMainJob(office);
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
