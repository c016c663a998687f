import * as z from "zod";

/** What the platform delivers, as far as the desk knows it; `unsupported` is acknowledged and left alone. */
export type Delivery =
  | {
      readonly kind: "message";
      readonly appId: string;
      readonly eventKey: string;
      readonly event: MessageEvent;
      readonly tenantKey: string | null;
    }
  | {
      readonly kind: "entered";
      readonly appId: string;
      readonly eventKey: string;
      readonly openId: string;
      readonly chatId: string | null;
      readonly first: boolean;
    }
  | {
      readonly kind: "menu";
      readonly appId: string;
      readonly eventKey: string;
      readonly openId: string;
      readonly key: string;
    }
  | {
      readonly kind: "callback";
      readonly appId: string;
      readonly eventKey: string;
      readonly callback: CardCallback;
      readonly tenantKey: string | null;
    }
  | { readonly kind: "unsupported"; readonly type: string }
  | { readonly kind: "malformed"; readonly type: string };

const Ids = z.object({ open_id: z.string().min(1) });

/** Milliseconds, or microseconds as some pages have it (feishu.md 1.3). */
const Instant = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number)
  .transform((value) => (value >= 1e14 ? Math.floor(value / 1000) : value));

const Message = z.object({
  sender: z.object({
    sender_id: Ids.nullish(),
    sender_type: z.string(),
    tenant_key: z.string().optional(),
  }),
  message: z.object({
    message_id: z.string().min(1),
    root_id: z.string().optional(),
    parent_id: z.string().optional(),
    create_time: Instant,
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(
        z.object({
          key: z.string(),
          id: z.object({ open_id: z.string().optional() }).optional(),
          name: z.string().optional(),
        }),
      )
      .optional(),
  }),
});
export type MessageEvent = z.infer<typeof Message>;

const Callback = z.object({
  operator: z.object({ open_id: z.string().min(1), tenant_key: z.string().optional() }),
  token: z.string().optional(),
  action: z.object({
    tag: z.string().optional(),
    value: z.unknown().optional(),
    name: z.string().nullish(),
    option: z.string().optional(),
    options: z.array(z.string()).optional(),
    form_value: z.record(z.string(), z.unknown()).optional(),
    input_value: z.string().optional(),
    checked: z.boolean().optional(),
  }),
  context: z.object({ open_message_id: z.string().optional(), open_chat_id: z.string().optional() }).optional(),
});
export type CardCallback = z.infer<typeof Callback>;

const Header = z.object({
  event_id: z.string().min(1),
  event_type: z.string().min(1),
  app_id: z.string().min(1),
  tenant_key: z.string().optional(),
});

const Menu = z.object({ operator: z.object({ operator_id: Ids }), event_key: z.string() });
const Entered = z.object({ operator_id: Ids, chat_id: z.string().optional() });
const P2pCreated = z.object({ app_id: z.string(), chat_id: z.string().optional(), user: Ids });

/** Reads a verified payload, v2 (`schema`) or v1 envelope (feishu.md 1.3). */
export function parseDelivery(payload: Record<string, unknown>): Delivery {
  if (payload["schema"] === undefined) return parseV1(payload);
  const header = Header.safeParse(payload["header"]);
  if (!header.success) return { kind: "malformed", type: "header" };
  const { event_id: eventId, event_type: type, app_id: appId } = header.data;
  const tenantKey = header.data.tenant_key ?? null;
  const event = payload["event"];
  switch (type) {
    case "im.message.receive_v1": {
      const parsed = Message.safeParse(event);
      if (!parsed.success) return { kind: "malformed", type };
      // By message, not by event: a redelivery may come with a new event_id (feishu.md 1.1).
      return { kind: "message", appId, eventKey: parsed.data.message.message_id, event: parsed.data, tenantKey };
    }
    case "im.chat.access_event.bot_p2p_chat_entered_v1": {
      const parsed = Entered.safeParse(event);
      if (!parsed.success) return { kind: "malformed", type };
      const { operator_id: operator, chat_id: chatId } = parsed.data;
      return {
        kind: "entered",
        appId,
        eventKey: eventId,
        openId: operator.open_id,
        chatId: chatId ?? null,
        first: false,
      };
    }
    case "application.bot.menu_v6": {
      const parsed = Menu.safeParse(event);
      if (!parsed.success) return { kind: "malformed", type };
      return {
        kind: "menu",
        appId,
        eventKey: eventId,
        openId: parsed.data.operator.operator_id.open_id,
        key: parsed.data.event_key,
      };
    }
    case "card.action.trigger": {
      const parsed = Callback.safeParse(event);
      return parsed.success
        ? { kind: "callback", appId, eventKey: eventId, callback: parsed.data, tenantKey }
        : { kind: "malformed", type };
    }
    default:
      return { kind: "unsupported", type };
  }
}

/** p2p_chat_create still exists only as v1 (feishu.md 1.3). */
function parseV1(payload: Record<string, unknown>): Delivery {
  const event = payload["event"];
  const type = typeof event === "object" && event !== null && "type" in event ? String(event.type) : "unknown";
  if (type !== "p2p_chat_create") return { kind: "unsupported", type };
  const parsed = P2pCreated.safeParse(event);
  const uuid = payload["uuid"];
  if (!parsed.success || typeof uuid !== "string") return { kind: "malformed", type };
  const { app_id: appId, chat_id: chatId, user } = parsed.data;
  return { kind: "entered", appId, eventKey: uuid, openId: user.open_id, chatId: chatId ?? null, first: true };
}
