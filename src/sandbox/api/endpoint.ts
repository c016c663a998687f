import type * as z from "zod";
import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { Part } from "../http/multipart.ts";
import type { Receivers } from "../delivery/receivers.ts";
import type { Services } from "./services.ts";

/**
 * How a family of APIs dresses its answers (feishu.md 3): `im` errors are HTTP 400; `legacy` and `bitable` answer
 * HTTP 200 with a code; legacy ones say "ok" instead of "success".
 */
export type Family = "im" | "contact" | "cardkit" | "task" | "speech" | "legacy" | "bitable" | "auth";

/** What an endpoint gives back: the `data` of the envelope, a whole top-level body, or bytes. */
export type Reply =
  | { data: unknown }
  | { top: Record<string, unknown> }
  | { bytes: Uint8Array; mime: string; fileName: string };

export interface Call<Q = unknown, B = unknown> {
  platform: Platform;
  receivers: Receivers;
  services: Services;
  app: SandboxApp;
  params: Record<string, string>;
  query: Q;
  body: B;
  /** Multipart fields of an upload. */
  form: ReadonlyMap<string, Part>;
}

export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:names`, below the host. */
  path: string;
  family: Family;
  /** One of these is needed; empty = none. */
  scopes: readonly string[];
  query?: z.ZodType;
  body?: z.ZodType;
  form?: boolean;
  /** Where the documents say less than the usual 50 calls a second. */
  perSecond?: number;
  /** Tokens are asked for without a token. */
  anonymous?: boolean;
  handle: (call: Call<never, never>) => Reply | Promise<Reply>;
}

/** Keeps the types of query and body schemas for the handler. */
export const endpoint = <Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType>(spec: {
  method: Endpoint["method"];
  path: string;
  family: Family;
  scopes: readonly string[];
  query?: Q;
  body?: B;
  form?: boolean;
  perSecond?: number;
  anonymous?: boolean;
  handle: (call: Call<z.infer<Q>, z.infer<B>>) => Reply | Promise<Reply>;
}): Endpoint => spec;
