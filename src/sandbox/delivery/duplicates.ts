import type { Platform } from "../core/platform.ts";
import type { DeliveryRecord } from "../core/records.ts";

/** The three kinds of duplicates seen in the field (feishu.md 1.1), as the fault switches ask for them. */
export const duplicatesOf = (platform: Platform, record: DeliveryRecord): DeliveryRecord[] => {
  const { faults, ids } = platform;
  const copies: DeliveryRecord[] = [];
  const copy = (change: Partial<DeliveryRecord>): void => {
    // A lane of its own: the platform's internal re-sends know nothing of each other.
    const id = ids.next("", 16);
    copies.push({ ...record, id, lane: `${record.lane}/copy/${id}`, ...change });
  };
  if (faults.strikes("duplicateSameEvent")) copy({});
  if (record.eventType !== "im.message.receive_v1") return copies;
  if (faults.strikes("duplicateNewEvent")) copy({ eventId: ids.next("") });
  if (faults.strikes("duplicateNewMessage")) {
    const message = record.event["message"] as Record<string, unknown>;
    const messageId = ids.next("om_");
    // A bot may answer to the second id; it must reach the same message.
    platform.tables.meta.put(`alias/${messageId}`, String(message["message_id"]));
    copy({ eventId: ids.next(""), event: { ...record.event, message: { ...message, message_id: messageId } } });
  }
  return copies;
};
