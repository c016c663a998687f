/** One part of a multipart body. */
export interface Part {
  name: string;
  fileName: string | null;
  type: string;
  bytes: Uint8Array;
}

const CRLF2 = Buffer.from("\r\n\r\n");

const quoted = (header: string, key: string): string | null => {
  const extended = new RegExp(`[; ]${key}\\*=UTF-8''([^;\\r\\n]+)`, "i").exec(header)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return new RegExp(`[; ]${key}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(header)?.[1]?.replaceAll("%22", '"') ?? null;
};

/**
 * Parts of a `multipart/form-data` body, bytes untouched. The platform's own `FormData` would decode a part without a
 * file name as text, and the official SDK sends a Buffer exactly so.
 * @returns null when the body is not multipart
 */
export const parseMultipart = (body: Uint8Array, contentType: string): Part[] | null => {
  const match = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return null;
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = buffer.indexOf(delimiter);
  if (at < 0) return null;
  for (;;) {
    at += delimiter.length;
    if (buffer.toString("latin1", at, at + 2) === "--") return parts;
    const headEnd = buffer.indexOf(CRLF2, at);
    const next = headEnd < 0 ? -1 : buffer.indexOf(`\r\n--${boundary}`, headEnd + 2);
    if (next < 0) return null;
    const head = buffer.toString("utf8", at + 2, headEnd);
    const name = quoted(head, "name");
    if (name === null) return null;
    parts.push({
      name,
      fileName: quoted(head, "filename"),
      type: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? "text/plain",
      bytes: buffer.subarray(Math.min(headEnd + 4, next), next),
    });
    at = next + 2;
  }
};
