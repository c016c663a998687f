export interface ImageFormat {
  mime: string;
  /** Pixels; null where the format hides them too deep to be worth reading. */
  width: number | null;
  height: number | null;
}

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

const jpegSize = (view: DataView): { width: number; height: number } | null => {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // SOF0–SOF15 except the tables DHT, JPG and DAC carry the frame size.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
};

/** Image formats the platform takes, by their first bytes (feishu.md 3.5); null = not one of them. */
export const sniffImage = (bytes: Uint8Array): ImageFormat | null => {
  if (bytes.length < 12) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const none = { width: null, height: null };
  if (view.getUint32(0) === 0x89504e47 && bytes.length >= 24) {
    return { mime: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (view.getUint16(0) === 0xffd8) return { mime: "image/jpeg", ...(jpegSize(view) ?? none) };
  if (ascii(bytes, 0, 4) === "GIF8") {
    return { mime: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return { mime: "image/webp", ...none };
  if (ascii(bytes, 0, 2) === "BM" && bytes.length >= 26) {
    return { mime: "image/bmp", width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  if (view.getUint32(0) === 0x00000100) return { mime: "image/x-icon", ...none };
  if (view.getUint32(0) === 0x49492a00 || view.getUint32(0) === 0x4d4d002a) return { mime: "image/jpeg", ...none };
  if (ascii(bytes, 4, 4) === "ftyp" && /^(heic|heix|mif1|hevc)$/.test(ascii(bytes, 8, 4))) {
    // TIFF and HEIC are kept as JPEG by the platform.
    return { mime: "image/jpeg", ...none };
  }
  return null;
};
