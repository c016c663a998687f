import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWebCrypto } from "../../src/feishu/inbound/crypto.ts";
import type { Verified, VerifyKeys } from "../../src/feishu/inbound/verify.ts";
import { verify } from "../../src/feishu/inbound/verify.ts";
import { createNodeCrypto } from "../../src/node/crypto.ts";
import type { Delivery } from "../support/deliveries.ts";
import { KEYS, delivery, messageEvent, signed } from "../support/deliveries.ts";

/** Vectors of feishu.md section 7. */
const DEMO: VerifyKeys = { encryptKey: "ticketbot-demo-encrypt-key", verificationToken: "vt-demo" };
const AT = 1_700_000_000_000;
const IV = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");
const V2_PLAIN = '{"challenge":"c0ffee-1234","token":"vt-demo","type":"url_verification"}';
const V2_VALUE =
  "AAECAwQFBgcICQoLDA0OD5P/cqnbojHFPEj9jd5WH9en7P//3L0zw/3BzTB5J/OXFD/r4aARHarJ/SMVgJVvEGXch6CcwENfN4laa83gbluQp5qgTWLSuzpuSvdtPLs/";
const V3_PLAIN =
  '{"schema":"2.0","header":{"event_id":"ev-0001","event_type":"im.message.receive_v1","create_time":"1700000000000","token":"vt-demo","app_id":"cli_a000000000000001","tenant_key":"tk_demo"},"event":{"sender":{"sender_id":{"open_id":"ou_alice"},"sender_type":"user","tenant_key":"tk_demo"},"message":{"message_id":"om_0001","create_time":"1700000000000","chat_id":"oc_0001","chat_type":"p2p","message_type":"text","content":"{\\"text\\":\\"空调坏了 🙂\\"}"}}}';
const V3_SIGNATURE = "6ffcfff0c9b8f73bc9814e9c0754660dacb52da7f8ee765a70feb08387dfbb62";
const V3 = {
  ...delivery(V3_PLAIN, { keys: DEMO, at: AT, iv: IV }),
  headers: {
    "x-lark-request-timestamp": "1700000000",
    "x-lark-request-nonce": "nonce-0001",
    "x-lark-signature": V3_SIGNATURE,
  },
};
const V4_BODY =
  '{"open_id":"ou_alice","open_message_id":"om_0001","tenant_key":"tk_demo","token":"c-demo","action":{"value":{"k":"v"},"tag":"button"}}';

const plain = (text: string, headers: Record<string, string> = {}): Delivery => ({
  body: new TextEncoder().encode(text),
  headers,
});

