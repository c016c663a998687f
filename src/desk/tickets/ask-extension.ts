import type { AskExtensionInput } from "../../domain/ticket/verbs/ask-extension.ts";
import { askExtension } from "../../domain/ticket/verbs/ask-extension.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 延期: asked of the supervising leader on a card (domain.md B.4). */
export const requestExtension = (deps: DeskDeps, command: TicketCommand, input: AskExtensionInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => askExtension(context, ticket, input));
