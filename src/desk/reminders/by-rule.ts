import { gaveAway } from "../../domain/ticket/authority.ts";
import { localDay } from "../../domain/calendar/index.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import type { ReminderKind } from "../../domain/reminders.ts";
import type { DecideContext, Decision } from "../../domain/ticket/context.ts";
import { unreachable } from "../../domain/result.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { closeUnanswered } from "../../domain/ticket/verbs/close-unanswered.ts";
import { closeUnrated } from "../../domain/ticket/verbs/close-unrated.ts";
import { decideApproval } from "../../domain/ticket/verbs/decide-approval.ts";
import { nextInTurn, passOn } from "../../domain/ticket/verbs/pass-on.ts";
import type { ReminderRow } from "../../store/reminders.ts";
import { settleReminder } from "../../store/reminders.ts";
import type { DeskDeps } from "../deps.ts";
import type { CardWish } from "../outgoing.ts";
import { toldTonight } from "./at-night.ts";
import { planAgain } from "./plan-again.ts";
import type { Acted, Loaded } from "../tickets/act.ts";
import { act } from "../tickets/act.ts";
import { openIdOf } from "../views/person-line.ts";

/** What the system itself does when its time has come; the rule decides once more at that moment. */
export type RuleKind = "accept_overdue" | "close_unrated" | "pause_ended" | "approval_unanswered";

/** The rule by which a due reminder changes its ticket; null = it only tells somebody. */
export function ruleOf(directory: Directory, ticket: TicketState, kind: ReminderKind, now: number): RuleKind | null {
  if (kind === "close_unrated" || kind === "pause_ended" || kind === "approval_unanswered") return kind;
  if (kind !== "accept_overdue" || ticket.stage !== "offered") return null;
  return nextInTurn(directory, ticket, new Map(), now) === null ? null : kind;
}

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
    ({ directory, ticket: { state } }, now) => ({
      rows: [
        settleReminder(deps.db, row, { state: "sent", reason: null, now }),
        ...planAgain(deps.db, directory, state, row.kind as ReminderKind, now),
      ],
      cards: kind === "accept_overdue" ? cardOfFirstResponder(directory, state, now) : [],
    }),
  );
}

function decide(context: DecideContext, ticket: TicketState, loaded: Loaded, kind: RuleKind): Decision {
  switch (kind) {
    case "accept_overdue":
      return passOn(context, ticket, { lastAssigned: loaded.lastAssigned });
    case "close_unrated":
      return closeUnrated(context, ticket);
    case "pause_ended":
      return closeUnanswered(context, ticket, { reason: "" });
    case "approval_unanswered":
      return decideApproval(context, ticket, { approve: false, reason: "", seen: null });
    default:
      return unreachable(kind);
  }
}

/** It stays visibly with the first responder: he gets the card and may act on it (000-16). */
function cardOfFirstResponder(directory: Directory, state: TicketState, now: number): readonly CardWish[] {
  const openId = openIdOf(directory, presentFor(directory, state.responsibleId, localDay(directory.calendar, now)));
  // With the reminder of the next morning he gets it, too.
  if (openId === null || !toldTonight(directory, state, state.responsibleId, now)) return [];
  // Who gave it to another unit goes on working on his own card.
  const audience = gaveAway(state, state.responsibleId) ? "task" : "dispatcher";
  return [{ ticketId: state.id, recipient: { type: "person", openId }, audience, renew: false }];
}
