import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Base64 } from "../../src/worker/base64.ts";

test("blobs travel as everybody's base64 does, there and back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = Base64.fromUint8Array(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(Base64.toUint8Array(text)).toEqual(bytes);
    }),
  );
});
