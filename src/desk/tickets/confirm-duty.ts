import { dutyConfirmed } from "../../domain/reminders.ts";
import { ok } from "../../domain/result.ts";
import { actingFor, dutyFor, mayRead } from "../../domain/ticket/authority.ts";
import { refuse } from "../../domain/ticket/context.ts";
import { requesterOpenId } from "../../domain/ticket/requester.ts";
import { mayNote, progress } from "../../domain/ticket/verbs/progress.ts";
import type { DeskDeps } from "../deps.ts";
import { dutyRecipients } from "../messages/emergency.ts";
import type { NoticeWish, TicketLine } from "../outgoing.ts";
import { recipientKey } from "../outgoing.ts";
import { actorOf } from "../people/actor.ts";
import { audienceOf } from "../views/audience.ts";
import { personLine } from "../views/person-line.ts";
import type { Acted, Extras, Loaded, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/**
 * A duty person takes an emergency in hand: the alarms end (domain.md B.14), he has its card, and the enterprise and who else
 * was alarmed read who it is. `note` is what the history says, by his name.
 */
export function confirmDuty(
  deps: DeskDeps,
  command: TicketCommand & { readonly by: { readonly openId: string } },
  note: (name: string) => string,
): Promise<Acted> {
  const { openId } = command.by;
  return act(
    deps,
    command,
    (context, ticket, { directory }) => {
      // Whoever presses too late is told who has it, if he may know.
      if (dutyConfirmed(ticket) && mayRead(context, ticket)) return ok([]);
      if (!mayNote(context, ticket)) return refuse({ code: "not_allowed" });
      if (dutyConfirmed(ticket)) return ok([]);
      return progress(context, ticket, { text: note(takerLine(directory, openId).name), visible: false });
    },
    (loaded, now) => taken(loaded, now, openId),
    (context, ticket) => actingFor(context, ticket) ?? dutyFor(context),
  );
}

function takerLine(directory: Loaded["directory"], openId: string) {
  const actor = actorOf(directory, openId);
  return personLine(directory, actor.type === "person" ? (actor.personId ?? "") : "");
}

function taken({ directory, ticket: { state }, cards }: Loaded, now: number, openId: string): Extras {
  const { id, no, title } = state;
  const requester = requesterOpenId(directory, state);
  const by = takerLine(directory, openId);
  const own = cards.find(({ recipient }) => recipient === openId)?.audience ?? null;
  const audience = audienceOf({ now, directory, actor: actorOf(directory, openId) }, state, own) ?? "task";
  const said = (recipient: NoticeWish["recipient"], line: TicketLine, replyToCardOf: string | null): NoticeWish => ({
    recipient,
    notice: { kind: "ticket_line", line },
    replyTo: null,
    replyToCardOf,
  });
  const others = dutyRecipients(directory, now).filter((recipient) => recipientKey(recipient) !== openId);
  return {
    cards: [{ ticketId: id, recipient: { type: "person", openId }, audience, renew: false }],
    notices: [
      ...(requester === null
        ? []
        : [said({ type: "person", openId: requester }, { code: "duty_taken", no, title, by }, id)]),
      ...others.map((recipient) => said(recipient, { code: "duty_taken_told", no, title, by: by.name }, null)),
    ],
  };
}
