import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { DeliveryRecord } from "../core/records.ts";

/** v2.0 envelope; `createTime` is already in the unit the kind of push uses (feishu.md 1.3). */
export const envelopeV2 = (
  platform: Platform,
  app: SandboxApp,
  head: { eventId: string; eventType: string; createTime: string },
  event: Record<string, unknown>,
): Record<string, unknown> => ({
  schema: "2.0",
  header: {
    event_id: head.eventId,
    event_type: head.eventType,
    create_time: head.createTime,
    token: app.verificationToken,
    app_id: app.appId,
    tenant_key: platform.town.tenantKey,
  },
  event,
});

/** v1.0 envelope, which only `p2p_chat_create` still uses. `ts` has seconds with seven decimals. */
const envelopeV1 = (app: SandboxApp, record: DeliveryRecord): Record<string, unknown> => ({
  ts: (record.createdAt / 1000).toFixed(7),
  uuid: record.eventId,
  token: app.verificationToken,
  type: "event_callback",
  event: record.event,
});

/** The plaintext of an event push. */
export const eventBody = (platform: Platform, app: SandboxApp, record: DeliveryRecord): Record<string, unknown> =>
  record.envelope === "v1"
    ? envelopeV1(app, record)
    : envelopeV2(
        platform,
        app,
        { eventId: record.eventId, eventType: record.eventType, createTime: String(record.createdAt) },
        record.event,
      );
