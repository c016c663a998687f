import { closeUnrated } from "../../domain/ticket/verbs/close-unrated.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** Nobody has rated within the configured days: closed as unrated, never counted as satisfied. */
export const closeAsUnrated = (deps: DeskDeps, command: TicketCommand): Promise<Acted> =>
  act(deps, command, (context, ticket) => closeUnrated(context, ticket));
