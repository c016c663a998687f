import * as z from "zod";
import type { Platform } from "../core/platform.ts";
import type { ThingRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { clientToken, fieldsOf, tableOf, tokenQuery, writingTo } from "./bitable-base.ts";
import { byFieldId, checkedCells, filterOf, readCells } from "./bitable-cells.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { HOUR_MS, once } from "./once.ts";
import { page, pageQuery } from "./paging.ts";

/** Rows of one call: 1,000 created or changed, 500 deleted (bitable-v1/app-table-record/batch_*). All or nothing. */
const BATCH_MAX = 1000;
const DELETE_MAX = 500;
/** Rows of a table (1254103). */
const ROWS_MAX = 20_000;
const BASE = "/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records";

const READ = ["bitable:app", "bitable:app:readonly", "base:record:retrieve"];
const scopesOf = (what: "create" | "update" | "delete"): string[] => ["bitable:app", `base:record:${what}`];

const fields = z.record(z.string(), z.unknown());
const row = z.looseObject({ fields });
const rows = z.looseObject({ records: z.array(row).min(1) });

const parentOf = (table: ThingRecord): string => `${table.parent}/${table.id}`;

const recordOf = (call: Call, id: string): ThingRecord => {
  const record = call.platform.tables.things.get(id);
  if (record?.kind !== "bitable_record" || record.parent !== parentOf(tableOf(call))) throw refused(1254043);
  return record;
};

/** What a write gives back: the cells as they were written. */
const written = (call: Call, record: ThingRecord): Record<string, unknown> => {
  const names = new Map(fieldsOf(tableOf(call)).map((field) => [field.field_id, field.field_name]));
  const cells = Object.entries(record.value).filter(([id, value]) => value !== null && names.has(id));
  return {
    record_id: record.id,
    id: record.id,
    fields: Object.fromEntries(cells.map(([id, value]) => [names.get(id) ?? id, value])),
  };
};

const put = (platform: Platform, parent: string, id: string, value: Record<string, unknown>, createdAt: number) =>
  platform.tables.things.put(id, {
    id,
    kind: "bitable_record",
    parent,
    createdAt,
    updatedAt: platform.clock.now(),
    value,
  });

const all = (call: Call): ThingRecord[] => {
  const parent = parentOf(tableOf(call));
  return [...call.platform.tables.things.values()].filter(
    (one) => one.kind === "bitable_record" && one.parent === parent,
  );
};

const insert = (call: Call, given: readonly Record<string, unknown>[]): string[] => {
  if (all(call).length + given.length > ROWS_MAX) throw refused(1254103);
  // All are checked before the first is made.
  const checked = given.map((cells) => checkedCells(call.platform, tableOf(call), cells));
  const table = tableOf(call);
  const at = call.platform.clock.now();
  return checked.map(
    (cells) => put(call.platform, parentOf(table), call.platform.ids.next("rec", 14), byFieldId(table, cells), at).id,
  );
};

const update = (call: Call, given: readonly { record_id: string; fields: Record<string, unknown> }[]) => {
  const found = given.map((one) => ({
    record: recordOf(call, one.record_id),
    cells: checkedCells(call.platform, tableOf(call), one.fields),
  }));
  const table = tableOf(call);
  return found.map(({ record, cells }) =>
    put(call.platform, record.parent, record.id, { ...record.value, ...byFieldId(table, cells) }, record.createdAt),
  );
};

const remove = (call: Call, ids: readonly string[]) => {
  const found = ids.map((id) => recordOf(call, id));
  for (const record of found) call.platform.tables.things.delete(record.id);
  return found.map((record) => ({ deleted: true, record_id: record.id }));
};

const bodyOf = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw refused(1254001);
  return parsed.data;
};

const limited = <T>(items: T[], most: number): T[] => {
  if (items.length > most) throw refused(1254104);
  return items;
};

const search = z.looseObject({ field_names: z.array(z.string()).optional(), filter: z.unknown().optional() });

