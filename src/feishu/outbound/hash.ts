/** First 40 hexadecimal digits of the SHA-256 of a text: short enough for a platform uuid (≤ 50), long enough to be one. */
export async function shortHash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...digest.subarray(0, 20)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
