import { addWorkingDays } from "../../calendar/index.ts";
import { personOf } from "../../people/actor.ts";
import { ok } from "../../result.ts";
import { supervisionsRead } from "../asked.ts";
import { isWorker } from "../authority.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal, textRefusal } from "../context.ts";
import { isOpen } from "../state.ts";
import type { Supervision, TicketState } from "../state.ts";
import { unanswered } from "../supervisions.ts";

/** Working days a supervised unit has for its reply, by grade: the higher, the sooner. */
const REPLY_DAYS: Record<Supervision["grade"], number> = { 1: 2, 2: 1, 3: 1 };

/** 督办 by a leader: a grade, a word, a reply due (domain.md B.1; 001-32). */
export function supervise(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly grade: Supervision["grade"]; readonly text: string },
): Decision {
  const { directory, actor, now } = context;
  const wrong = stageRefusal(ticket, ["triage", "offered", "in_progress", "awaiting_requester", "parked"]);
  if (wrong !== null) return refuse(wrong);
  const person = personOf(directory, actor);
  if (person === null || person.kind !== "leader") return refuse({ code: "not_allowed" });
  const replyBy = addWorkingDays(directory.calendar, now, REPLY_DAYS[input.grade]).at;
  return ok([
    {
      type: "supervised",
      data: { grade: input.grade, byId: person.id, replyBy },
      content: { text: input.text.trim() },
    },
  ]);
}

/**
 * The unit answers its supervision: what has been done, when it will be finished. A result answers it by itself. One that came
 * while he wrote is not answered by it.
 * @param input.seen key of those he had read (asked.ts); null = he does not say.
 */
export function replySupervision(
  context: DecideContext,
  ticket: TicketState,
  input: { readonly text: string; readonly seen: string | null },
): Decision {
  if (!isOpen(ticket)) return refuse({ code: "ended", stage: ticket.stage });
  if (!isWorker(context, ticket)) return refuse({ code: "not_allowed" });
  if (unanswered(ticket).length === 0) return refuse({ code: "no_supervision" });
  const bad = textRefusal(input.text);
  if (bad !== null) return refuse(bad);
  const last = supervisionsRead(ticket, input.seen).at(-1);
  if (last === undefined) return refuse({ code: "asked_otherwise" });
  const upTo = ticket.supervisions.indexOf(last) + 1;
  return ok([{ type: "supervision_replied", data: { upTo }, content: { text: input.text.trim() } }]);
}
