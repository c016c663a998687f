import { ok } from "../../domain/result.ts";
import { mayReportCoercion } from "../../domain/ticket/coercion.ts";
import { refuse } from "../../domain/ticket/context.ts";
import { addDraft, draftsOfTickets } from "../../store/accountability.ts";
import type { DeskDeps } from "../deps.ts";
import { draftForCoercedMark, draftNotices, isKnown } from "./accountability.ts";
import type { Acted, Extras, Loaded, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/**
 * 有人要求我打高分: the supervising leader alone is told, once. The ticket itself does not change, so that no card, list, figure
 * or history of whoever works on it shows anything (domain.md B.8, B.10).
 */
export async function reportCoercedMark(
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly text: string },
): Promise<Acted> {
  const told = await coercionTold(deps, command.ticketId, input.text);
  return act(
    deps,
    { ...command, writesAnyway: true },
    (context, ticket) => {
      if (!mayReportCoercion(context, ticket)) return refuse({ code: "not_allowed" });
      const { directory, now } = context;
      return draftForCoercedMark(directory, ticket, "", now) === null ? refuse({ code: "no_leader" }) : ok([]);
    },
    told,
  );
}

/** What tells the leader, in the transaction of whatever else is done; nothing when he has been told before. */
export async function coercionTold(
  deps: DeskDeps,
  ticketId: string,
  words: string,
): Promise<(loaded: Loaded, now: number) => Extras> {
  const known = await draftsOfTickets(deps.db, [ticketId]);
  return ({ directory, ticket }, now) => {
    const drafted = draftForCoercedMark(directory, ticket.state, words, now);
    if (drafted === null || isKnown(drafted, known)) return {};
    return { rows: [addDraft(deps.db, drafted.draft)], notices: draftNotices(drafted) };
  };
}
