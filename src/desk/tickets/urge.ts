import { urge } from "../../domain/ticket/verbs/urge.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 催办 by the enterprise. */
export const urgeTicket = (deps: DeskDeps, command: TicketCommand, input: { readonly text: string }): Promise<Acted> =>
  act(deps, command, (context, ticket) => urge(context, ticket, input));