describe.each([
  ["WebCrypto", createWebCrypto()],
  ["Node", createNodeCrypto()],
])("with %s", (_name, crypto) => {
  const check = (keys: VerifyKeys, { body, headers }: Pick<Delivery, "body"> & { headers: object }, now = AT) =>
    verify(keys, { body, header: (name) => (headers as Record<string, string>)[name] ?? null, now }, crypto);
  const reason = async (verified: Promise<Verified>): Promise<string> => {
    const value = await verified;
    return value.kind === "rejected" ? value.reason : value.kind;
  };

  describe("vectors of feishu.md section 7", () => {
    test("V1: the official ciphertext is read", async () => {
      const bytes = await crypto.decrypt("test key", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=");
      expect(new TextDecoder().decode(bytes ?? new Uint8Array())).toBe("hello world");
    });

    test("V2: an encrypted challenge is answered without any signature", async () => {
      const body = `{"encrypt":"${V2_VALUE}"}`;
      expect(body).toHaveLength(142);
      expect(Buffer.from(delivery(V2_PLAIN, { keys: DEMO, at: AT, iv: IV }).body).toString()).toBe(body);
      expect(await check(DEMO, plain(body))).toEqual({ kind: "challenge", challenge: "c0ffee-1234" });
    });

    test("V3: a signed message is accepted; one changed digit of the signature is not", async () => {
      expect(V3.body).toHaveLength(654);
      expect(await check(DEMO, V3)).toEqual({ kind: "delivery", payload: JSON.parse(V3_PLAIN) });
      const headers = { ...V3.headers, "x-lark-signature": V3_SIGNATURE.replace(/.$/, "3") };
      expect(await reason(check(DEMO, { ...V3, headers }))).toBe("signature_mismatch");
    });

    test("V4: the legacy card callback, signed with SHA-1, is refused knowingly", async () => {
      const sha1 = createHash("sha1").update(`1700000000nonce-0001vt-demo${V4_BODY}`).digest("hex");
      expect(sha1).toBe("1fb953a518e909187e6667f4a75699d986fcf08b");
      const headers = { ...V3.headers, "x-lark-signature": sha1 };
      expect(await reason(check(DEMO, plain(V4_BODY, headers)))).toBe("legacy_card_callback");
    });

    test("V5: the raw bytes are hashed, not JSON made anew: a space after the colon is fine when it was signed", async () => {
      const text = new TextDecoder().decode(V3.body).replace(":", ": ");
      expect((await check(DEMO, signed(text, { keys: DEMO, at: AT }))).kind).toBe("delivery");
      expect(await reason(check(DEMO, { ...V3, body: new TextEncoder().encode(text) }))).toBe("signature_mismatch");
    });
  });

  describe("the challenge", () => {
    test("is answered in plain form, with the right token only", async () => {
      expect(await check(DEMO, plain(V2_PLAIN))).toEqual({ kind: "challenge", challenge: "c0ffee-1234" });
      expect(await reason(check(DEMO, plain(V2_PLAIN.replace("vt-demo", "vt-dema"))))).toBe("token_mismatch");
      expect(await reason(check(DEMO, plain('{"challenge":"c","type":"url_verification"}')))).toBe("token_mismatch");
    });

    test("without a text to echo is malformed, encrypted under another key unreadable", async () => {
      expect(await reason(check(DEMO, plain('{"challenge":7,"token":"vt-demo","type":"url_verification"}')))).toBe(
        "not_json",
      );
      const other = delivery(V2_PLAIN, { keys: { ...DEMO, encryptKey: "another" }, at: AT });
      expect(await reason(check(DEMO, other))).toMatch(/not_decryptable/);
    });
  });

  describe("time", () => {
    const skewed = (ms: number) => reason(check(DEMO, V3, AT + ms));
    test("five minutes either way are allowed, more is not", async () => {
      expect(await skewed(300_000)).toBe("delivery");
      expect(await skewed(-300_000)).toBe("delivery");
      expect(await skewed(300_001)).toBe("timestamp_skewed");
      expect(await skewed(-300_001)).toBe("timestamp_skewed");
    });

    test.each([
      ["1700000000", "delivery"],
      ["1700000000000", "delivery"],
      ["1700000300000", "delivery"],
      ["1700000301000", "timestamp_skewed"],
      ["1699999699", "timestamp_skewed"],
      ["0", "timestamp_skewed"],
      ["", "timestamp_invalid"],
      ["-1700000000", "timestamp_invalid"],
      ["1.7e9", "timestamp_invalid"],
      ["17000000000000000", "timestamp_invalid"],
      ["now", "timestamp_invalid"],
    ])("seconds and milliseconds are both read: %s → %s", async (timestamp, expected) => {
      const { encryptKey } = DEMO;
      const signature = createHash("sha256")
        .update(`${timestamp}nonce-0001${encryptKey}`)
        .update(V3.body)
        .digest("hex");
      const headers = { ...V3.headers, "x-lark-request-timestamp": timestamp, "x-lark-signature": signature };
      expect(await reason(check(DEMO, { ...V3, headers }))).toBe(expected);
    });
  });

  describe("fails closed", () => {
    test.each(["x-lark-request-timestamp", "x-lark-request-nonce", "x-lark-signature"])("without %s", async (name) => {
      const headers = Object.fromEntries(Object.entries(V3.headers).filter(([key]) => key !== name));
      expect(await reason(check(DEMO, { ...V3, headers }))).toBe("headers_missing");
    });

    test("an empty signature, or one of another length or case, is none", async () => {
      for (const signature of ["", "6f", V3_SIGNATURE.toUpperCase(), `${V3_SIGNATURE}0`])
        expect(await reason(check(DEMO, { ...V3, headers: { ...V3.headers, "x-lark-signature": signature } }))).toBe(
          "signature_mismatch",
        );
    });

    test("without an encrypt key nothing is accepted, however it is signed", async () => {
      const keys = { ...DEMO, encryptKey: "" };
      expect(await reason(check(keys, delivery(V3_PLAIN, { keys, at: AT })))).toBe("not_decryptable");
      expect(await reason(check(keys, signed(V3_PLAIN, { keys, at: AT })))).toBe("not_encrypted");
    });

    test("without a token nothing is accepted, not even a challenge", async () => {
      const keys = { ...DEMO, verificationToken: "" };
      const without = V3_PLAIN.replace("vt-demo", "");
      expect(await reason(check(keys, delivery(without, { keys, at: AT })))).toBe("token_mismatch");
      expect(await reason(check(keys, plain(V2_PLAIN.replace("vt-demo", ""))))).toBe("token_mismatch");
      expect(await reason(check(keys, plain('{"challenge":"c","type":"url_verification"}')))).toBe("token_mismatch");
    });

    test("another app's token, inside a rightly signed body", async () => {
      const other = delivery(V3_PLAIN.replace("vt-demo", "vt-other"), { keys: DEMO, at: AT });
      expect(await reason(check(DEMO, other))).toBe("token_mismatch");
    });

    test("an event in plain JSON, even rightly signed and with the token", async () => {
      expect(await reason(check(DEMO, signed(V3_PLAIN, { keys: DEMO, at: AT })))).toBe("not_encrypted");
    });

    test.each([
      "",
      "null",
      "[]",
      '"text"',
      "7",
      "{",
      '{"encrypt":7}',
      '{"encrypt":""}',
      '{"encrypt":"****"}',
      "\uFEFF{}",
    ])("%j is no delivery", async (text) => {
      const verified = await check(DEMO, signed(text, { keys: DEMO, at: AT }));
      expect(verified.kind).toBe("rejected");
    });

    test("bytes that are no UTF-8", async () => {
      expect(await reason(check(DEMO, { ...V3, body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }))).toBe("not_json");
    });
  });

  describe("tampering", () => {
    const good = delivery(messageEvent({ at: AT }), { at: AT });
    const accepted = async (changed: Delivery): Promise<boolean> => (await check(KEYS, changed)).kind === "delivery";

    test("the untouched one is accepted", async () => expect(await accepted(good)).toBe(true));

    test("any changed byte of the body is seen", async () => {
      const at = fc.nat(good.body.length - 1);
      await fc.assert(
        fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (index, change) => {
          const body = good.body.slice();
          body[index] = (body[index] ?? 0) ^ change;
          expect(await accepted({ ...good, body })).toBe(false);
        }),
      );
    });

    test("anything before, after or cut out of the body is seen", async () => {
      const some = fc.uint8Array({ minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(some, fc.boolean(), async (bytes, before) => {
          const body = new Uint8Array(before ? [...bytes, ...good.body] : [...good.body, ...bytes]);
          expect(await accepted({ ...good, body })).toBe(false);
        }),
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(good.body.length - 1), async (end) => {
          expect(await accepted({ ...good, body: good.body.slice(0, end) })).toBe(false);
        }),
      );
    });

    test.each(["x-lark-request-timestamp", "x-lark-request-nonce", "x-lark-signature"])(
      "any other value of %s is seen",
      async (name) => {
        const value = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789abcdef".split("")) }));
        await fc.assert(
          fc.asyncProperty(value, async (text) => {
            fc.pre(text !== good.headers[name]);
            expect(await accepted({ ...good, headers: { ...good.headers, [name]: text } })).toBe(false);
          }),
        );
      },
    );
  });
});
