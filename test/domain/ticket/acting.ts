import type { Actor } from "../../../src/domain/people/actor.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { dispatcher, manager, staff, system } from "./ticket-life.ts";

export type Who = Actor | "worker" | "approver" | "assistant" | "confirmer" | "giver" | "fitting";
const FITTING: Readonly<Record<string, Who>> = {
  approve: "approver",
  deny: "approver",
  finishAssist: "assistant",
  handAssist: "assistant",
  confirmResult: "confirmer",
  sendBack: "confirmer",
  takeBack: "giver",
  bind: dispatcher,
  describe: manager,
  supervise: staff("L03"),
  levelUp: staff("L03"),
  ...Object.fromEntries(["closeUnrated", "closeUnanswered", "recompute", "passOn"].map((verb) => [verb, system])),
  ...Object.fromEntries(
    ["supplement", "good", "bad", "notSolved", "urge", "withdraw", "raiseAlarm", "stillHolds", "restore"].map(
      (verb) => [verb, manager],
    ),
  ),
};

/** Who is meant, as the ticket stands. */
export function actorFor(named: Who, verb: string, ticket: TicketState): Actor {
  const who = named === "fitting" ? (FITTING[verb] ?? "worker") : named;
  if (who === "worker" || who === "fitting")
    return staff(ticket.offeredToId ?? ticket.assigneeId ?? ticket.responsibleId);
  if (who === "approver") return ticket.approval === null ? system : staff(ticket.approval.approverId);
  if (who === "confirmer") return ticket.confirmation === null ? system : staff(ticket.confirmation.leaderId);
  if (who === "giver") return staff(ticket.responsibleId);
  if (who === "assistant") return staff(ticket.assists.find(({ doneAt }) => doneAt === null)?.personId ?? "C14");
  return who;
}
