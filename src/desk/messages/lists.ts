import {
  addDays,
  addWorkingDays,
  endOfWorkingDay,
  localDay,
  nextWorkingMinute,
  startOfLocalDay,
  workingDaysBetween,
} from "../../domain/calendar/index.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Owed } from "../../domain/ticket/owed.ts";
import { owedToLeader } from "../../domain/ticket/owed.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { presentToDispatch, worksFor } from "../../domain/people/standing-in.ts";
import { byPressure, namesFor, parkedUntil, todoOf } from "../../domain/ticket/todo.ts";
import type { Todo } from "../../domain/ticket/todo.ts";
import type { Database } from "../../store/database.ts";
import type { ListedTicket } from "../../store/ticket-lists.ts";
import { MOST, lateTickets, tasksOf, ticketsByNo, unitTickets } from "../../store/ticket-lists.ts";
import type { MatterRow, Notice } from "../outgoing.ts";
import { nameOf } from "../views/person-line.ts";
import { dayOf, lightBy, matterRow } from "../views/project.ts";
import type { ChatCommand } from "./commands.ts";
import { refusedTo, unitsOf } from "./commands.ts";

type List = Extract<Notice, { kind: "list" }>;

export interface Asker {
  readonly directory: Directory;
  readonly actor: Actor;
  /** UTC ms. */
  readonly now: number;
}

/** Working days within which a supervision is to be answered, at most. */
const REPLY_DAYS = 2;
/** What falls due within the day counts as to be looked at. */
const HOURS_AHEAD = 12 * 3_600_000;

/** The tickets a command lists, or those with the numbers asked for; null = it lists none. @param openId of the asker. */
export function listQuery(
  db: Database,
  asker: Asker,
  asked: { readonly command: ChatCommand | null; readonly nos: readonly string[]; readonly openId: string },
) {
  const { directory, actor, now } = asker;
  const { command, nos, openId } = asked;
  if (actor.type !== "person" || (command !== null && refusedTo(asker, command) !== null)) return null;
  if (nos.length > 0) return ticketsByNo(db, nos, openId);
  const { personId } = actor;
  switch (command) {
    case "tasks":
    case "due":
      return tasksOf(
        db,
        personId,
        namesFor(directory, personId, dayOf(directory, now)),
        worksFor(directory, personId, dayOf(directory, now)),
        worksFor(directory, personId, dayOf(directory, now), presentToDispatch),
      );
    case "late":
      return lateTickets(db, now + HOURS_AHEAD, {
        // What was missed is asked for again when the office opens next; a reply is due within two working days.
        morning: nextWorkingMinute(directory.calendar, endOfWorkingDay(directory.calendar, dayOf(directory, now))),
        reply: addWorkingDays(directory.calendar, now, REPLY_DAYS + 1).at,
      });
    case "unit":
      return unitTickets(db, unitsOf(asker));
    default:
      return null;
  }
}

/** The list a command asks for; null = it is none. Authorised by whoever read the tickets. */
export function listNotice(asker: Asker, command: ChatCommand, listed: readonly ListedTicket[]): List | null {
  const wanted = command === "late" ? listed.filter(({ state }) => lookOf(asker, state) !== null) : listed;
  // What is parked or only owed is looked for apart from what is late.
  const looks = Map.groupBy(wanted, ({ state }) => (command === "late" ? lookOf(asker, state) : null));
  const tickets = [...looks.values()].flatMap((look) => look.slice(0, MOST));
  const notice = listOf(asker, command, tickets);
  return notice === null ? null : { ...notice, more: tickets.length < wanted.length };
}

function listOf(asker: Asker, command: ChatCommand, listed: readonly ListedTicket[]): List | null {
  switch (command) {
    case "tasks":
    case "due":
      return tasksNotice(asker, listed, command);
    case "late":
      return list(
        "late",
        listed.map(({ state }) => lateRow(asker, state)),
      );
    case "unit":
      return list("unit", unitRows(asker, listed));
    default:
      return null;
  }
}

const list = (what: List["what"], rows: readonly MatterRow[]): List => ({
  kind: "list",
  what,
  rows,
  total: rows.length,
  lastClosed: null,
});

