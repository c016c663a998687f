import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprint } from "../../src/feishu/cards/fingerprint.ts";

test("texts that differ have different fingerprints, the same text the same one", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      (a, b) => {
        expect(fingerprint(a) === fingerprint(b)).toBe(a === b);
      },
    ),
    { numRuns: 5000 },
  );
});

test("a hundred thousand texts that differ in one figure are all told apart", () => {
  const of = (n: number): string => fingerprint(`{"title":"园区纬二路停电","left":"${n}"}`);
  expect(new Set(Array.from({ length: 100_000 }, (_, n) => of(n))).size).toBe(100_000);
});
