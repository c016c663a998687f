import type { ClaimedJob } from "../../store/jobs.ts";
import { conversationOf, directoryVersion } from "../../store/people.ts";
import { toListed } from "../../store/ticket-lists.ts";
import { ticketsOfRequester, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { guidesNotice } from "../guides/figures.ts";
import { learnedNotice } from "../learning/list.ts";
import type { Notice, NoticeWish } from "../outgoing.ts";
import { hasLeft } from "../../domain/ticket/requester.ts";
import { isOpen } from "../../domain/ticket/state.ts";
import { actorOf } from "../people/actor.ts";
import { versionOf } from "../tickets/act.ts";
import { matterRow } from "../views/project.ts";
import { namedCommand, refusedTo } from "./commands.ts";
import { listNotice, listQuery } from "./lists.ts";
import { lastClosed } from "./on-ticket.ts";
import { formNotice } from "./staff.ts";
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
  const asker = { directory, actor, now };
  const command = namedCommand(wish);
  if (wish === "guides") return guidesNotice(deps, openId);
  if (wish === "learned") {
    const learned = await learnedNotice(deps, openId);
    if (learned !== null) return learned;
  }
  if (wish === "matters" || (wish === "tasks" && actor.type !== "person")) {
    const personId = actor.type === "system" ? null : actor.personId;
    const found = toStored(await ticketsOfRequester(db, { openId, personId }, 0)).map(({ state }) => state);
    const tickets = found.filter((ticket) => !hasLeft(directory, ticket));
    const open = tickets.filter(isOpen);
    const rows = open.map((ticket) => matterRow(directory, ticket, now));
    const closed = tickets.find((ticket) => !isOpen(ticket)) ?? null;
    return { kind: "list", what: "matters", rows, total: rows.length, page, lastClosed: lastClosed(closed) };
  }
  const only = command === null ? null : refusedTo(asker, command);
  if (command === null || only !== null) return welcome(asker, only === null ? null : { code: "refused", only });
  const query = listQuery(db, asker, { command, nos: [], openId });
  const list = listNotice(asker, command, toListed(query === null ? [] : await query));
  return list === null ? (formNotice(asker, command) ?? welcome(asker)) : { ...list, page };
}
