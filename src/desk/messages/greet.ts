import type { ClaimedJob } from "../../store/jobs.ts";
import { conversationOf, directoryVersion } from "../../store/people.ts";
import { lateTickets, tasksOf, ticketsOfRequester, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { guidesNotice } from "../guides/figures.ts";
import { learnedNotice } from "../learning/list.ts";
import type { Notice, NoticeWish } from "../outgoing.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import { hasRole } from "../../domain/people/actor.ts";
import { actorOf } from "../people/actor.ts";
import { versionOf } from "../tickets/act.ts";
import { matterRow } from "../views/project.ts";
import { lastClosed } from "./on-ticket.ts";
import { leaveNotice } from "../people/leave-notice.ts";
import { lateNotice, maySupervise, registerNotice, tasksNotice } from "./staff.ts";
import { welcome } from "./welcome.ts";

export interface Greeting {
  readonly openId: string;
  /** first = the chat was made just now · entered = opened again · else the key of a menu item. */
  readonly wish: string;
  readonly commandId: string;
  readonly job: ClaimedJob | null;
}

/** First visit, or a tap on the bot's menu. Null = another runner has it, or nothing is to be said. */
export async function greet(deps: DeskDeps, greeting: Greeting): Promise<readonly ReadyJob[] | null> {
  const silent =
    greeting.wish === "entered" || (greeting.wish === "first" && (await hasWritten(deps, greeting.openId)));
  const notice = silent ? null : await noticeFor(deps, greeting.openId, greeting.wish);
  const directory = await deps.directory.get(null);
  const wishes: NoticeWish[] =
    notice === null
      ? []
      : [{ recipient: { type: "person", openId: greeting.openId }, notice, replyTo: null, replyToCardOf: null }];
  const committed = await commit(deps, {
    commandId: greeting.commandId,
    actor: actorOf(directory, greeting.openId),
    now: deps.clock.now(),
    directory,
    notices: wishes,
    job: greeting.job,
  });
  return committed.type === "committed" ? committed.ready : null;
}

/** Whoever came with a request has his receipt already and needs no greeting on top of it. */
async function hasWritten(deps: DeskDeps, openId: string): Promise<boolean> {
  const [conversation] = await conversationOf(deps.db, deps.appId, openId);
  return conversation !== undefined;
}

/** What the menu, the buttons of the welcome card and the commands show. */
export async function noticeFor(deps: DeskDeps, openId: string, wish: string, page = 0): Promise<Notice> {
  const { db } = deps;
  const now = deps.clock.now();
  const [version] = await db.batch([directoryVersion(db)]);
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, openId);
  if (wish === "tasks" && actor.type === "person")
    return { ...listOf(tasksNotice({ directory, now }, toStored(await tasksOf(db, actor.personId)))), page };
  if (wish === "guides") return guidesNotice(deps, openId);
  if (wish === "learned") {
    const learned = await learnedNotice(deps, openId);
    if (learned !== null) return learned;
  }
  if (wish === "late" && maySupervise({ directory, actor }))
    return { ...listOf(lateNotice({ directory, now }, toStored(await lateTickets(db, now + 12 * 3_600_000)))), page };
  if (wish === "leave" && actor.type === "person") return leaveNotice(directory, actor.personId, now);
  if (wish === "register" && hasRole(directory, actor, "dispatcher")) return registerNotice({ directory });
  if (wish === "matters") {
    const personId = actor.type === "system" ? null : actor.personId;
    const tickets = toStored(await ticketsOfRequester(db, { openId, personId }, 0)).map(({ state }) => state);
    const open = tickets.filter(isOpen);
    const rows = open.map((ticket) => matterRow(directory, ticket, now));
    const closed = tickets.find((ticket) => !isOpen(ticket)) ?? null;
    return { kind: "list", what: "matters", rows, total: rows.length, page, lastClosed: lastClosed(closed) };
  }
  return welcome({ directory, actor });
}

function listOf(notice: Notice): Extract<Notice, { kind: "list" }> {
  if (notice.kind !== "list") throw new Error(`not a list: ${notice.kind}`);
  return notice;
}
