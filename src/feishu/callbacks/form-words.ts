import type { Deps } from "../../deps.ts";
import { isPrivate, keptAside } from "../../desk/messages/private-words.ts";
import type { DangerHeard } from "../../desk/messages/written-danger.ts";
import { dangerWritten, perhapsDangerWritten } from "../../desk/messages/written-danger.ts";
import type { Extras } from "../../desk/tickets/act.ts";
import { texts } from "../../texts/index.ts";
import type { FormName, FormValues } from "../actions/forms.ts";
import { normalizeMessage } from "../inbound/normalize.ts";
import { parseDelivery } from "../inbound/parse.ts";
import { toast } from "./answer.ts";
import type { Press, Pressed } from "./press.ts";

/** What an enterprise writes into a form, by form: its ticket shows it to whoever works on it. */
const WRITTEN: Partial<Record<FormName, string>> = {
  supplement: "text",
  withdraw: "reason",
  not_solved: "reason",
  relapse: "reason",
  rate: "comment",
  coerced: "text",
};

/** What tells how things are now. A withdrawal ends something: whoever tells of a danger does not do that. */
const TELLING: ReadonlySet<FormName> = new Set(["supplement", "not_solved", "relapse", "rate"]);

export interface HeardForm {
  readonly values: FormValues[FormName];
  /** The words are not in the form any more. */
  readonly left: boolean;
  /** Words about an official's conduct, or of what may be danger: kept as a message of his, beside what the form does. */
  readonly aside: Extras | null;
  /** Danger among the words: told already. */
  readonly danger: DangerHeard | null;
}

/** A sent form as the gates of a message hear it: what is danger or about an official goes the way of a message (B.10, B.14). */
export async function hearForm(
  deps: Deps,
  press: Press,
  ticketId: string,
  form: { readonly name: FormName; readonly values: FormValues[FormName] },
): Promise<HeardForm> {
  const { name, values } = form;
  const field = WRITTEN[name];
  const text = field === undefined ? null : (values as Readonly<Record<string, unknown>>)[field];
  const untouched: HeardForm = { values, left: false, aside: null, danger: null };
  if (field === undefined || typeof text !== "string") return untouched;
  const call = deps.assistant.emergency(text);
  // What the leader alone reads is where such words belong.
  const hidden = name !== "coerced" && isPrivate(deps, text);
  const perhaps = call === null && !hidden && TELLING.has(name) ? deps.assistant.perhapsDanger(text) : null;
  if (call === null && !hidden && perhaps === null) return untouched;
  const { message, row } = arrival(deps, press, text);
  if (perhaps !== null)
    return { ...untouched, aside: await perhapsDangerWritten(deps, message, row, perhaps, ticketId) };
  const emptied = { ...values, [field]: "" };
  if (call === null)
    return { values: emptied, left: true, aside: await keptAside(deps, message, row, ticketId), danger: null };
  // A ticket that is taken back in the same breath would take its alarm along.
  const apart = hidden || name === "withdraw" || name === "coerced";
  const danger = await dangerWritten(deps, message, row, call, { ticketId, apart });
  const left = hidden || danger.joined;
  return { values: left ? emptied : values, left, aside: null, danger };
}

/** What saves a life is the first thing said, whatever became of the form. */
export const warned = (danger: DangerHeard | null, { answer, ready }: Pressed): Pressed =>
  danger === null
    ? { answer, ready }
    : {
        answer: {
          ...answer,
          ...toast("warning", texts.notices.emergency.first(danger.call.kind, danger.call.numbers)),
        },
        ready: [...danger.ready, ...ready],
      };

/** Words of a form as a message of their writer that has arrived. */
function arrival(deps: Deps, press: Press, text: string) {
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
  return { message, row };
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
