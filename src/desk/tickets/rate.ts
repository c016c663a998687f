import type { RateInput } from "../../domain/ticket/verbs/rate.ts";
import { notSolved, rate } from "../../domain/ticket/verbs/rate.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";
import { coercionTold } from "./report-coercion.ts";

/**
 * 评价 in five levels; the lower two reopen (domain.md B.8). "被要求给好评" among the reasons is no reason of the ticket's: it
 * goes to the supervising leader alone.
 */
export async function rateTicket(
  deps: DeskDeps,
  command: TicketCommand,
  input: RateInput,
  forced = false,
): Promise<Acted> {
  const told = forced ? await coercionTold(deps, command.ticketId, "") : undefined;
  return act(
    deps,
    command,
    (context, ticket, { lastAssigned }) => rate(context, ticket, { ...input, lastAssigned }),
    told,
  );
}

/** 没解决: reopened without a mark. */
export const reportNotSolved = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string },
): Promise<Acted> =>
  act(deps, command, (context, ticket, { lastAssigned }) => notSolved(context, ticket, { ...input, lastAssigned }));
