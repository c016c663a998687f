import { createCipheriv, createHash } from "node:crypto";

/** `base64(iv ‖ AES-256-CBC(sha256(key), PKCS#7))`, the value of `encrypt` (feishu.md 1.4). `iv`: 16 random bytes. */
export const encryptEvent = (encryptKey: string, plaintext: string, iv: Uint8Array): string => {
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final()]).toString("base64");
};

/** `X-Lark-Signature` of events and new card callbacks: SHA-256 over timestamp, nonce, key string and raw body. */
export const signEvent = (timestamp: string, nonce: string, encryptKey: string, rawBody: string): string =>
  createHash("sha256")
    .update(timestamp + nonce + encryptKey)
    .update(rawBody)
    .digest("hex");

/** Signature of the old card callback: SHA-1 with the verification token, never the encrypt key. */
export const signOldCallback = (timestamp: string, nonce: string, verificationToken: string, rawBody: string): string =>
  createHash("sha1")
    .update(timestamp + nonce + verificationToken)
    .update(rawBody)
    .digest("hex");
