import type { DismissInput } from "../../domain/ticket/verbs/dismiss.ts";
import { dismiss, restore } from "../../domain/ticket/verbs/dismiss.ts";
import { unlearn } from "../../store/examples.ts";
import type { DeskDeps } from "../deps.ts";
import { notRequestLesson } from "../learning/not-request.ts";
import { lessonWrites } from "../learning/learn.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { act } from "./act.ts";

/** 不是诉求: its sender is told kindly, and the same words open nothing from the next message on. */
export const dismissTicket = (deps: DeskDeps, command: TicketCommand, input: DismissInput): Promise<Acted> =>
  act(
    deps,
    command,
    (context, ticket) => dismiss(context, ticket, input, isGuarded(deps, `${ticket.title}\n${ticket.text}`)),
    ({ directory, ticket }, now) => ({
      rows: lessonWrites(deps, directory, notRequestLesson(directory, ticket.state, command.by, input.kind, now)),
    }),
  );

/** 还是需要处理: it is a request after all, and what was learned from it is forgotten. */
export const restoreTicket = (deps: DeskDeps, command: TicketCommand): Promise<Acted> =>
  act(deps, command, restore, ({ ticket }) => ({ rows: unlearn(deps.db, ticket.state.no, "not_request") }));

const isGuarded = ({ assistant }: DeskDeps, text: string): boolean =>
  assistant.emergency(text) !== null || assistant.complaint(text) !== null;
