import { requestMaterials } from "../../domain/ticket/verbs/request-materials.ts";
import type { DeskDeps } from "../deps.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 请补充: all missing papers in one list; the clock pauses (003-08). */
export const askForMaterials = (
  deps: DeskDeps,
  command: TicketCommand,
  input: { readonly materials: readonly string[]; readonly reason: string },
): Promise<Acted> => act(deps, command, (context, ticket) => requestMaterials(context, ticket, input));
