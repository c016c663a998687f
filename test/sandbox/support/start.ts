import * as lark from "@larksuiteoapi/node-sdk";
import { onTestFinished } from "vitest";
import type { SandboxOptions } from "../../../src/sandbox/index.ts";
import { startSandbox } from "../../../src/sandbox/index.ts";
import { startBot } from "./bot.ts";
import { BOT, SECOND, TOWN } from "./town.ts";

export const DAY_ONE = Date.parse("2026-11-24T01:00:00Z");

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} };

/** The official SDK's own client, unmodified, pointed at the sandbox; its token cache is one per client. */
export const sdkClient = (url: string, app = BOT): lark.Client => {
  const cache = new Map<unknown, unknown>();
  return new lark.Client({
    appId: app.appId,
    appSecret: app.appSecret,
    domain: url,
    logger: quiet,
    cache: {
      set: (key, value) => {
        cache.set(key, value);
        return Promise.resolve(true);
      },
      get: (key) => Promise.resolve(cache.get(key) as never),
    },
  });
};

/** A sandbox with a recording bot, both closed when the test ends. The clock stands still at DAY_ONE. */
export const start = async (change: Partial<SandboxOptions> = {}) => {
  const apps = change.apps ?? [BOT, SECOND];
  const bot = await startBot(apps[0]?.encryptKey);
  const sandbox = await startSandbox({
    town: TOWN,
    apps,
    eventsUrl: bot.url,
    dataDir: null,
    seed: "test",
    now: () => DAY_ONE,
    hangMs: 0,
    ...change,
  });
  onTestFinished(async () => {
    await sandbox.close();
    await bot.close();
  });
  return { sandbox, bot, client: sdkClient(sandbox.url, apps[0]), control: sandbox.control };
};

/** Code of a refused SDK call (HTTP ≥ 400 is thrown, HTTP 200 is returned; feishu.md 6.1). */
export const codeOf = async (
  call: Promise<{ code?: number | undefined; msg?: string | undefined } | null>,
): Promise<{ code: number; status: number; msg: string }> => {
  try {
    const answer = await call;
    return { code: answer?.code ?? 0, status: 200, msg: answer?.msg ?? "" };
  } catch (error) {
    const response = (error as { response?: { status: number; data: { code: number; msg: string } } }).response;
    if (response === undefined) throw error;
    return { code: response.data.code, status: response.status, msg: response.data.msg };
  }
};
