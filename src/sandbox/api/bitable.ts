import * as z from "zod";
import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ThingRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { invalidField, refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { HOUR_MS, once } from "./once.ts";
import { page, pageQuery } from "./paging.ts";

/** Rows of one batch call; all or nothing (feishu.md 3.11). */
const BATCH_MAX = 1000;
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const BASE = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records";

const READ = ["bitable:app", "bitable:app:readonly", "base:record:retrieve"];
const WRITE = ["bitable:app", "base:record:create", "base:record:update"];

const fields = z.record(z.string(), z.unknown());
const row = z.looseObject({ fields });
const rows = z.looseObject({ records: z.array(row).min(1) });

/** Bases and tables come into being with their first record; only their ids must look right. */
const tableOf = (call: Call): string => {
  const appToken = call.params["app_token"] ?? "";
  const tableId = call.params["table_id"] ?? "";
  if (!/^[A-Za-z0-9]{10,}$/.test(appToken)) throw refused(1254040);
  if (!/^tbl[A-Za-z0-9]+$/.test(tableId)) throw refused(1254041);
  return `${appToken}/${tableId}`;
};

const recordOf = (call: Call, id: string): ThingRecord => {
  const record = call.platform.tables.things.get(id);
  if (record?.kind !== "bitable_record" || record.parent !== tableOf(call)) throw refused(1254043);
  return record;
};

const shape = (record: ThingRecord): Record<string, unknown> => ({
  record_id: record.id,
  id: record.id,
  fields: record.value,
});

const put = (
  platform: Platform,
  table: string,
  id: string,
  value: Record<string, unknown>,
  createdAt: number,
): ThingRecord =>
  platform.tables.things.put(id, {
    id,
    kind: "bitable_record",
    parent: table,
    createdAt,
    updatedAt: platform.clock.now(),
    value,
  });

const insert = (call: Call, value: Record<string, unknown>): ThingRecord =>
  put(call.platform, tableOf(call), call.platform.ids.next("rec", 14), value, call.platform.clock.now());

const clientToken = (app: SandboxApp, query: unknown): string | undefined => {
  const token = (query as { client_token?: string }).client_token;
  if (token === undefined) return undefined;
  if (!UUID4.test(token)) throw refused(1254037);
  return `bitable/${app.appId}/${token}`;
};

const tokenQuery = z.looseObject({ client_token: z.string().optional() });

const all = (call: Call): ThingRecord[] => {
  const table = tableOf(call);
  return [...call.platform.tables.things.values()].filter(
    (one) => one.kind === "bitable_record" && one.parent === table,
  );
};

const listShape = (call: Call<{ page_size: number; page_token?: string | undefined }>): { data: unknown } => {
  const records = all(call);
  return { data: { ...page(records, call.query, shape), total: records.length } };
};

const batchOf = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidField("records", "records is invalid");
  return parsed.data;
};

const limited = <T>(items: T[]): T[] => {
  if (items.length > BATCH_MAX) throw refused(1254103);
  return items;
};

export const bitableEndpoints = [
  endpoint({
    method: "POST",
    path: `${BASE}/search`,
    family: "bitable",
    scopes: READ,
    query: pageQuery(500, 20),
    handle: listShape,
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_create`,
    family: "bitable",
    scopes: WRITE,
    query: tokenQuery,
    handle: (call) => {
      const wanted = limited(batchOf(rows, call.body).records);
      const { id } = once(call.platform, clientToken(call.app, call.query), HOUR_MS, () =>
        wanted.map((one) => insert(call, one.fields).id).join(" "),
      );
      return { data: { records: id.split(" ").map((one) => shape(recordOf(call, one))) } };
    },
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_update`,
    family: "bitable",
    scopes: WRITE,
    handle: (call) => {
      const schema = z.looseObject({ records: z.array(z.looseObject({ record_id: z.string(), fields })).min(1) });
      const wanted = limited(batchOf(schema, call.body).records);
      // All are looked up before the first is changed.
      const found = wanted.map((one) => ({ record: recordOf(call, one.record_id), next: one.fields }));
      const records = found.map(({ record, next }) =>
        shape(put(call.platform, record.parent, record.id, { ...record.value, ...next }, record.createdAt)),
      );
      return { data: { records } };
    },
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_delete`,
    family: "bitable",
    scopes: [...WRITE, "base:record:delete"],
    handle: (call) => {
      const wanted = limited(batchOf(z.looseObject({ records: z.array(z.string()).min(1) }), call.body).records);
      const found = wanted.map((id) => recordOf(call, id));
      for (const record of found) call.platform.tables.things.delete(record.id);
      return { data: { records: found.map((record) => ({ deleted: true, record_id: record.id })) } };
    },
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_get`,
    family: "bitable",
    scopes: READ,
    handle: (call) => {
      const wanted = batchOf(z.looseObject({ record_ids: z.array(z.string()).min(1).max(100) }), call.body).record_ids;
      const known = all(call);
      return {
        data: {
          records: known.filter((one) => wanted.includes(one.id)).map(shape),
          absent_record_ids: wanted.filter((id) => !known.some((one) => one.id === id)),
          forbidden_record_ids: [],
        },
      };
    },
  }),
  endpoint({
    method: "GET",
    path: BASE,
    family: "bitable",
    scopes: READ,
    query: pageQuery(500, 20),
    handle: listShape,
  }),
  endpoint({
    method: "POST",
    path: BASE,
    family: "bitable",
    scopes: WRITE,
    query: tokenQuery,
    handle: (call) => {
      const parsed = row.safeParse(call.body);
      if (!parsed.success) throw invalidField("fields", "fields is required");
      const { id } = once(
        call.platform,
        clientToken(call.app, call.query),
        HOUR_MS,
        () => insert(call, parsed.data.fields).id,
      );
      return { data: { record: shape(recordOf(call, id)) } };
    },
  }),
  endpoint({
    method: "GET",
    path: `${BASE}/:record_id`,
    family: "bitable",
    scopes: READ,
    handle: (call) => ({ data: { record: shape(recordOf(call, call.params["record_id"] ?? "")) } }),
  }),
  endpoint({
    method: "PUT",
    path: `${BASE}/:record_id`,
    family: "bitable",
    scopes: WRITE,
    handle: (call) => {
      const record = recordOf(call, call.params["record_id"] ?? "");
      const parsed = row.safeParse(call.body);
      if (!parsed.success) throw invalidField("fields", "fields is required");
      const next = put(
        call.platform,
        record.parent,
        record.id,
        { ...record.value, ...parsed.data.fields },
        record.createdAt,
      );
      return { data: { record: shape(next) } };
    },
  }),
  endpoint({
    method: "DELETE",
    path: `${BASE}/:record_id`,
    family: "bitable",
    scopes: [...WRITE, "base:record:delete"],
    handle: (call) => {
      const record = recordOf(call, call.params["record_id"] ?? "");
      call.platform.tables.things.delete(record.id);
      return { data: { deleted: true, record_id: record.id } };
    },
  }),
];
