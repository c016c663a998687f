import type { Platform } from "../core/platform.ts";
import type { FileRecord, Sender } from "../core/records.ts";
import { sniffImage } from "../model/image-format.ts";
import { actor } from "./actors.ts";

export interface Upload {
  as: string;
  kind: "image" | "file" | "audio" | "media";
  fileName: string;
  mime: string;
  bytes: Uint8Array;
  /** Of voice and video, in ms. */
  durationMs?: number;
}

/** Stores bytes under a fresh key of the platform's look. */
export const storeFile = (
  platform: Platform,
  file: Omit<FileRecord, "key" | "size" | "at">,
  bytes: Uint8Array,
): FileRecord => {
  const key = platform.ids.next(file.kind === "image" ? "img_v3_" : "file_v3_", 32);
  platform.blobs.put(key, bytes);
  return platform.tables.files.put(key, { ...file, key, size: bytes.length, at: platform.clock.now() });
};

const FILE_TYPE = { image: "image", file: "stream", audio: "opus", media: "mp4" } as const;

/** Keeps what a person attaches on the page. */
export const keepUpload = (
  platform: Platform,
  upload: Upload,
): { imageKey?: string; fileKey?: string; fileName: string; size: number; duration?: number } => {
  const owner: Sender = { kind: "user", openId: actor(platform, upload.as).openId };
  const file = storeFile(
    platform,
    {
      kind: upload.kind === "image" ? "image" : "file",
      fileType: FILE_TYPE[upload.kind],
      name: upload.fileName,
      mime: sniffImage(upload.bytes)?.mime ?? (upload.mime === "" ? "application/octet-stream" : upload.mime),
      ...(upload.durationMs === undefined ? {} : { durationMs: upload.durationMs }),
      owner,
    },
    upload.bytes,
  );
  return {
    ...(file.kind === "image" ? { imageKey: file.key } : { fileKey: file.key }),
    fileName: file.name,
    size: file.size,
    ...(upload.durationMs === undefined ? {} : { duration: upload.durationMs }),
  };
};
