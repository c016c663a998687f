import type { AskParkingInput } from "../../domain/ticket/verbs/ask-parking.ts";
import { askParking } from "../../domain/ticket/verbs/ask-parking.ts";
import { unpark } from "../../domain/ticket/verbs/unpark.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 挂账: asked with a plan and a review date (domain.md B.1). */
export const requestParking = (deps: DeskDeps, command: TicketCommand, input: AskParkingInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => askParking(context, ticket, input));

/** Back to work from 挂账. */
export const unparkTicket = (deps: DeskDeps, command: TicketCommand): Promise<Acted> =>
  act(deps, command, (context, ticket) => unpark(context, ticket));
