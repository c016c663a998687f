import { withdraw } from "../../domain/ticket/verbs/withdraw.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 撤回 by the requester. */
export const withdrawTicket = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string },
): Promise<Acted> => act(deps, command, (context, ticket) => withdraw(context, ticket, input));
