import type { AskAssistInput } from "../../domain/ticket/verbs/ask-assist.ts";
import { askAssist } from "../../domain/ticket/verbs/ask-assist.ts";
import { cancelAssist } from "../../domain/ticket/verbs/cancel-assist.ts";
import { assistingFor, finishAssist } from "../../domain/ticket/verbs/finish-assist.ts";
import { handAssist } from "../../domain/ticket/verbs/hand-assist.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act, noExtras } from "./act.ts";

/** 会办: another unit does its part within its own limit (000-10). */
export const inviteAssist = (
  deps: DeskDeps,
  command: TicketCommand,
  input: Omit<AskAssistInput, "assistId" | "lastAssigned">,
): Promise<Acted> =>
  act(deps, command, (context, ticket, { lastAssigned }) =>
    // From the command, so that a repeated one names the same part.
    askAssist(context, ticket, { ...input, assistId: command.commandId, lastAssigned }),
  );

/** The lead unit calls a part off. */
export const callOffAssist = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly assistId: string; readonly reason: string },
): Promise<Acted> => act(deps, command, (context, ticket) => cancelAssist(context, ticket, input));

/** A part passes to a colleague of the assisting unit. */
export const passAssist = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly personId: string },
): Promise<Acted> =>
  act(deps, command, (context, ticket) => handAssist(context, ticket, input), noExtras, assistingFor);

/** The assisting unit reports its part done. */
export const reportAssist = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly text: string },
): Promise<Acted> =>
  act(deps, command, (context, ticket) => finishAssist(context, ticket, input), noExtras, assistingFor);
