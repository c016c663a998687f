import { refuseTicket } from "../../domain/ticket/verbs/refuse.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 不予受理 with reason and proper way (domain.md B.1). */
export const refuseToAccept = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string; readonly properWay: string },
): Promise<Acted> => act(deps, command, (context, ticket) => refuseTicket(context, ticket, input));
