import type { Understanding } from "../../assistant/types.ts";
import { isWorker } from "../../domain/ticket/authority.ts";
import { localDay } from "../../domain/calendar/index.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { answerPlan, isAnswered } from "../guides/answer.ts";
import type { Notice } from "../outgoing.ts";
import { quietPlan } from "./quiet.ts";
import { leaveNotice } from "../people/leave-notice.ts";
import type { ChatCommand } from "./commands.ts";
import { refusedTo } from "./commands.ts";
import { listNotice } from "./lists.ts";
import { statusPlan } from "./on-ticket.ts";
import { matterOf, openTicketsPlan } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { answer, contextFor } from "./plan.ts";
import type { Situation } from "./situation.ts";
import { isThanks } from "./thanks.ts";
import { isRequestPlan } from "./which.ts";
import { welcomePlan } from "./welcome.ts";

/** 登记 a request that came by phone or visit; only who dispatches may. */
function registerNotice(situation: Pick<Situation, "directory">): Notice {
  const { enterprises, categories } = situation.directory;
  return {
    kind: "register_form",
    enterprises: [...enterprises.values()].map((e) => ({ id: e.id, label: e.shortName })),
    categories: [...categories.values()].filter((c) => !c.confidential).map((c) => ({ code: c.code, label: c.name })),
    state: "open",
    ticketNo: null,
  };
}

/** What a command shows that needs nothing but the directory; null = it is another. */
export function formNotice(
  { directory, actor, now }: Pick<Situation, "directory" | "actor" | "now">,
  command: ChatCommand,
): Notice | null {
  if (actor.type !== "person") return null;
  const { personId } = actor;
  if (command === "register") return registerNotice({ directory });
  if (command === "leave") return leaveNotice(directory, personId, now);
  if (command !== "back") return null;
  const person = directory.people.get(personId);
  const away = person !== undefined && isOnLeave(person, localDay(directory.calendar, now));
  return away ? leaveNotice(directory, personId, now) : { kind: "said", what: { code: "not_on_leave" } };
}

export function commandPlan(situation: Situation, command: ChatCommand): Plan {
  // A firm that asks for its tasks means its matters.
  if (command === "matters" || (command === "tasks" && situation.actor.type !== "person"))
    return statusPlan(situation, null);
  const only = refusedTo(situation, command);
  if (only !== null) return welcomePlan(situation, { code: "refused", only });
  if (command === "quiet" || command === "loud") return quietPlan(situation, command === "quiet");
  const notice = listNotice(situation, command, situation.listed) ?? formNotice(situation, command);
  return notice === null
    ? welcomePlan(situation)
    : { outcome: `listed ${command}`, notices: [answer(situation, notice)] };
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
  const polite = understanding.intent === "greeting" || isThanks(message.text);
  return welcomePlan(situation, polite ? null : { code: "not_understood" });
}
