import type { Deps } from "../../deps.ts";
import { isPrivate, keptAside } from "../../desk/messages/private-words.ts";
import type { Extras } from "../../desk/tickets/act.ts";
import type { FormName, FormValues } from "../actions/forms.ts";
import { normalizeMessage } from "../inbound/normalize.ts";
import { parseDelivery } from "../inbound/parse.ts";
import type { Press } from "./press.ts";

/** What an enterprise writes into a form, by form: its ticket shows it to whoever works on it. */
const WRITTEN: Partial<Record<FormName, string>> = {
  supplement: "text",
  withdraw: "reason",
  not_solved: "reason",
  relapse: "reason",
  rate: "comment",
};

export interface WithoutWords {
  readonly values: FormValues[FormName];
  /** The words, kept as a message of his; null = they are none of the kind, and stay in the form. */
  readonly aside: Extras | null;
}

/** A sent form without words about an official's conduct, which go the way they would go as a message (domain.md B.10). */
export async function withoutPrivateWords(
  deps: Deps,
  press: Press,
  ticketId: string,
  form: { readonly name: FormName; readonly values: FormValues[FormName] },
): Promise<WithoutWords> {
  const { name, values } = form;
  const field = WRITTEN[name];
  const text = field === undefined ? null : (values as Readonly<Record<string, unknown>>)[field];
  if (field === undefined || typeof text !== "string" || !isPrivate(deps, text)) return { values, aside: null };
  const payload = asMessage(deps, press, text);
  const delivery = parseDelivery(payload);
  if (delivery.kind !== "message") throw new Error("words of a form are no message");
  const id = deps.ids.next("in");
  const { tenantKey, event } = delivery;
  const message = normalizeMessage(event, { inboundId: id, tenantKey, botOpenId: null });
  if (message === null) throw new Error("words of a form are nobody's");
  const row = {
    id,
    appId: deps.appId,
    eventKey: `form:${press.id}`,
    contentKey: null,
    kind: "message",
    senderOpenId: press.openId,
    chatId: message.chatId,
    receivedAt: deps.clock.now(),
    payload,
  };
  const emptied = { ...values, [field]: "" };
  return { values: emptied, aside: await keptAside(deps, message, row, ticketId) };
}

/** As the platform would have delivered them, said below the card they were written on. */
const asMessage = (deps: Deps, press: Press, text: string) => ({
  schema: "2.0",
  header: {
    event_id: press.id,
    event_type: "im.message.receive_v1",
    app_id: deps.appId,
    // Of another tenant is who has one that is not the receiver's.
    ...(press.external ? { tenant_key: "" } : {}),
  },
  event: {
    sender: {
      sender_id: { open_id: press.openId },
      sender_type: "user",
      ...(press.external && press.tenantKey !== null ? { tenant_key: press.tenantKey } : {}),
    },
    message: {
      message_id: press.messageId ?? press.id,
      create_time: String(deps.clock.now()),
      chat_id: press.chatId ?? press.openId,
      chat_type: "p2p",
      message_type: "text",
      content: JSON.stringify({ text }),
    },
  },
});
