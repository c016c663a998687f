import { confirmResult, sendBack } from "../../domain/ticket/verbs/confirm.ts";
import { setProject } from "../../domain/ticket/verbs/set-project.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 选择项目 by a dispatcher or the assignee. */
export const chooseProject = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly projectId: string | null },
): Promise<Acted> => act(deps, command, (context, ticket) => setProject(context, ticket, input));

/** 确认办结 by the bound leader (000-09). */
export const confirmAsLeader = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly seen: string | null },
): Promise<Acted> => act(deps, command, (context, ticket) => confirmResult(context, ticket, input));

/** 退回重办 by the bound leader. */
export const sendBackAsLeader = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly reason: string; readonly seen: string | null },
): Promise<Acted> => act(deps, command, (context, ticket) => sendBack(context, ticket, input));
