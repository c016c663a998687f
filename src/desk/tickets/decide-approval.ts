import type { DecideApprovalInput } from "../../domain/ticket/verbs/decide-approval.ts";
import { decideApproval } from "../../domain/ticket/verbs/decide-approval.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** A leader approves or refuses an extension, a parking or a termination. */
export const decideOnApproval = (deps: DeskDeps, command: TicketCommand, input: DecideApprovalInput): Promise<Acted> =>
  act(deps, command, (context, ticket) => decideApproval(context, ticket, input));
