import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { FileRecord } from "../core/records.ts";
import type { Part } from "../http/multipart.ts";
import type { Call, Reply } from "./endpoint.ts";
import { storeFile } from "../control/upload.ts";
import { sniffImage } from "../model/image-format.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";

const MB = 1024 * 1024;
const IMAGE_MAX = 10 * MB;
const FILE_MAX = 30 * MB;
const DOWNLOAD_MAX = 100 * MB;
const FILE_TYPES = ["opus", "mp4", "pdf", "doc", "xls", "ppt", "stream"];
const SIDE_MAX = 12_000;
const GIF_SIDE_MAX = 2000;

const MIME: Record<string, string> = {
  opus: "audio/opus",
  mp4: "video/mp4",
  pdf: "application/pdf",
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  stream: "application/octet-stream",
};

const filePart = (call: Call, name: string, max: number): Part => {
  const part = call.form.get(name);
  if (part === undefined) throw refused(234001);
  if (part.bytes.length === 0) throw refused(234010);
  if (part.bytes.length > max) throw refused(234006);
  return part;
};

const field = (call: Call, name: string): string => {
  const part = call.form.get(name);
  return part === undefined ? "" : Buffer.from(part.bytes).toString("utf8");
};

const uploadImage = (call: Call): Reply => {
  const type = field(call, "image_type");
  if (type !== "message" && type !== "avatar") throw refused(234001);
  const { bytes, fileName } = filePart(call, "image", IMAGE_MAX);
  const format = sniffImage(bytes);
  if (format === null) throw refused(234011);
  const side = format.mime === "image/gif" ? GIF_SIDE_MAX : SIDE_MAX;
  if ((format.width ?? 0) > side || (format.height ?? 0) > side) throw refused(234039);
  const stored = storeFile(
    call.platform,
    {
      kind: "image",
      fileType: "image",
      name: fileName ?? "image",
      mime: format.mime,
      owner: { kind: "app", appId: call.app.appId },
    },
    bytes,
  );
  return { data: { image_key: stored.key } };
};

const uploadFile = (call: Call): Reply => {
  const fileType = field(call, "file_type");
  const name = field(call, "file_name");
  if (!FILE_TYPES.includes(fileType) || name === "") throw refused(234001);
  const { bytes } = filePart(call, "file", FILE_MAX);
  const duration = Number(field(call, "duration") || "0");
  if (!Number.isFinite(duration)) throw refused(234001);
  const stored = storeFile(
    call.platform,
    {
      kind: "file",
      fileType,
      name,
      mime: MIME[fileType] ?? "application/octet-stream",
      durationMs: duration,
      owner: { kind: "app", appId: call.app.appId },
    },
    bytes,
  );
  return { data: { file_key: stored.key } };
};

const bytesOf = (platform: Platform, file: FileRecord): Reply => {
  const bytes = platform.blobs.get(file.key);
  if (bytes === null) throw new Error(`bytes of ${file.key} are lost`);
  if (bytes.length > DOWNLOAD_MAX) throw refused(234037);
  return { bytes, mime: file.mime, fileName: file.name };
};

const ownFile = (platform: Platform, app: SandboxApp, key: string, kind: FileRecord["kind"]): Reply => {
  const file = platform.tables.files.get(key);
  if (file?.kind !== kind) throw refused(234001);
  if (file.owner.kind !== "app" || file.owner.appId !== app.appId) throw refused(234008);
  return bytesOf(platform, file);
};

const UPLOAD_SCOPES = ["im:resource", "im:resource:upload"];

export const fileEndpoints = [
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/images",
    family: "im",
    scopes: UPLOAD_SCOPES,
    form: true,
    handle: uploadImage,
  }),
  endpoint({
    method: "POST",
    path: "/open-apis/im/v1/files",
    family: "im",
    scopes: UPLOAD_SCOPES,
    form: true,
    handle: uploadFile,
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/images/:image_key",
    family: "im",
    scopes: ["im:resource"],
    handle: ({ platform, app, params }) => ownFile(platform, app, params["image_key"] ?? "", "image"),
  }),
  endpoint({
    method: "GET",
    path: "/open-apis/im/v1/files/:file_key",
    family: "im",
    scopes: ["im:resource"],
    handle: ({ platform, app, params }) => ownFile(platform, app, params["file_key"] ?? "", "file"),
  }),
];

export { bytesOf };
