import type { ReturnInput } from "../../domain/ticket/verbs/return.ts";
import { returnTicket } from "../../domain/ticket/verbs/return.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 不归我管 (退单): back to the first responder, with reason and proposed unit (domain.md B.3). */
export const returnToDispatcher = (deps: DeskDeps, command: TicketCommand, input: ReturnInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => returnTicket(context, ticket, input));
