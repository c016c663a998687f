import { afterEach, expect, test } from "vitest";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { playTheClock } from "./clock.ts";

let office: Office;
afterEach(() => office.close());

test("limits, hand-over, return, extension, supervision, parking and look-back over two months, on Node and a file", async () => {
  office = await openOffice();
  await playTheClock({
    person: (openId) => office.person(openId),
    moveTo: (at) => office.advance(Date.parse(at) - office.sandbox.now()),
  });
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
