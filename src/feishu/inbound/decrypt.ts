type AesKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const keys = new Map<string, Promise<AesKey>>();

/** AES-256 key of an app's Encrypt Key: its SHA-256 (feishu.md 1.4). Derived once per key. */
export function aesKey(encryptKey: string): Promise<AesKey> {
  const known = keys.get(encryptKey);
  if (known !== undefined) return known;
  const derived = crypto.subtle
    .digest("SHA-256", new TextEncoder().encode(encryptKey))
    .then((digest) => crypto.subtle.importKey("raw", digest, "AES-CBC", false, ["decrypt"]));
  keys.set(encryptKey, derived);
  return derived;
}

/** Plain bytes of `base64(iv ‖ ciphertext)`; null when it is not that, or was made with another key. */
export async function decrypt(key: AesKey, value: string): Promise<Uint8Array | null> {
  try {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
    if (bytes.length < 32 || bytes.length % 16 !== 0) return null;
    const plain = await crypto.subtle.decrypt({ name: "AES-CBC", iv: bytes.subarray(0, 16) }, key, bytes.subarray(16));
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}
