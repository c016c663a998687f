import type { FeishuConfig } from "../../config.ts";
import { errorFields } from "../../log.ts";
import type { Log } from "../../log.ts";
import type { Accepted } from "./accept.ts";

export interface LongConnection {
  close(): void;
}

/**
 * Events and card callbacks over the platform's long connection: no public address needed, authenticated when connecting
 * (feishu.md 5.3). Node only. The official client is loaded only here: it costs some sixty megabytes.
 */
export async function startLongConnection(
  config: FeishuConfig,
  accept: (payload: Record<string, unknown>) => Promise<Accepted>,
  log: Log,
): Promise<LongConnection> {
  const { EventDispatcher, LoggerLevel, WSClient } = await import("@larksuiteoapi/node-sdk");
  // `error`, for its own debug lines hold whole messages.
  const client = new WSClient({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: config.baseUrl,
    loggerLevel: LoggerLevel.error,
  });
  const dispatcher = new EventDispatcher({});
  // The dispatcher flattens envelopes and loses the header's token; the payload goes to our own parser as it came.
  dispatcher.invoke = async (payload: unknown): Promise<unknown> => {
    try {
      const accepted = await accept(payload as Record<string, unknown>);
      return accepted.type === "answered" ? accepted.answer : {};
    } catch (error) {
      log.error("delivery.failed", errorFields(error));
      // Thrown on, so that the platform delivers again.
      throw error;
    }
  };
  await client.start({ eventDispatcher: dispatcher });
  return { close: () => client.close() };
}
