import { requestMaterials } from "../../domain/ticket/verbs/request-materials.ts";
import { addDraft } from "../../store/accountability.ts";
import type { DeskDeps } from "../deps.ts";
import { draftForSecondMaterials } from "./accountability.ts";
import type { Acted, Extras, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 请补充: all missing papers in one list; the clock pauses (003-08). */
export const askForMaterials = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly materials: readonly string[]; readonly reason: string },
): Promise<Acted> =>
  act(
    deps,
    command,
    (context, ticket) => requestMaterials(context, ticket, input),
    ({ directory, ticket }, now): Extras => {
      if (ticket.state.materialsRequests === 0) return {};
      const found = draftForSecondMaterials(directory, ticket.state, input, now);
      return found === null ? {} : { rows: [addDraft(deps.db, found.draft)], notices: found.notices };
    },
  );
