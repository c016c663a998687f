import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { BaseTable, Cells, FoundColumn } from "../../mirror/base-table.ts";
import type { TableFailure } from "../../mirror/failure.ts";
import { tableFailureKind } from "../../mirror/failure.ts";
import type { ApiFailure } from "./failures.ts";
import type { ApiCall, FeishuHttp } from "./http.ts";

type Json = Readonly<Record<string, unknown>>;

/** A table of a base over the open platform (bitable-v1, feishu.md 3.11). */
export function createBaseTable(
  http: FeishuHttp,
  base: { readonly appToken: string; readonly tableId: string },
): BaseTable {
  const path = `/open-apis/bitable/v1/apps/${encodeURIComponent(base.appToken)}/tables/${encodeURIComponent(base.tableId)}`;
  const call = async (
    method: ApiCall["method"],
    below: string,
    body?: unknown,
  ): Promise<Result<Json, TableFailure>> => {
    const result = await http.call({ method, path: `${path}${below}`, ...(body === undefined ? {} : { body }) });
    return result.ok ? ok(objectOf(result.value["data"])) : fail(failureOf(result.error));
  };
  const done = (result: Result<Json, TableFailure>): Result<null, TableFailure> => (result.ok ? ok(null) : result);
  return {
    async columns() {
      const found: FoundColumn[] = [];
      for (let page = ""; ;) {
        const result = await call(
          "GET",
          `/fields?page_size=100${page === "" ? "" : `&page_token=${encodeURIComponent(page)}`}`,
        );
        if (!result.ok) return result;
        found.push(...listOf(result.value["items"]).flatMap(columnOf));
        page = result.value["has_more"] === true ? textOf(result.value["page_token"]) : "";
        if (page === "") return ok(found);
      }
    },
    async addColumn({ name, type }) {
      return done(await call("POST", "/fields", { field_name: name, type, ...formatOf(type) }));
    },
    async renameColumn(column, name) {
      return done(
        await call("PUT", `/fields/${encodeURIComponent(column.id)}`, { field_name: name, type: column.type }),
      );
    },
    async size() {
      const result = await call("POST", "/records/search?page_size=1", {});
      return result.ok ? ok(Number(result.value["total"] ?? 0)) : result;
    },
    async create(rows, token) {
      const records = rows.map((cells) => ({ fields: present(cells) }));
      const result = await call("POST", `/records/batch_create?client_token=${token}`, { records });
      if (!result.ok) return result;
      const ids = listOf(result.value["records"]).map((record) => textOf(record["record_id"]));
      // An answer that names not every record says as little as none.
      return ids.length === rows.length && ids.every((id) => id !== "")
        ? ok(ids)
        : fail({ kind: "unknown", code: 0, waitMs: 0 });
    },
    async update(rows) {
      const records = rows.map(({ recordId, cells }) => ({ record_id: recordId, fields: cells }));
      return done(await call("POST", "/records/batch_update", { records }));
    },
    async remove(recordIds) {
      return done(await call("POST", "/records/batch_delete", { records: recordIds }));
    },
    async find(column, values) {
      const conditions = values.map((value) => ({ field_name: column, operator: "is", value: [value] }));
      const found = new Map<string, string[]>();
      for (let page = ""; ;) {
        const query = `/records/search?page_size=500${page === "" ? "" : `&page_token=${encodeURIComponent(page)}`}`;
        const result = await call("POST", query, { field_names: [column], filter: { conjunction: "or", conditions } });
        if (!result.ok) return result;
        for (const record of listOf(result.value["items"])) {
          const value = cellText(objectOf(record["fields"])[column]);
          found.set(value, [...(found.get(value) ?? []), textOf(record["record_id"])]);
        }
        page = result.value["has_more"] === true ? textOf(result.value["page_token"]) : "";
        if (page === "") return ok(found);
      }
    },
    async absent(recordIds) {
      const result = await call("POST", "/records/batch_get", { record_ids: recordIds });
      if (!result.ok) return result;
      const absent = result.value["absent_record_ids"];
      return ok(Array.isArray(absent) ? absent.filter((id) => typeof id === "string") : []);
    },
  };
}

function failureOf({ kind, code, waitMs }: ApiFailure): TableFailure {
  const general =
    kind === "rate_limited" || kind === "transient" || kind === "token" || kind === "not_permitted" ? kind : "other";
  const found = tableFailureKind(code, general);
  return { kind: found, code, waitMs: found === "busy" ? waitMs : 0 };
}

/** Dates with their time of day; the platform's own choice is the day alone. */
const formatOf = (type: number): Json => (type === 5 ? { property: { date_formatter: "yyyy-MM-dd HH:mm" } } : {});

/** A new row has nothing to empty. */
const present = (cells: Cells): Json => Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));

const objectOf = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf) : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** A text cell is read in parts (bitable-v1 record data structure). */
const cellText = (value: unknown): string =>
  Array.isArray(value)
    ? listOf(value)
        .map((part) => textOf(part["text"]))
        .join("")
    : textOf(value);

const columnOf = (field: Json): FoundColumn[] =>
  typeof field["type"] === "number"
    ? [
        {
          id: textOf(field["field_id"]),
          name: textOf(field["field_name"]),
          type: field["type"],
          isPrimary: field["is_primary"] === true,
        },
      ]
    : [];
