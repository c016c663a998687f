import type { Server } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { SandboxControl } from "./control/control.ts";
import type { SandboxClock } from "./core/clock.ts";
import type { SandboxOptions } from "./options.ts";
import { ENDPOINTS } from "./api/index.ts";
import { RateLimits } from "./api/limits.ts";
import { openApis } from "./api/router.ts";
import { botControl } from "./control/bot-control.ts";
import { makeControl } from "./control/control.ts";
import { realMs } from "./core/clock.ts";
import { openPlatform } from "./core/platform.ts";
import { LongConnectionHub } from "./delivery/long-connection.ts";
import { Outbox } from "./delivery/outbox.ts";
import { Receivers } from "./delivery/receivers.ts";
import { pageRoutes } from "./http/page.ts";
import { sandboxApi } from "./http/sandbox-api.ts";

export type { SandboxOptions } from "./options.ts";
export type { SandboxControl } from "./control/control.ts";
export { NotPossible } from "./delivery/click.ts";

export interface Sandbox {
  /** Base address, e.g. `http://127.0.0.1:4321`; the bot uses it instead of `https://open.feishu.cn`. */
  url: string;
  port: number;
  /** UTC ms of the sandbox clock. */
  now(): number;
  clock: SandboxClock;
  control: SandboxControl;
  /** Where the first app (or `appId`) takes events and card callbacks; null = by long connection. */
  setEventsUrl(url: string | null, appId?: string): void;
  /** Long connections of the bots: how many are open, and a switch that cuts them. */
  longConnections: Pick<LongConnectionHub, "connected" | "cut">;
  /** Resolves when no delivery is due or in flight (waits of later retries do not count). */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });

/**
 * Starts a local Feishu: open platform, chats, delivery of events, and the chat page, on one port.
 * @throws when the port is taken, the data directory cannot be written, or its journal is damaged
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const [first] = options.apps;
  if (first === undefined) throw new Error("a sandbox needs at least one app");
  const platform = openPlatform(options);
  const receivers = new Receivers(platform);
  receivers.setUrl(first.appId, options.eventsUrl);
  receivers.setOldCallbackUrl(options.oldCallbackUrl ?? null);
  const outbox = new Outbox(platform, receivers);
  const long = new LongConnectionHub(platform, options.longConnection);
  receivers.setLongConnections(long);
  const bot = botControl(options.controlUrl ?? null, platform.fetch, platform.log);
  const control = makeControl({ platform, outbox, receivers, bot });
  const services = { limits: new RateLimits(options.limitClock ?? realMs, platform.settings.rateLimits) };

  // Some paths of the platform end in a slash, and both forms are in use.
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  app.onError((error, c) => {
    platform.log(`sandbox: ${error.stack ?? error.message}`);
    return c.json({ code: 2200, msg: "Internal Error" }, 500);
  });
  app.post("/callback/ws/endpoint", async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    return c.json(long.endpoint(body, c.req.header("host") ?? ""));
  });
  app.route("/sandbox/api", sandboxApi(platform, control, options));
  app.route("/", openApis(platform, receivers, services, ENDPOINTS));
  app.route("/", pageRoutes(platform.log));

  const host = options.host ?? "127.0.0.1";
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  long.attach(server, () => outbox.receiverAppeared());
  const port = await listen(server, options.port ?? 0, host).catch((error: unknown) => {
    outbox.close();
    platform.tables.close();
    throw error;
  });
  outbox.poke();

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    now: () => platform.clock.now(),
    clock: platform.clock,
    control,
    setEventsUrl: (url, appId) => {
      receivers.setUrl(appId ?? first.appId, url);
      outbox.receiverAppeared();
    },
    longConnections: long,
    idle: () => outbox.idle(),
    close: async () => {
      outbox.close();
      long.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      platform.tables.close();
    },
  };
};
