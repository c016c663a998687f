import { wantsToKnow } from "../../assistant/intent/asks.ts";
import type { SupplementInput } from "../../domain/ticket/verbs/supplement.ts";
import { supplement } from "../../domain/ticket/verbs/supplement.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 补充材料; ends a pause. */
export const supplementTicket = (deps: DeskDeps, command: TicketCommand, input: SupplementInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => supplement(context, ticket, { ...input, asks: wantsToKnow(input.text) }));