/** Records (bitable-v1/app-table-record). */
export const bitableEndpoints = [
  endpoint({
    method: "POST",
    path: `${BASE}/search`,
    family: "bitable",
    scopes: READ,
    perSecond: 20,
    query: pageQuery(500, 20),
    handle: (call) => {
      const table = tableOf(call);
      const wanted = bodyOf(search, call.body);
      const known = fieldsOf(table).map((one) => one.field_name);
      if (wanted.field_names?.some((name) => !known.includes(name)) === true) throw refused(1254024);
      const found = all(call).filter(filterOf(table, wanted.filter));
      const show = (one: ThingRecord) => ({ record_id: one.id, fields: readCells(table, one, wanted.field_names) });
      return { data: { ...page(found, call.query, show), total: found.length } };
    },
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_create`,
    family: "bitable",
    scopes: scopesOf("create"),
    query: tokenQuery,
    handle: (call) =>
      writingTo(call, () => {
        const wanted = limited(bodyOf(rows, call.body).records, BATCH_MAX);
        const make = () =>
          insert(
            call,
            wanted.map((one) => one.fields),
          ).join(" ");
        const { id } = once(call.platform, clientToken(call), HOUR_MS, make);
        return { data: { records: id.split(" ").map((one) => written(call, recordOf(call, one))) } };
      }),
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_update`,
    family: "bitable",
    scopes: scopesOf("update"),
    handle: (call) =>
      writingTo(call, () => {
        const schema = z.looseObject({ records: z.array(z.looseObject({ record_id: z.string(), fields })).min(1) });
        const wanted = limited(bodyOf(schema, call.body).records, BATCH_MAX);
        return { data: { records: update(call, wanted).map((one) => written(call, one)) } };
      }),
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_delete`,
    family: "bitable",
    scopes: scopesOf("delete"),
    handle: (call) =>
      writingTo(call, () => {
        const schema = z.looseObject({ records: z.array(z.string()).min(1) });
        return { data: { records: remove(call, limited(bodyOf(schema, call.body).records, DELETE_MAX)) } };
      }),
  }),
  endpoint({
    method: "POST",
    path: `${BASE}/batch_get`,
    family: "bitable",
    scopes: READ,
    perSecond: 20,
    handle: (call) => {
      const schema = z.looseObject({ record_ids: z.array(z.string()).min(1).max(100) });
      const wanted = bodyOf(schema, call.body).record_ids;
      const table = tableOf(call);
      const known = all(call);
      const records = known
        .filter((one) => wanted.includes(one.id))
        .map((one) => ({ record_id: one.id, fields: readCells(table, one) }));
      const absent = wanted.filter((id) => !known.some((one) => one.id === id));
      return { data: { records, absent_record_ids: absent, forbidden_record_ids: [] } };
    },
  }),
  endpoint({
    method: "GET",
    path: BASE,
    family: "bitable",
    scopes: READ,
    perSecond: 20,
    query: pageQuery(500, 20),
    handle: (call) => {
      const records = all(call);
      const data = page(records, call.query, (one) => written(call, one));
      return { data: { ...data, total: records.length } };
    },
  }),
  endpoint({
    method: "POST",
    path: BASE,
    family: "bitable",
    scopes: scopesOf("create"),
    query: tokenQuery,
    handle: (call) =>
      writingTo(call, () => {
        const make = () => insert(call, [bodyOf(row, call.body).fields]).join(" ");
        const { id } = once(call.platform, clientToken(call), HOUR_MS, make);
        return { data: { record: written(call, recordOf(call, id)) } };
      }),
  }),
  endpoint({
    method: "GET",
    path: `${BASE}/:record_id`,
    family: "bitable",
    scopes: READ,
    perSecond: 20,
    handle: (call) => ({ data: { record: written(call, recordOf(call, call.params["record_id"] ?? "")) } }),
  }),
  endpoint({
    method: "PUT",
    path: `${BASE}/:record_id`,
    family: "bitable",
    scopes: scopesOf("update"),
    handle: (call) =>
      writingTo(call, () => {
        const given = { record_id: call.params["record_id"] ?? "", fields: bodyOf(row, call.body).fields };
        const [record] = update(call, [given]);
        return { data: { record: record === undefined ? null : written(call, record) } };
      }),
  }),
  endpoint({
    method: "DELETE",
    path: `${BASE}/:record_id`,
    family: "bitable",
    scopes: scopesOf("delete"),
    handle: (call) => writingTo(call, () => ({ data: remove(call, [call.params["record_id"] ?? ""])[0] })),
  }),
];
