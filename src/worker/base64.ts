/**
 * Stands in for the package of that name, of which the libSQL client needs these two: the Worker's size is counted. Bytes
 * travel as base64 only in blobs, which no table has.
 */
export const Base64 = {
  fromUint8Array: (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")),
  toUint8Array: (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
};
