import type { ResolveInput } from "../../domain/ticket/verbs/resolve.ts";
import { resolve } from "../../domain/ticket/verbs/resolve.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 办结 with words the enterprise reads; its mark is asked for (001-37). */
export const resolveTicket = (deps: DeskDeps, command: TicketCommand, input: ResolveInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => resolve(context, ticket, input));
