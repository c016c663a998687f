import { hasRole } from "../../domain/people/actor.ts";
import { cardsOfRequester, toCardRows } from "../../store/cards.ts";
import type { Statement } from "../../store/database.ts";
import {
  addContact,
  bindIdentity,
  bumpDirectoryVersion,
  claimById,
  decideClaim,
  directoryVersion,
} from "../../store/people.ts";
import { ticketsOfRequester, toStored } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { Notice } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { nameOf } from "../views/person-line.ts";
import { actorOf } from "./actor.ts";
import { boundChanges, claimNotice } from "./identify.ts";

export type ClaimDecided =
  | { readonly type: "done" | "decided_before"; readonly notice: Notice; readonly ready: readonly ReadyJob[] }
  | { readonly type: "not_allowed" | "missing" };

const TRIES = 6;

/** A dispatcher confirms (with the enterprise) or rejects who an unknown person says he is. */
export async function decideIdentity(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  input: { readonly claimId: string; readonly decision: "confirm" | "reject"; readonly enterpriseId: string | null },
  attempt = 1,
): Promise<ClaimDecided> {
  const { db, appId } = deps;
  const [claims, version] = await db.batch([claimById(db, input.claimId), directoryVersion(db)]);
  const [claim] = claims;
  if (claim === undefined) return { type: "missing" };
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, command.openId);
  if (actor.type !== "person" || !hasRole(directory, actor, "dispatcher")) return { type: "not_allowed" };
  const requester = { openId: claim.openId, personId: null };
  const [tickets, cards] = await db.batch([ticketsOfRequester(db, requester, 0), cardsOfRequester(db, requester)]);
  const stored = toStored(tickets);
  const shown = (state: "confirmed" | "rejected", by: string | null): Notice => ({
    ...(claimNotice(directory, {
      claimId: claim.id,
      name: claim.name,
      enterprise: claim.enterprise,
      phone: claim.phone,
      external: false,
      ticketNos: stored.map(({ state: ticket }) => ticket.no),
    }) as Extract<Notice, { kind: "identity_claim" }>),
    state,
    decidedBy: nameOf(directory, by),
  });
  if (claim.state !== "waiting")
    return { type: "decided_before", notice: shown(claim.state, claim.decidedBy), ready: [] };

  const now = deps.clock.now();
  const state = input.decision === "confirm" ? ("confirmed" as const) : ("rejected" as const);
  const rows: Statement[] = [decideClaim(db, { id: claim.id, state, decidedBy: actor.personId, decidedAt: now })];
  const personId = deps.ids.next("pe");
  const enterpriseId =
    input.enterpriseId !== null && directory.enterprises.has(input.enterpriseId) ? input.enterpriseId : null;
  const confirmed = state === "confirmed";
  if (confirmed)
    rows.push(
      addContact(db, { id: personId, name: claim.name, phone: claim.phone.replace(/\D/g, ""), enterpriseId }),
      bindIdentity(db, {
        appId,
        openId: claim.openId,
        personId,
        tenantKey: claim.tenantKey,
        boundAt: now,
        boundBy: actor.personId,
      }),
      bumpDirectoryVersion(db),
    );
  const binding = { personId, enterpriseId, boundBy: actor.personId };
  const told: Notice = {
    kind: "identity_form",
    ticketNo: null,
    state: confirmed ? "bound" : "rejected",
    name: claim.name,
    enterprise: directory.enterprises.get(enterpriseId ?? "")?.shortName ?? claim.enterprise,
  };
  const committed = await commit(deps, {
    commandId: command.commandId,
    actor,
    now,
    directory,
    tickets: confirmed ? boundChanges({ now, directory, actor }, stored, toCardRows(cards), binding) : [],
    rows,
    notices: [
      { recipient: { type: "person", openId: claim.openId }, notice: told, replyTo: null, replyToCardOf: null },
    ],
  });
  if (committed.type === "committed")
    return { type: "done", notice: shown(state, actor.personId), ready: committed.ready };
  // A ticket of his moved, or a colleague was quicker: what holds now is read, not what was wished.
  if (committed.type === "conflict" && attempt < TRIES) return decideIdentity(deps, command, input, attempt + 1);
  return { type: "decided_before", notice: shown(state, actor.personId), ready: [] };
}
