/** The two operations that every delivery needs. A runtime may answer at once: waiting for a value costs next to nothing. */
export interface DeliveryCrypto {
  /** SHA-256 of the parts one after the other, as lower-case hexadecimal digits. */
  sha256(...parts: readonly (string | Uint8Array)[]): string | Promise<string>;
  /**
   * Plain bytes of `base64(iv ‖ AES-256-CBC ciphertext)` under SHA-256 of the app's Encrypt Key (feishu.md 1.4); null when it
   * is not that, or was made with another key.
   */
  decrypt(encryptKey: string, value: string): Uint8Array | null | Promise<Uint8Array | null>;
}

type AesKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** WebCrypto, which every runtime has. On Node each call goes through a thread; see node/crypto.ts. */
export function createWebCrypto(): DeliveryCrypto {
  const keys = new Map<string, Promise<AesKey>>();

  function aesKey(encryptKey: string): Promise<AesKey> {
    const known = keys.get(encryptKey);
    if (known !== undefined) return known;
    const derived = crypto.subtle
      .digest("SHA-256", new TextEncoder().encode(encryptKey))
      .then((digest) => crypto.subtle.importKey("raw", digest, "AES-CBC", false, ["decrypt"]));
    keys.set(encryptKey, derived);
    return derived;
  }

  return {
    async sha256(...parts) {
      return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", joined(parts))));
    },
    async decrypt(encryptKey, value) {
      try {
        const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
        if (bytes.length < 32 || bytes.length % 16 !== 0) return null;
        const algorithm = { name: "AES-CBC", iv: bytes.subarray(0, 16) };
        return new Uint8Array(await crypto.subtle.decrypt(algorithm, await aesKey(encryptKey), bytes.subarray(16)));
      } catch {
        return null;
      }
    },
  };
}

function joined(parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const bytes = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
