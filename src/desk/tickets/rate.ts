import type { RateInput } from "../../domain/ticket/verbs/rate.ts";
import { notSolved, rate } from "../../domain/ticket/verbs/rate.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 评价 in five levels; the lower two reopen (domain.md B.8). */
export const rateTicket = (deps: DeskDeps, command: TicketCommand, input: RateInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => rate(context, ticket, input));

/** 没解决: reopened without a mark. */
export const reportNotSolved = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string },
): Promise<Acted> => act(deps, command, (context, ticket) => notSolved(context, ticket, input));
