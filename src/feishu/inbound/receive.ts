import type { Deps } from "../../deps.ts";
import type { InboundRow } from "../../store/inbound.ts";
import type { Ingest } from "./ingest.ts";
import type { Delivery } from "./parse.ts";

const MESSAGE_ATTEMPTS = 10;
/** A first visit is greeted after this: whoever writes at once gets his receipt first, and then needs no greeting. */
const GREET_AFTER_MS = 3000;

type Stored = Extract<Delivery, { kind: "message" | "entered" | "menu" }>;

/**
 * Stores an arrival and its job before it is acknowledged; nothing else happens until then. Returns whose queue it joined,
 * or null when nothing is to be done now: what comes twice leaves one row and one job (feishu.md 1.1).
 */
export async function receive(
  deps: Pick<Deps, "ids" | "clock" | "crypto">,
  ingest: Ingest,
  delivery: Delivery,
  payload: Record<string, unknown>,
): Promise<string | null> {
  if (delivery.kind !== "message" && delivery.kind !== "entered" && delivery.kind !== "menu") return null;
  const now = deps.clock.now();
  const id = deps.ids.next("in");
  const later = delivery.kind === "entered" && delivery.first;
  const row = await rowOf(deps.crypto, delivery, id, now, payload);
  // One message of a sender at a time, in the order they came.
  const serial = later ? null : `from:${row.appId}:${row.senderOpenId ?? ""}`;
  await ingest.store({
    row,
    job: {
      id: deps.ids.next("job"),
      kind: "inbound",
      key: null,
      serial,
      payload: { inboundId: id, delivery: payload },
      runAt: later ? now + GREET_AFTER_MS : now,
      maxAttempts: MESSAGE_ATTEMPTS,
      createdAt: now,
    },
  });
  return serial;
}

async function rowOf(
  crypto: Deps["crypto"],
  delivery: Stored,
  id: string,
  now: number,
  payload: Record<string, unknown>,
): Promise<InboundRow> {
  const base = {
    id,
    appId: delivery.appId,
    eventKey: delivery.eventKey,
    kind: delivery.kind,
    receivedAt: now,
    payload,
  };
  if (delivery.kind !== "message")
    return {
      ...base,
      contentKey: null,
      senderOpenId: delivery.openId,
      chatId: delivery.kind === "entered" ? delivery.chatId : null,
    };
  const { message, sender } = delivery.event;
  const openId = sender.sender_id?.open_id ?? null;
  // A private text may come again under a fresh message_id; sender, chat, time and content stay (feishu.md 1.1).
  const parts = [
    openId,
    message.chat_id,
    message.create_time,
    message.root_id ?? "",
    message.message_type,
    message.content,
  ];
  const contentKey = (await crypto.sha256(parts.join("\n"))).slice(0, 40);
  return { ...base, contentKey, senderOpenId: openId, chatId: message.chat_id };
}
