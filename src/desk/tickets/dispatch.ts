import type { DispatchInput } from "../../domain/ticket/verbs/dispatch.ts";
import { dispatch } from "../../domain/ticket/verbs/dispatch.ts";
import { dispatchLessons } from "../learning/from-dispatch.ts";
import { lessonWrites } from "../learning/learn.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 派单 by a dispatcher. */
export const dispatchTicket = (
  deps: DeskDeps,
  command: TicketCommand,
  input: Omit<DispatchInput, "lastAssigned">,
): Promise<Acted> =>
  act(
    deps,
    command,
    (context, ticket, { lastAssigned }) => dispatch(context, ticket, { ...input, lastAssigned }),
    ({ directory, ticket }, now) => ({
      rows: lessonWrites(deps, directory, dispatchLessons(directory, ticket.state, command.by, input.category, now)),
    }),
  );
