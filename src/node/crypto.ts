import { createDecipheriv, createHash, createSecretKey, hash } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { DeliveryCrypto } from "../feishu/inbound/crypto.ts";

/**
 * Node's own, at once and on the spot. A delivery is small: the way through a thread, as WebCrypto takes it, cost more than
 * the work itself, and scattered arrivals that could have shared one transaction.
 */
export function createNodeCrypto(): DeliveryCrypto {
  const keys = new Map<string, KeyObject>();

  function aesKey(encryptKey: string): KeyObject {
    const known = keys.get(encryptKey);
    if (known !== undefined) return known;
    // As bare bytes it would be wrapped anew for each delivery, at four times the cost of decrypting one.
    const key = createSecretKey(createHash("sha256").update(encryptKey).digest());
    keys.set(encryptKey, key);
    return key;
  }

  return {
    sha256(...parts) {
      const [only] = parts;
      // At once, where it is one piece: half the cost, for every event of the log.
      if (parts.length === 1 && only !== undefined) return hash("sha256", only, "hex");
      const digest = createHash("sha256");
      for (const part of parts) digest.update(part);
      return digest.digest("hex");
    },
    decrypt(encryptKey, value) {
      const bytes = Buffer.from(value, "base64");
      if (bytes.length < 32 || bytes.length % 16 !== 0) return null;
      try {
        const decipher = createDecipheriv("aes-256-cbc", aesKey(encryptKey), bytes.subarray(0, 16));
        return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
      } catch {
        // Wrong key: the padding does not fit.
        return null;
      }
    },
  };
}
