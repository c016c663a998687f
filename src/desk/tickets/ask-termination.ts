import { askTermination } from "../../domain/ticket/verbs/ask-termination.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 终止办理: asked with the reason the enterprise will read. */
export const requestTermination = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string },
): Promise<Acted> => act(deps, command, (context, ticket) => askTermination(context, ticket, input));
