/**
 * The one protobuf message of the long connection (feishu.md 5.3), with exactly the fields the official client reads:
 * SeqID 1, LogID 2, service 3, method 4, headers 5 {key 1, value 2}, payload 8. Other fields are skipped.
 */
export interface Frame {
  seqId: number;
  logId: number;
  service: number;
  /** 0 control (ping, pong), 1 data. */
  method: number;
  headers: Record<string, string>;
  payload: Uint8Array;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
};

const numberField = (id: number, value: number): Uint8Array =>
  Uint8Array.from([...varint(id * 8 + VARINT), ...varint(value)]);

const bytesField = (id: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.from([...varint(id * 8 + BYTES), ...varint(value.length)]), value]);

const textField = (id: number, value: string): Uint8Array => bytesField(id, Buffer.from(value, "utf8"));

export const encodeFrame = (frame: Frame): Uint8Array =>
  Buffer.concat([
    numberField(1, frame.seqId),
    numberField(2, frame.logId),
    numberField(3, frame.service),
    numberField(4, frame.method),
    ...Object.entries(frame.headers).map(([key, value]) =>
      bytesField(5, Buffer.concat([textField(1, key), textField(2, value)])),
    ),
    bytesField(8, frame.payload),
  ]);

/** Reads fields one after the other. */
const fieldsOf = function* fieldsOf(bytes: Uint8Array): Generator<{ id: number; number: number; bytes: Uint8Array }> {
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at];
      if (byte === undefined || scale > 2 ** 63) throw new Error("frame is cut off");
      at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = read();
    const id = Math.floor(tag / 8);
    const type = tag % 8;
    if (type === VARINT) yield { id, number: read(), bytes: new Uint8Array() };
    else if (type === FIXED64 || type === FIXED32) at += type === FIXED64 ? 8 : 4;
    else if (type === BYTES) {
      const length = read();
      if (at + length > bytes.length) throw new Error("frame is cut off");
      yield { id, number: 0, bytes: bytes.subarray(at, at + length) };
      at += length;
    } else throw new Error(`wire type ${type} is not known`);
  }
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

/** @throws Error when the bytes are no frame */
export const decodeFrame = (bytes: Uint8Array): Frame => {
  const frame: Frame = { seqId: 0, logId: 0, service: 0, method: 0, headers: {}, payload: new Uint8Array() };
  const headers: [string, string][] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.id === 1) frame.seqId = field.number;
    else if (field.id === 2) frame.logId = field.number;
    else if (field.id === 3) frame.service = field.number;
    else if (field.id === 4) frame.method = field.number;
    else if (field.id === 8) frame.payload = field.bytes;
    else if (field.id === 5) {
      const header: [string, string] = ["", ""];
      for (const part of fieldsOf(field.bytes)) {
        if (part.id === 1) header[0] = text(part.bytes);
        else if (part.id === 2) header[1] = text(part.bytes);
      }
      headers.push(header);
    }
  }
  // Not assigned one by one: a header named __proto__ must stay a header.
  return { ...frame, headers: Object.fromEntries(headers) };
};
