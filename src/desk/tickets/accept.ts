import { accept } from "../../domain/ticket/verbs/accept.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 接收: the cadre presses accept and answers for it from here on (000-16). */
export const acceptTicket = (deps: DeskDeps, command: TicketCommand): Promise<Acted> =>
  act(deps, command, (context, ticket) => accept(context, ticket));
