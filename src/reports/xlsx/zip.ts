import { crc32 } from "./crc32.ts";

export interface ZipEntry {
  readonly name: string;
  /** In pieces, made as they are packed: a long sheet is never in memory whole. */
  readonly pieces: Iterable<string>;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const DEFLATE = 8;
/** Names in UTF-8. */
const UTF8_FLAG = 0x0800;
/** 1980-01-01, the oldest day the format knows: the same content gives the same bytes. */
const DAY = 0x0021;
/** What a sheet of an office never reaches; a file that unpacks to more is not one. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Packs entries with the runtime's own deflate, so that it runs on Node and on Workers alike. */
export async function zip(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, pieces } of entries) {
    let crc = 0;
    let length = 0;
    const packed = await through(new CompressionStream("deflate-raw"), function* () {
      for (const piece of pieces) {
        const bytes = encoder.encode(piece);
        crc = crc32(bytes, crc);
        length += bytes.length;
        yield bytes;
      }
    });
    const path = encoder.encode(name);
    const about = [20, UTF8_FLAG, DEFLATE, 0, DAY] as const;
    const sizes = [crc, packed.length, length] as const;
    parts.push(fields([LOCAL], about, sizes, [path.length, 0]), path, packed);
    central.push(fields([CENTRAL], [20, ...about], sizes, [path.length, 0, 0, 0, 0], [0, offset]), path);
    offset += 30 + path.length + packed.length;
  }
  const directory = joined(central);
  const end = fields([END], [0, 0, entries.length, entries.length], [directory.length, offset], [0]);
  return joined([...parts, directory, end]);
}

/** Groups of little-endian numbers, by turns of four and of two bytes each. */
function fields(...groups: readonly (readonly number[])[]): Uint8Array {
  const size = groups.reduce((sum, group, i) => sum + group.length * (i % 2 === 0 ? 4 : 2), 0);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  for (const [i, group] of groups.entries())
    for (const value of group) {
      if (i % 2 === 0) view.setUint32(at, value, true);
      else view.setUint16(at, value, true);
      at += i % 2 === 0 ? 4 : 2;
    }
  return new Uint8Array(view.buffer);
}

/** Unpacks a ZIP file by its directory. @throws RangeError when it is none, is damaged or unpacks to too much. */
export async function unzip(file: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let end = file.length - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new RangeError("not a ZIP file");
  const entries = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = view.getUint16(end + 10, true); i > 0; i -= 1) {
    if (at + 46 > file.length || view.getUint32(at, true) !== CENTRAL) throw new RangeError("damaged ZIP file");
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    total += view.getUint32(at + 24, true);
    if (total > MOST_BYTES) throw new RangeError("ZIP file too large");
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    if (local + 30 > file.length) throw new RangeError("damaged ZIP file");
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const bytes = file.subarray(start, start + packed);
    if (method !== 0 && method !== DEFLATE) throw new RangeError(`ZIP method ${method}`);
    entries.set(
      name,
      method === 0 ? bytes : await through(new DecompressionStream("deflate-raw"), () => [new Uint8Array(bytes)]),
    );
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

async function through(
  stream: CompressionStream | DecompressionStream,
  pieces: () => Iterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  const writing = async (): Promise<void> => {
    // One after the other, so that only a few pieces are there at a time.
    for (const piece of pieces()) await writer.write(piece);
    await writer.close();
  };
  // Its failure is the reader's too, and is thrown there.
  writing().catch((error: unknown) => writer.abort(error).catch(() => undefined));
  const reader = stream.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value as Uint8Array);
    length += (part.value as Uint8Array).length;
    // Sizes in the directory may lie.
    if (length > MOST_BYTES) throw new RangeError("ZIP file too large");
  }
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