/** 我的待办 and 今天到期: what he has to do about each and by when, the most pressing first; what waits comes last. */
function tasksNotice(asker: Asker, listed: readonly ListedTicket[], what: "tasks" | "due" = "tasks"): List {
  const { directory, now } = asker;
  const { calendar } = directory;
  const rows = listed.flatMap(({ state, drafts }) => {
    const todo = todoOf(asker, state);
    const own = todo === null ? [] : [{ todo, row: todoRow(asker, state, todo) }];
    // A draft has no limit of its own: it stands between what is late and what is still to come.
    const words = drafts.map(({ id }) => ({
      todo: { by: now, waits: false },
      row: { ...matterRow(directory, state, now), light: "yellow" as const, draftId: id },
    }));
    return [...own, ...words];
  });
  const tomorrow = startOfLocalDay(calendar, addDays(localDay(calendar, now), 1));
  const shown = what === "tasks" ? rows : rows.filter(({ todo }) => !todo.waits && todo.by < tomorrow);
  return list(
    what,
    shown.toSorted((a, b) => byPressure(a.todo, b.todo)).map(({ row }) => row),
  );
}

function todoRow({ directory, now }: Asker, ticket: TicketState, todo: Todo): MatterRow {
  const { calendar } = directory;
  const row = matterRow(directory, ticket, now);
  return {
    ...row,
    todo,
    light: todo.waits ? "grey" : todo.what === "unpark" ? "yellow" : lightBy(directory, ticket, todo.by, now),
    workingDaysLeft: workingDaysBetween(calendar, now, todo.by),
  };
}

/** Why a leader looks at it; null = there is nothing to look at. */
function lookOf(asker: Asker, ticket: TicketState): "parked" | "late" | "owed" | null {
  const { stage, deadlines } = ticket;
  if (stage === "parked") return "parked";
  const runs = ["triage", "offered", "in_progress"].includes(stage);
  if (runs && deadlines.resolveBy < asker.now + HOURS_AHEAD) return "late";
  return owedTo(asker, ticket) === null ? null : "owed";
}

function owedTo({ directory, actor, now }: Asker, ticket: TicketState): Owed | null {
  const own = actor.type === "person" ? namesFor(directory, actor.personId, dayOf(directory, now)) : [];
  return owedToLeader(directory, ticket, own, now);
}

/** Of a parked ticket the day it comes back counts, not the limit that stands still; of another what is owed before its limit. */
function lateRow(asker: Asker, ticket: TicketState): MatterRow {
  const { directory, now } = asker;
  const owed = lookOf(asker, ticket) === "owed" ? owedTo(asker, ticket) : null;
  if (owed !== null)
    return { ...matterRow(directory, ticket, now), light: lightBy(directory, ticket, owed.by, now), owed };
  if (ticket.stage !== "parked") return matterRow(directory, ticket, now);
  return todoRow(asker, ticket, parkedUntil(directory, ticket, now));
}

/** 本单位待办: by person, who has the most pressing first; within one, by pressure. */
function unitRows(asker: Asker, listed: readonly ListedTicket[]): MatterRow[] {
  const { directory } = asker;
  const units = unitsOf(asker);
  const rows = listed.flatMap(({ state }) => {
    const inUnit = units.includes(state.unitId ?? "");
    const people = [
      ...(inUnit ? [state.offeredToId ?? state.assigneeId ?? state.responsibleId] : []),
      ...state.assists.flatMap((part) => (part.doneAt === null && units.includes(part.unitId) ? [part.personId] : [])),
    ];
    return [...new Set(people)].flatMap((personId) => {
      const todo = todoOf({ ...asker, actor: { type: "person", personId, openId: null } }, state);
      if (todo === null) return [];
      return [{ personId, todo, row: { ...todoRow(asker, state, todo), who: nameOf(directory, personId) } }];
    });
  });
  const sorted = rows.toSorted((a, b) => byPressure(a.todo, b.todo));
  return [...Map.groupBy(sorted, ({ personId }) => personId).values()].flat().map(({ row }) => row);
}
