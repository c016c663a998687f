import * as z from "zod";
import type { ThingRecord } from "../core/records.ts";
import type { Platform } from "../core/platform.ts";
import type { BaseField } from "./bitable-base.ts";
import {
  baseOf,
  clientToken,
  FIELD_TYPES,
  fieldsOf,
  INDEX_TYPES,
  putFields,
  tableOf,
  tokenQuery,
  writingTo,
} from "./bitable-base.ts";
import { refused } from "./codes.ts";
import { endpoint } from "./endpoint.ts";
import { HOUR_MS, once } from "./once.ts";
import { page, pageQuery } from "./paging.ts";

const APPS = "/open-apis/bitable/v1/apps";
const TABLES = `${APPS}/:app_token/tables`;
const FIELDS = `${TABLES}/:table_id/fields`;
const READ = ["bitable:app", "bitable:app:readonly", "base:field:read"];
const TABLES_MAX = 100;
const FIELDS_MAX = 300;

const header = z.looseObject({ field_name: z.string(), type: z.number() });
const tableBody = z.looseObject({
  table: z.looseObject({ name: z.string().min(1).max(100), fields: z.array(header).max(FIELDS_MAX).optional() }),
});

const makeField = (platform: Platform, given: z.infer<typeof header>, isPrimary: boolean): BaseField => {
  const name = given.field_name.trim();
  if (name === "") throw refused(1254028);
  if (!FIELD_TYPES.has(given.type) || (isPrimary && !INDEX_TYPES.has(given.type))) throw refused(1254012);
  return {
    field_id: platform.ids.next("fld", 8),
    field_name: name,
    type: given.type,
    is_primary: isPrimary,
    property: given.type === 3 || given.type === 4 ? { options: [] } : null,
  };
};

const makeTable = (platform: Platform, base: string, name: string, given: z.infer<typeof header>[]): ThingRecord => {
  const headers = given.length === 0 ? [{ field_name: "文本", type: 1 }] : given;
  if (new Set(headers.map((one) => one.field_name.trim())).size < headers.length) throw refused(1254014);
  const at = platform.clock.now();
  const id = platform.ids.next("tbl", 14);
  const fields = headers.map((one, i) => makeField(platform, one, i === 0));
  return platform.tables.things.put(id, {
    id,
    kind: "bitable_table",
    parent: base,
    createdAt: at,
    updatedAt: at,
    value: { name, fields },
  });
};

const tablesOf = (platform: Platform, base: string): ThingRecord[] =>
  [...platform.tables.things.values()].filter((one) => one.kind === "bitable_table" && one.parent === base);

