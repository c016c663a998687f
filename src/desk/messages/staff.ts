import type { Understanding } from "../../assistant/types.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { isWorker } from "../../domain/ticket/authority.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import { answerPlan, isAnswered } from "../guides/answer.ts";
import type { Notice } from "../outgoing.ts";
import { quietPlan } from "./quiet.ts";
import { leaveNotice } from "../people/leave-notice.ts";
import { matterRow } from "../views/project.ts";
import type { ChatCommand } from "./commands.ts";
import { matterOf, openTicketsPlan } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { answer, contextFor } from "./plan.ts";
import type { Situation } from "./situation.ts";
import { isRequestPlan } from "./which.ts";
import { welcomePlan } from "./welcome.ts";

/** 我的待办. */
export function tasksNotice(situation: Pick<Situation, "directory" | "now">, tasks: readonly StoredTicket[]): Notice {
  return {
    kind: "list",
    what: "tasks",
    rows: tasks.map(({ state }) => matterRow(situation.directory, state, situation.now)),
    total: tasks.length,
    lastClosed: null,
  };
}

/** 督办: what is late or due today, for whoever may step in. */
export function lateNotice(situation: Pick<Situation, "directory" | "now">, late: readonly StoredTicket[]): Notice {
  const rows = late.map(({ state }) => matterRow(situation.directory, state, situation.now));
  return { kind: "list", what: "late", rows, total: rows.length, lastClosed: null };
}

export const maySupervise = ({ directory, actor }: Pick<Situation, "directory" | "actor">): boolean =>
  hasRole(directory, actor, "leader") || hasRole(directory, actor, "dispatcher");

/** 登记 a request that came by phone or visit; only who dispatches may. */
export function registerNotice(situation: Pick<Situation, "directory">): Notice {
  const { enterprises, categories } = situation.directory;
  return {
    kind: "register_form",
    enterprises: [...enterprises.values()].map((e) => ({ id: e.id, label: e.shortName })),
    categories: [...categories.values()].filter((c) => !c.confidential).map((c) => ({ code: c.code, label: c.name })),
    state: "open",
    ticketNo: null,
  };
}

export function commandPlan(situation: Situation, command: ChatCommand, tasks: readonly StoredTicket[]): Plan {
  if (command === "tasks")
    return { outcome: "listed tasks", notices: [answer(situation, tasksNotice(situation, tasks))] };
  if (command === "late" && maySupervise(situation))
    return { outcome: "listed late", notices: [answer(situation, lateNotice(situation, tasks))] };
  if ((command === "quiet" || command === "loud") && hasRole(situation.directory, situation.actor, "leader"))
    return quietPlan(situation, command === "quiet");
  if (command === "leave" && situation.actor.type === "person")
    return {
      outcome: "leave form",
      notices: [answer(situation, leaveNotice(situation.directory, situation.actor.personId, situation.now))],
    };
  if (command === "register" && hasRole(situation.directory, situation.actor, "dispatcher"))
    return { outcome: "register form", notices: [answer(situation, registerNotice(situation))] };
  return welcomePlan(situation);
}

/**
 * A colleague writes. An answer to a task card is offered to the enterprise, never sent there unasked; words that read like
 * a request are asked about, because he may be passing on what he heard.
 */
export function staffPlan(situation: Situation, understanding: Understanding): Plan {
  const { message, replied } = situation;
  if (replied !== null && isWorker(contextFor(situation), replied.state)) {
    const { id, no } = replied.state;
    const notice: Notice = {
      kind: "relay",
      inboundId: message.inboundId,
      ticketId: id,
      no,
      quote: message.text,
      state: "asked",
    };
    return { outcome: `relay asked ${no}`, notices: [answer(situation, notice)] };
  }
  if (understanding.intent === "question" && isAnswered(situation)) return answerPlan(situation, understanding);
  if (["new_request", "question", "complaint", "supplement"].includes(understanding.intent))
    return isRequestPlan(situation);
  if (understanding.intent === "emergency") return openTicketsPlan(situation, understanding.items.map(matterOf));
  return welcomePlan(situation);
}
