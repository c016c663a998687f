import { progress } from "../../domain/ticket/verbs/progress.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 进展, visible to the enterprise or internal. */
export const noteProgress = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly text: string; readonly visible: boolean },
): Promise<Acted> => act(deps, command, (context, ticket) => progress(context, ticket, input));
