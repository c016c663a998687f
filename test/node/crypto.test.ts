import { createCipheriv, createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createWebCrypto } from "../../src/feishu/inbound/crypto.ts";
import { createNodeCrypto } from "../../src/node/crypto.ts";

const web = createWebCrypto();
const node = createNodeCrypto();

test("both runtimes hash the same parts to the same digits, as if they were one text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array())), async (parts) => {
      const whole = Buffer.concat(parts.map((part) => Buffer.from(part)));
      const digits = createHash("sha256").update(whole).digest("hex");
      expect(await web.sha256(...parts)).toBe(digits);
      expect(await node.sha256(...parts)).toBe(digits);
    }),
  );
});

test("both runtimes read what was encrypted under the key, and nothing under another", async () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.uint8Array(), bytes(16), async (key, plain, iv) => {
      const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(key).digest(), iv);
      const value = Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString("base64");
      for (const crypto of [web, node]) {
        expect(Buffer.from((await crypto.decrypt(key, value)) ?? [1, 2, 3])).toEqual(Buffer.from(plain));
        // A wrong key may by chance leave a valid padding, but never the text.
        const wrong = await crypto.decrypt(`${key}!`, value);
        if (plain.length > 0) expect(Buffer.from(wrong ?? [])).not.toEqual(Buffer.from(plain));
        for (const broken of ["", "%%%", value.slice(0, 20)]) expect(await crypto.decrypt(key, broken)).toBeNull();
      }
    }),
  );
});
