import * as z from "zod";
import type { Platform } from "../core/platform.ts";
import type { ThingRecord } from "../core/records.ts";
import type { Call } from "./endpoint.ts";
import { refused } from "./codes.ts";

/** One column of a table, as the platform keeps it. */
export interface BaseField {
  field_id: string;
  field_name: string;
  /** 1 text, 2 number, 3 single select, 5 date … (bitable-v1/app-table-field/list). */
  type: number;
  is_primary: boolean;
  property: { options: { id: string; name: string }[] } | null;
}

/** Types a column can be made with (bitable-v1/app-table-field/create; 19 cannot). */
export const FIELD_TYPES: ReadonlySet<number> = new Set([
  1, 2, 3, 4, 5, 7, 11, 13, 15, 17, 18, 20, 21, 22, 23, 1001, 1002, 1003, 1004, 1005,
]);

/** Types the first column of a table may have (1254012, bitable-v1/app-table/create). */
export const INDEX_TYPES: ReadonlySet<number> = new Set([1, 2, 5, 13, 15, 20, 22]);

const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const tokenQuery = z.looseObject({ client_token: z.string().optional() });

/** Key of an idempotent call; undefined = it is not one. @throws Refused 1254037 */
export const clientToken = (call: Call): string | undefined => {
  const token = (call.query as { client_token?: string }).client_token;
  if (token === undefined || token === "") return undefined;
  if (!UUID4.test(token)) throw refused(1254037);
  return `bitable/${call.app.appId}/${token}`;
};

/** @throws Refused 1254040 */
export const baseOf = (call: Call): string => {
  const appToken = call.params["app_token"] ?? "";
  if (call.platform.tables.things.get(appToken)?.kind !== "bitable_base") throw refused(1254040);
  return appToken;
};

/** @throws Refused 1254040, 1254041 */
export const tableOf = (call: Call): ThingRecord => {
  const base = baseOf(call);
  const table = call.platform.tables.things.get(call.params["table_id"] ?? "");
  if (table?.kind !== "bitable_table" || table.parent !== base) throw refused(1254041);
  return table;
};

export const fieldsOf = (table: ThingRecord): BaseField[] => table.value["fields"] as BaseField[];

export const putFields = (platform: Platform, table: ThingRecord, fields: BaseField[]): void => {
  platform.tables.things.put(table.id, {
    ...table,
    updatedAt: platform.clock.now(),
    value: { ...table.value, fields },
  });
};

const writing = new WeakMap<Platform, Set<string>>();

/**
 * One write at a time to a base: a second one that comes meanwhile is 1254291, and nothing of it is carried out (feishu.md
 * 3.11). A write takes `bitableWriteMs` of real time.
 */
export const writingTo = async <T>(call: Call, write: () => T): Promise<T> => {
  const { platform } = call;
  const base = baseOf(call);
  if (platform.faults.strikes("apiTableLimited")) throw refused(1254290);
  if (platform.faults.strikes("apiTableConflict")) throw refused(1254291);
  const busy = writing.get(platform) ?? new Set();
  writing.set(platform, busy);
  if (busy.has(base)) throw refused(1254291);
  busy.add(base);
  try {
    const ms = platform.settings.bitableWriteMs;
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    return write();
  } finally {
    busy.delete(base);
  }
};
