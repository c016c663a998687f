import { onTestFinished } from "vitest";
import type { BitableConfig } from "../../src/config.ts";
import type { Directory } from "../../src/domain/people/directory.ts";
import { createBaseTable } from "../../src/feishu/outbound/base-table.ts";
import { createFeishuHttp } from "../../src/feishu/outbound/http.ts";
import { createIds } from "../../src/ids.ts";
import { LOCAL_APP, localFeishu } from "../../src/local/app.ts";
import { createLog } from "../../src/log.ts";
import type { BaseColumn, BaseTable } from "../../src/mirror/base-table.ts";
import { COLUMNS } from "../../src/mirror/columns.ts";
import type { Mirror, MirrorDeps, TurnEnd } from "../../src/mirror/turn.ts";
import { mirrorTurn } from "../../src/mirror/turn.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/index.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import type { Database } from "../../src/store/database.ts";
import { sampleTown } from "../../src/local/town.ts";

const APPS = "/open-apis/bitable/v1/apps";

/** A base in the local Feishu, as a person who may do everything with it sees it: over HTTP, without any code of ours. */
export interface BaseInHand {
  readonly bitable: BitableConfig;
  call(method: string, below: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Every row, cells by their column's name, texts as texts. */
  rows(): Promise<readonly (Readonly<Record<string, unknown>> & { readonly record_id: string })[]>;
}

/** Makes a base with an empty table. @param columns none = the one column of a new base. */
export async function makeBase(url: string, columns: readonly BaseColumn[] = []): Promise<BaseInHand> {
  const raw = async (method: string, path: string, body: unknown, token = ""): Promise<Record<string, unknown>> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const { appId, appSecret } = LOCAL_APP;
  const auth = { app_id: appId, app_secret: appSecret };
  // Asked for each time: a fault may have revoked the last one.
  const token = async () =>
    String((await raw("POST", "/open-apis/auth/v3/tenant_access_token/internal", auth))["tenant_access_token"]);
  const made = (await raw("POST", APPS, { name: "台账" }, await token()))["data"] as {
    app: { app_token: string; default_table_id: string };
  };
  const appToken = made.app.app_token;
  const fields = columns.map(({ name, type }) => ({ field_name: name, type }));
  const table =
    columns.length === 0
      ? made.app.default_table_id
      : (
          (await raw("POST", `${APPS}/${appToken}/tables`, { table: { name: "工单", fields } }, await token()))[
            "data"
          ] as { table_id: string }
        ).table_id;
  const bitable = { appToken, tableId: table };
  const call = async (method: string, below: string, body?: unknown) =>
    raw(method, `${APPS}/${bitable.appToken}/tables/${bitable.tableId}${below}`, body, await token());
  return {
    bitable,
    call,
    async rows() {
      const all = [];
      for (let page = ""; ;) {
        const { data } = (await call("POST", `/records/search?page_size=500&page_token=${page}`)) as {
          data?: { items: { record_id: string; fields: object }[]; has_more: boolean; page_token: string };
        };
        if (data === undefined) return all;
        for (const { record_id, fields } of data.items) all.push({ ...flat(fields), record_id });
        if (!data.has_more) return all;
        page = data.page_token;
      }
    },
  };
}

const flat = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? (value as { text: string }[]).map(({ text }) => text).join("") : value,
    ]),
  );

export interface MirrorWorld {
  readonly sandbox: Sandbox;
  readonly base: BaseInHand;
  readonly deps: MirrorDeps;
  readonly mirror: Mirror;
  readonly log: readonly string[];
  /** The clock all instances share; UTC ms. */
  readonly clock: { now: number };
  /** One turn; the table may be put in another one's place, e.g. one that breaks. */
  readonly turn: (table?: BaseTable) => Promise<TurnEnd>;
  /** Turns until nothing is left, the clock going on to each next one. @returns how many it took. */
  readonly finish: (most?: number) => Promise<number>;
}

/** A mirror without a desk around it: a database that holds tickets, and a prepared table in a local Feishu. */
export async function mirrorWorld(
  db: Database,
  directory: Directory,
  now: number,
  options: Partial<SandboxOptions> & { readonly prepared?: boolean } = {},
): Promise<MirrorWorld> {
  const { prepared, ...change } = options;
  const sandbox = await startSandbox({
    town: sampleTown(),
    apps: [LOCAL_APP],
    eventsUrl: null,
    dataDir: null,
    rateLimits: false,
    hangMs: 0,
    ...change,
  });
  onTestFinished(() => sandbox.close());
  const base = await makeBase(sandbox.url, prepared === false ? [] : COLUMNS);
  const clock = { now };
  const log: string[] = [];
  const logger = createLog({ write: (line) => log.push(line), now: () => clock.now });
  const { appId, appSecret, baseUrl } = localFeishu(sandbox.url);
  const http = createFeishuHttp({ baseUrl, appId, appSecret, fetch, log: logger, now: () => performance.now() });
  const table = createBaseTable(http, base.bitable);
  const deps: MirrorDeps = {
    db,
    clock: { now: () => clock.now },
    ids: createIds(() => clock.now, Math.random),
    sleep: () => Promise.resolve(),
    log: logger,
    directory: { get: () => Promise.resolve(directory) },
  };
  const mirror: Mirror = { target: base.bitable.tableId, table, uuid: () => crypto.randomUUID() };
  const turn = async (other?: BaseTable): Promise<TurnEnd> =>
    mirrorTurn(deps, other === undefined ? mirror : { ...mirror, table: other });
  return {
    sandbox,
    base,
    deps,
    mirror,
    log,
    clock,
    turn,
    async finish(most = 60) {
      for (let turns = 1; turns <= most; turns += 1) {
        const end = await turn();
        if (end === "done") return turns;
        // The longest a turn is put off by, and longer than one that nobody ended.
        clock.now += end === "more" ? 1 : 10 * 60_000;
      }
      throw new Error(`not done after ${most} turns`);
    },
  };
}
