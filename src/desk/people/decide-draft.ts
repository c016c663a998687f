import type { Evidence } from "../../store/accountability.ts";
import { decideDraft, draftById } from "../../store/accountability.ts";
import { directoryVersion } from "../../store/people.ts";
import { ticketById, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { Notice } from "../outgoing.ts";
import { decidesNow } from "../tickets/draft-decider.ts";
import { versionOf } from "../tickets/act.ts";
import { nameOf } from "../views/person-line.ts";
import { actorOf } from "./actor.ts";

export type DraftDecided =
  | { readonly type: "done" | "decided_before"; readonly notice: Notice }
  | { readonly type: "not_allowed" | "missing" };

interface Command {
  readonly commandId: string;
  readonly openId: string;
}

/** 责任追究: only the leader it was drafted for decides, or who has taken his place; the system never does, and publishes nothing (000-18). */
export async function decideAccountability(
  deps: DeskDeps,
  command: Command,
  input: { readonly draftId: string; readonly confirm: boolean },
): Promise<DraftDecided> {
  const loaded = await load(deps, command, input.draftId);
  if (loaded.type !== "found") return loaded;
  const { draft, directory, actor, shown } = loaded;
  if (draft.state !== "draft") return { type: "decided_before", notice: shown(draft.state, draft.decidedBy) };
  const now = deps.clock.now();
  const state = input.confirm ? ("confirmed" as const) : ("rejected" as const);
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now,
    directory,
    rows: [decideDraft(deps.db, { id: draft.id, state, decidedBy: actor.personId, decidedAt: now })],
  });
  return { type: committed.type === "committed" ? "done" : "decided_before", notice: shown(state, actor.personId) };
}

/** Its card anew, below, for the leader who finds it in his list. */
export async function showDraft(
  deps: DeskDeps,
  command: Command,
  draftId: string,
): Promise<DraftDecided | { readonly type: "shown"; readonly ready: readonly ReadyJob[] }> {
  const loaded = await load(deps, command, draftId);
  if (loaded.type !== "found") return loaded;
  const { draft, directory, actor, shown } = loaded;
  const notice = shown(draft.state, draft.decidedBy);
  const recipient = { type: "person", openId: command.openId } as const;
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now: deps.clock.now(),
    directory,
    notices: [{ recipient, notice, replyTo: null, replyToCardOf: null }],
  });
  return { type: "shown", ready: committed.type === "committed" ? committed.ready : [] };
}

async function load(deps: DeskDeps, { openId }: Command, draftId: string) {
  const { db } = deps;
  const [drafts, version] = await db.batch([draftById(db, draftId), directoryVersion(db)]);
  const [draft] = drafts;
  if (draft === undefined) return { type: "missing" } as const;
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, openId);
  if (actor.type !== "person" || actor.personId !== decidesNow(directory, draft) || actor.personId === draft.personId)
    return { type: "not_allowed" } as const;
  const [ticket] = toStored(await ticketById(db, draft.ticketId));
  const shown = (state: "draft" | "confirmed" | "rejected", by: string | null): Notice => ({
    kind: "accountability_draft",
    draftId: draft.id,
    no: ticket?.state.no ?? "",
    title: ticket?.state.title ?? "",
    reason: draft.reason as Extract<Notice, { kind: "accountability_draft" }>["reason"],
    unit: directory.units.get(draft.unitId ?? "")?.name ?? null,
    person: nameOf(directory, draft.personId),
    // Written by accountability.ts only.
    evidence: draft.evidence as readonly Evidence[],
    state,
    decidedBy: nameOf(directory, by),
  });
  return { type: "found", draft, directory, actor, shown } as const;
}
