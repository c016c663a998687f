import type { DispatchInput } from "../../domain/ticket/verbs/dispatch.ts";
import { dispatch } from "../../domain/ticket/verbs/dispatch.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 派单 by a dispatcher. */
export const dispatchTicket = (
  deps: DeskDeps,
  command: TicketCommand,
  input: Omit<DispatchInput, "lastAssigned">,
): Promise<Acted> =>
  act(deps, command, (context, ticket, { lastAssigned }) => dispatch(context, ticket, { ...input, lastAssigned }));
