import type { NoticeWish } from "../../desk/outgoing.ts";
import { recipientKey } from "../../desk/outgoing.ts";
import { heldAtSending } from "../../desk/tickets/held.ts";
import { reminderAtSending } from "../../desk/reminders/late.ts";
import type { JobDefinition } from "../../jobs/job.ts";
import { cardAt } from "../../store/cards.ts";
import { noticeMessage } from "../cards/index.ts";
import { maskPhones } from "../outbound/mask.ts";
import { markUrgent } from "./mark-urgent.ts";
import { outcomeOf } from "../outbound/outcome.ts";

/** Sends one message that is not a ticket's card; answers the card or message it is about when that still exists. */
export const noticeJob: JobDefinition = {
  kind: "notice",
  async run(deps, job, known) {
    // Written by the desk's own commit.
    const written = job.payload as NoticeWish;
    const atSending = written.heldUntil === undefined ? reminderAtSending : heldAtSending;
    const sending = await atSending(deps, written, job);
    if (sending.type === "hold") return { type: "aside", until: sending.until };
    if (sending.type === "drop") return { type: "done", unsent: true };
    const { wish } = sending;
    const directory = await deps.directory.get(null);
    const now = deps.clock.now();
    const clock = { now, utcOffsetMinutes: directory.calendar.offsetMinutes };
    const message = noticeMessage(wish.notice, clock);
    const target = wish.replyTo ?? (await cardMessage());
    let sent =
      target === null
        ? await deps.feishu.send(wish.recipient, message, job.id)
        : await deps.feishu.reply(target, wish.recipient, message, job.id);
    // What it answers is gone: said all the same, under the same uuid.
    if (!sent.ok && target !== null && ["message_gone", "other"].includes(sent.error.kind))
      sent = await deps.feishu.send(wish.recipient, message, job.id);
    if (!sent.ok && sent.error.kind === "content_refused")
      sent = await deps.feishu.send(wish.recipient, maskPhones(message), `${job.id}m`);
    if (!sent.ok) return outcomeOf(sent.error, now);
    if (wish.urgent === undefined || wish.recipient.type !== "person") return { type: "done" };
    // Tried again as a whole: under its uuid the message is not posted twice.
    return markUrgent(deps, job, sent.value.messageId, wish.recipient.openId, wish.urgent);

    async function cardMessage(): Promise<string | null> {
      if (wish.replyToCardOf === null) return null;
      const recipient = recipientKey(wish.recipient);
      const read = known?.cards?.find((card) => card.recipient === recipient && card.sentRenewal >= card.renewal);
      if (typeof read?.messageId === "string") return read.messageId;
      // A card of the same commit has been sent meanwhile: what answers it comes after it.
      const [row] = await cardAt(deps.db, wish.replyToCardOf, recipient);
      return row?.messageId ?? null;
    }
  },
};