/** Bases, their tables and columns (bitable-v1/app, app-table, app-table-field). */
export const bitableTableEndpoints = [
  endpoint({
    method: "POST",
    path: APPS,
    family: "bitable",
    scopes: ["bitable:app", "base:app:create"],
    body: z.looseObject({ name: z.string().optional() }),
    handle: ({ platform, body }) => {
      const token = platform.ids.next("basc", 23);
      const at = platform.clock.now();
      const name = body.name ?? "";
      platform.tables.things.put(token, {
        id: token,
        kind: "bitable_base",
        parent: "",
        createdAt: at,
        updatedAt: at,
        value: { name },
      });
      const table = makeTable(platform, token, "数据表", []);
      return { data: { app: { app_token: token, name, default_table_id: table.id } } };
    },
  }),
  endpoint({
    method: "GET",
    path: TABLES,
    family: "bitable",
    scopes: ["bitable:app", "bitable:app:readonly", "base:table:read"],
    perSecond: 20,
    query: pageQuery(100, 20),
    handle: (call) => {
      const tables = tablesOf(call.platform, baseOf(call));
      const show = (one: ThingRecord) => ({ table_id: one.id, name: one.value["name"], revision: 1 });
      return { data: { ...page(tables, call.query, show), total: tables.length } };
    },
  }),
  endpoint({
    method: "POST",
    path: TABLES,
    family: "bitable",
    scopes: ["bitable:app", "base:table:create"],
    perSecond: 10,
    body: tableBody,
    handle: (call) =>
      writingTo(call, () => {
        const base = baseOf(call);
        const known = tablesOf(call.platform, base);
        if (known.length >= TABLES_MAX) throw refused(1254100);
        const name = call.body.table.name.trim();
        if (known.some((one) => one.value["name"] === name)) throw refused(1254013);
        const table = makeTable(call.platform, base, name, call.body.table.fields ?? []);
        return { data: { table_id: table.id, field_id_list: fieldsOf(table).map(({ field_id }) => field_id) } };
      }),
  }),
  endpoint({
    method: "DELETE",
    path: `${TABLES}/:table_id`,
    family: "bitable",
    scopes: ["bitable:app", "base:table:delete"],
    perSecond: 10,
    handle: (call) =>
      writingTo(call, () => {
        const { things } = call.platform.tables;
        const table = tableOf(call);
        for (const one of things.values()) if (one.parent === `${table.parent}/${table.id}`) things.delete(one.id);
        things.delete(table.id);
        return { data: {} };
      }),
  }),
  endpoint({
    method: "GET",
    path: FIELDS,
    family: "bitable",
    scopes: READ,
    perSecond: 20,
    query: pageQuery(100, 20),
    handle: (call) => {
      const fields = fieldsOf(tableOf(call));
      return { data: { ...page(fields, call.query, (one) => one), total: fields.length } };
    },
  }),
  endpoint({
    method: "POST",
    path: FIELDS,
    family: "bitable",
    scopes: ["bitable:app", "base:field:create"],
    perSecond: 10,
    query: tokenQuery,
    body: header,
    handle: (call) =>
      writingTo(call, () => {
        const { id } = once(call.platform, clientToken(call), HOUR_MS, () => {
          const table = tableOf(call);
          const fields = fieldsOf(table);
          if (fields.length >= FIELDS_MAX) throw refused(1254105);
          const made = makeField(call.platform, call.body, false);
          if (fields.some((one) => one.field_name === made.field_name)) throw refused(1254014);
          putFields(call.platform, table, [...fields, made]);
          return made.field_id;
        });
        return { data: { field: fieldsOf(tableOf(call)).find((one) => one.field_id === id) } };
      }),
  }),
  endpoint({
    method: "PUT",
    path: `${FIELDS}/:field_id`,
    family: "bitable",
    scopes: ["bitable:app", "base:field:update"],
    perSecond: 10,
    body: header,
    handle: (call) =>
      writingTo(call, () => {
        const table = tableOf(call);
        const fields = fieldsOf(table);
        const old = fields.find((one) => one.field_id === call.params["field_id"]);
        if (old === undefined) throw refused(1254044);
        const made = makeField(call.platform, call.body, old.is_primary);
        if (fields.some((one) => one !== old && one.field_name === made.field_name)) throw refused(1254014);
        const kept = made.type === old.type ? old.property : made.property;
        const field = { ...made, field_id: old.field_id, property: kept };
        putFields(
          call.platform,
          table,
          fields.map((one) => (one === old ? field : one)),
        );
        return { data: { field } };
      }),
  }),
  endpoint({
    method: "DELETE",
    path: `${FIELDS}/:field_id`,
    family: "bitable",
    scopes: ["bitable:app", "base:field:delete"],
    perSecond: 10,
    handle: (call) =>
      writingTo(call, () => {
        const table = tableOf(call);
        const fields = fieldsOf(table);
        const gone = fields.find((one) => one.field_id === call.params["field_id"]);
        if (gone === undefined) throw refused(1254044);
        if (gone.is_primary) throw refused(1254012);
        putFields(
          call.platform,
          table,
          fields.filter((one) => one !== gone),
        );
        return { data: { field_id: gone.field_id, deleted: true } };
      }),
  }),
];
