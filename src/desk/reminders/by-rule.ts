import type { DecideContext, Decision } from "../../domain/ticket/context.ts";
import { unreachable } from "../../domain/result.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { closeUnanswered } from "../../domain/ticket/verbs/close-unanswered.ts";
import { closeUnrated } from "../../domain/ticket/verbs/close-unrated.ts";
import { decideApproval } from "../../domain/ticket/verbs/decide-approval.ts";
import { passOn } from "../../domain/ticket/verbs/pass-on.ts";
import type { ReminderRow } from "../../store/reminders.ts";
import { settleReminder } from "../../store/reminders.ts";
import type { DeskDeps } from "../deps.ts";
import type { CardWish, NoticeWish, TicketLine } from "../outgoing.ts";
import type { Acted, Loaded } from "../tickets/act.ts";
import { act } from "../tickets/act.ts";
import { workerId } from "../tickets/told.ts";
import { nameOf, openIdOf } from "../views/person-line.ts";

/** What the system itself does when its time has come; the rule decides once more at that moment. */
export type RuleKind = "accept_overdue" | "close_unrated" | "pause_ended" | "approval_unanswered";

export const isRuleKind = (kind: string): kind is RuleKind =>
  ["accept_overdue", "close_unrated", "pause_ended", "approval_unanswered"].includes(kind);

/** Carries a rule out and settles its reminder in the same transaction. */
export function carryOutRule(deps: DeskDeps, row: ReminderRow, kind: RuleKind): Promise<Acted> {
  const command = {
    commandId: `${row.ticketId}:${row.kind}:${row.dueAt}`,
    ticketId: row.ticketId,
    by: { system: row.kind },
    writesAnyway: true,
  };
  return act(
    deps,
    command,
    (context, ticket, loaded) => decide(context, ticket, loaded, kind),
    (loaded, now) => ({
      rows: [settleReminder(deps.db, row, { state: "sent", reason: null, now })],
      ...(kind === "accept_overdue" ? notAccepted(loaded) : {}),
    }),
  );
}

function decide(context: DecideContext, ticket: TicketState, loaded: Loaded, kind: RuleKind): Decision {
  switch (kind) {
    case "accept_overdue":
      return ticket.stage === "offered"
        ? passOn(context, ticket, { lastAssigned: loaded.lastAssigned })
        : { ok: true, value: [] };
    case "close_unrated":
      return closeUnrated(context, ticket);
    case "pause_ended":
      return closeUnanswered(context, ticket, { reason: "" });
    case "approval_unanswered":
      return decideApproval(context, ticket, { approve: false, reason: "" });
    default:
      return unreachable(kind);
  }
}

/** It stays visibly with the first responder: he gets the card and may act on it (000-16). */
function notAccepted({ directory, ticket }: Loaded): { notices: readonly NoticeWish[]; cards: readonly CardWish[] } {
  const { state } = ticket;
  const offeredTo = state.offeredToId === null ? null : nameOf(directory, state.offeredToId);
  const responsible = nameOf(directory, state.responsibleId);
  const line: TicketLine = { code: "accept_overdue", no: state.no, title: state.title, offeredTo, responsible };
  const people = [...new Set([workerId(state), state.responsibleId])];
  const first = openIdOf(directory, state.responsibleId);
  return {
    cards:
      first === null
        ? []
        : [{ ticketId: state.id, recipient: { type: "person", openId: first }, audience: "dispatcher", renew: false }],
    notices: people.flatMap((id) => {
      const openId = openIdOf(directory, id);
      const notice = { kind: "ticket_line", line } as const;
      return openId === null
        ? []
        : [{ recipient: { type: "person", openId }, notice, replyTo: null, replyToCardOf: state.id }];
    }),
  };
}
