import type { HandOverInput } from "../../domain/ticket/verbs/hand-over.ts";
import { handOver } from "../../domain/ticket/verbs/hand-over.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 转办 to a colleague or another unit; stays with the giver until accepted (000-16). */
export const handOverTicket = (
  deps: DeskDeps,
  command: TicketCommand,
  input: Omit<HandOverInput, "lastAssigned">,
): Promise<Acted> =>
  act(deps, command, (context, ticket, { lastAssigned }) => handOver(context, ticket, { ...input, lastAssigned }));
