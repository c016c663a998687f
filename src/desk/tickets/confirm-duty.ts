import { progress } from "../../domain/ticket/verbs/progress.ts";
import { dutyConfirmed } from "../../domain/reminders.ts";
import { ok } from "../../domain/result.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** A duty person takes an emergency in hand: the alarms end (domain.md B.14). `note` is what the history says. */
export const confirmDuty = (deps: DeskDeps, command: TicketCommand, note: string): Promise<Acted> =>
  act(deps, command, (context, ticket) => {
    if (dutyConfirmed(ticket)) return ok([]);
    return progress(context, ticket, { text: note, visible: false });
  });
