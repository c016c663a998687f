import { addDays, localDay } from "../../domain/calendar/index.ts";
import type { Person } from "../../domain/people/directory.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { bumpDirectoryVersion, directoryVersion, setLeave } from "../../store/people.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { versionOf } from "../tickets/act.ts";
import { actorOf } from "./actor.ts";

export interface LeaveInput {
  /** Local days, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly delegateId: string | null;
}

export type LeaveResult =
  | { readonly type: "done"; readonly person: Person; readonly delegate: string | null }
  | { readonly type: "repeated" }
  | { readonly type: "refused"; readonly code: "not_allowed" | "date_not_later" | "person_unavailable" };

const LONGEST_DAYS = 366;

/** 请假: new tickets go to whoever stands in, or to the next on the rota; what is in hand stays until handed over. */
export async function takeLeave(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  input: LeaveInput,
): Promise<LeaveResult> {
  const { db } = deps;
  const [version] = await db.batch([directoryVersion(db)]);
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, command.openId);
  const person = actor.type === "person" ? directory.people.get(actor.personId) : undefined;
  if (person === undefined) return { type: "refused", code: "not_allowed" };
  const now = deps.clock.now();
  const today = localDay(directory.calendar, now);
  if (input.to < input.from || input.to < today || input.to > addDays(input.from, LONGEST_DAYS))
    return { type: "refused", code: "date_not_later" };
  const delegate = input.delegateId === null ? null : (directory.people.get(input.delegateId) ?? null);
  const usable = delegate !== null && delegate.active && delegate.kind === "cadre" && delegate.id !== person.id;
  if (input.delegateId !== null && (!usable || isOnLeave(delegate, input.from)))
    return { type: "refused", code: "person_unavailable" };
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now,
    directory,
    rows: [
      setLeave(db, person.id, { from: input.from, to: input.to, delegateId: input.delegateId }),
      bumpDirectoryVersion(db),
    ],
  });
  return committed.type === "committed"
    ? { type: "done", person, delegate: delegate?.name ?? null }
    : { type: "repeated" };
}

/** 销假: back on the rota from now on. */
export async function endLeave(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
): Promise<LeaveResult> {
  const { db } = deps;
  const [version] = await db.batch([directoryVersion(db)]);
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, command.openId);
  const person = actor.type === "person" ? directory.people.get(actor.personId) : undefined;
  if (person === undefined) return { type: "refused", code: "not_allowed" };
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now: deps.clock.now(),
    directory,
    rows: [setLeave(db, person.id, { from: null, to: null, delegateId: null }), bumpDirectoryVersion(db)],
  });
  return committed.type === "committed" ? { type: "done", person, delegate: null } : { type: "repeated" };
}
