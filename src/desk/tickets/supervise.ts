import { levelUp } from "../../domain/ticket/verbs/level-up.ts";
import { replySupervision, supervise } from "../../domain/ticket/verbs/supervise.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 督办 by a leader, in grades, with a reply due. */
export const superviseTicket = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly grade: 1 | 2 | 3; readonly text: string },
): Promise<Acted> => act(deps, command, (context, ticket) => supervise(context, ticket, input));

export const answerSupervision = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly text: string; readonly seen: string | null },
): Promise<Acted> => act(deps, command, (context, ticket) => replySupervision(context, ticket, input));

/** 提级: unit → leader in charge → government meeting. */
export const levelUpTicket = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string; readonly seen: string | null },
): Promise<Acted> => act(deps, command, (context, ticket) => levelUp(context, ticket, input));
