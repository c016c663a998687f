import { isAnotherList } from "../../domain/ticket/papers.ts";
import { requestMaterials } from "../../domain/ticket/verbs/request-materials.ts";
import { addDraft, draftsOfTickets } from "../../store/accountability.ts";
import type { DeskDeps } from "../deps.ts";
import { draftForSecondMaterials, draftNotices, isKnown } from "./accountability.ts";
import type { Acted, Extras, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 请补充: all missing papers in one list; the clock pauses (003-08). */
export async function askForMaterials(
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly materials: readonly string[]; readonly reason: string },
): Promise<Acted> {
  const known = await draftsOfTickets(deps.db, [command.ticketId]);
  return act(
    deps,
    command,
    (context, ticket) => requestMaterials(context, ticket, input),
    ({ directory, ticket }, now, actor): Extras => {
      if (!isAnotherList(ticket.state, input.materials)) return {};
      const found = draftForSecondMaterials(directory, ticket.state, { ...input, actor }, now);
      if (found === null || isKnown(found, known)) return {};
      return { rows: [addDraft(deps.db, found.draft)], notices: draftNotices(found) };
    },
  );
}
