import type { Directory, Person } from "../../domain/people/directory.ts";
import { bindRequester } from "../../domain/ticket/verbs/bind-requester.ts";
import { cardsOfRequester, toCardRows } from "../../store/cards.ts";
import type { Statement } from "../../store/database.ts";
import { addClaim, bindIdentity, bumpDirectoryVersion, directoryVersion } from "../../store/people.ts";
import { ticketsOfRequester, toStored } from "../../store/tickets.ts";
import type { ReadyJob, TicketChange } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { NoticeWish } from "../outgoing.ts";
import { versionOf } from "../tickets/act.ts";
import { openIdOf } from "../views/person-line.ts";
import { actorOf } from "./actor.ts";
import { nearEnterprises } from "./near-enterprises.ts";

export interface IdentifyInput {
  readonly name: string;
  readonly enterprise: string;
  readonly phone: string;
}

const TRIES = 6;

/** bound = his phone is a contact's in the directory · waiting = a dispatcher confirms · known = he was bound before. */
export type Identified =
  | {
      readonly type: "bound";
      readonly name: string;
      readonly enterprise: string | null;
      readonly ready: readonly ReadyJob[];
    }
  | { readonly type: "waiting"; readonly ready: readonly ReadyJob[] }
  | { readonly type: "known" | "repeated" };

/**
 * An unknown person says who he is. Only the office's own directory is asked, never the platform's contacts (external
 * persons: feishu.md 5.1); a contact's phone with his name or enterprise binds at once, everything else a dispatcher confirms.
 */
export async function identify(
  deps: DeskDeps,
  command: {
    readonly commandId: string;
    readonly openId: string;
    readonly tenantKey: string | null;
    readonly external: boolean;
  },
  input: IdentifyInput,
  attempt = 1,
): Promise<Identified> {
  const { db, appId } = deps;
  const { openId, tenantKey } = command;
  const now = deps.clock.now();
  const [version, tickets, cards] = await db.batch([
    directoryVersion(db),
    ticketsOfRequester(db, { openId, personId: null }, 0),
    cardsOfRequester(db, { openId, personId: null }),
  ]);
  const directory = await deps.directory.get(versionOf(version));
  const actor = actorOf(directory, openId);
  if (actor.type !== "requester" || actor.personId !== null) return { type: "known" };
  const match = contactOf(directory, input);
  const base = { commandId: command.commandId, actor, now, directory };
  if (match !== null) {
    const changes = boundChanges({ now, directory, actor }, toStored(tickets), toCardRows(cards), {
      personId: match.id,
      enterpriseId: match.enterpriseId,
      boundBy: "phone",
    });
    const rows: Statement[] = [
      bindIdentity(db, { appId, openId, personId: match.id, tenantKey, boundAt: now, boundBy: "phone" }),
      bumpDirectoryVersion(db),
    ];
    const committed = await commit(deps, { ...base, tickets: changes, rows });
    // One of his tickets moved meanwhile: he must not be told that nothing has changed, and stay unknown.
    if (committed.type === "conflict" && attempt < TRIES) return identify(deps, command, input, attempt + 1);
    if (committed.type !== "committed") return { type: "repeated" };
    const enterprise = directory.enterprises.get(match.enterpriseId ?? "")?.shortName ?? null;
    return { type: "bound", name: match.name, enterprise, ready: committed.ready };
  }
  const claimId = deps.ids.next("cl");
  const claim = { id: claimId, appId, openId, tenantKey, ...input, state: "waiting" as const, createdAt: now };
  const nos = toStored(tickets).map(({ state }) => state.no);
  const notice = claimNotice(directory, { claimId, ...input, external: command.external, ticketNos: nos });
  const committed = await commit(deps, {
    ...base,
    rows: [addClaim(db, claim)],
    notices: toDispatchers(directory, notice),
  });
  return committed.type === "committed" ? { type: "waiting", ready: committed.ready } : { type: "repeated" };
}

/** The phone, and the name or the enterprise with it: a number seen on a card is not enough to become that person. */
function contactOf(directory: Directory, input: IdentifyInput): Person | null {
  const phone = input.phone.replace(/\D/g, "").replace(/^86(?=1\d{10}$)/, "");
  for (const person of directory.people.values()) {
    if (person.kind !== "contact" || !person.active || phone === "" || person.phone !== phone) continue;
    const near = nearEnterprises(directory, input.enterprise).some(({ id }) => id === person.enterpriseId);
    if (person.name === input.name.trim() || near) return person;
  }
  return null;
}

/** His tickets learn who asked. */
export function boundChanges(
  context: Parameters<typeof bindRequester>[0],
  tickets: ReturnType<typeof toStored>,
  cards: ReturnType<typeof toCardRows>,
  binding: { readonly personId: string; readonly enterpriseId: string | null; readonly boundBy: string },
): TicketChange[] {
  return tickets.flatMap((ticket) => {
    const decision = bindRequester(context, ticket.state, binding);
    if (!decision.ok || decision.value.length === 0) return [];
    const ours = cards.filter((card) => card.ticketId === ticket.state.id);
    return [{ ticketId: ticket.state.id, before: ticket, cards: ours, facts: decision.value }];
  });
}

export function claimNotice(
  directory: Directory,
  claim: {
    claimId: string;
    name: string;
    enterprise: string;
    phone: string;
    external: boolean;
    ticketNos: readonly string[];
  },
): NoticeWish["notice"] {
  const candidates = nearEnterprises(directory, claim.enterprise);
  return { kind: "identity_claim", ...claim, candidates, state: "waiting", decidedBy: null };
}

function toDispatchers(directory: Directory, notice: NoticeWish["notice"]): NoticeWish[] {
  return directory.settings.dispatcherIds.flatMap((id) => {
    const openId = openIdOf(directory, id);
    if (openId === null) return [];
    return [{ recipient: { type: "person" as const, openId }, notice, replyTo: null, replyToCardOf: null }];
  });
}
