import { stillHolds } from "../../domain/ticket/verbs/look-back.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 回头看 answered: it still holds (002-24). A relapse is reported as not solved. */
export const confirmStillHolds = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly seen: string | null },
): Promise<Acted> => act(deps, command, (context, ticket) => stillHolds(context, ticket, input));
