import { hasRole } from "../../domain/people/actor.ts";
import type { Directory, Person } from "../../domain/people/directory.ts";
import { open } from "../../domain/ticket/verbs/open.ts";
import type { Urgency } from "../../domain/ticket/state.ts";
import { toTurns, versionAndTurns } from "../../store/people.ts";
import { counterKey, counterOf, ticketNo } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import { openIdOf } from "../views/person-line.ts";
import { dayOf } from "../views/project.ts";
import { versionOf } from "./act.ts";

export interface RegisterInput {
  /** Null = the directory does not have it; then the name is what was said. */
  readonly enterpriseId: string | null;
  readonly enterpriseName: string;
  readonly name: string;
  readonly phone: string;
  readonly channel: "phone" | "visit";
  readonly category: string | null;
  readonly urgency: Urgency;
  readonly text: string;
}

export type Registered =
  | { readonly type: "done"; readonly no: string; readonly ready: readonly ReadyJob[] }
  | { readonly type: "repeated" }
  | { readonly type: "refused"; readonly code: "not_allowed" | "text_missing" };

const TRIES = 6;

/** 登记: a request that came by phone or visit. Who took it is its first responder (首问, domain.md B.5). */
export async function registerRequest(
  deps: DeskDeps,
  command: { readonly commandId: string; readonly openId: string },
  input: RegisterInput,
): Promise<Registered> {
  const { db } = deps;
  for (let attempt = 1; ; attempt += 1) {
    const now = deps.clock.now();
    const day = dayOf(await deps.directory.get(null), now);
    const [turns, counter] = await db.batch([versionAndTurns(db), counterOf(db, counterKey(ticketNo(day, 0)))]);
    const directory = await deps.directory.get(versionOf(turns));
    const actor = actorOf(directory, command.openId);
    if (actor.type !== "person" || !hasRole(directory, actor, "dispatcher"))
      return { type: "refused", code: "not_allowed" };
    if (input.text.trim() === "") return { type: "refused", code: "text_missing" };
    const contact = contactOf(directory, input);
    const enterpriseId = contact?.enterpriseId ?? directory.enterprises.get(input.enterpriseId ?? "")?.id ?? null;
    const no = ticketNo(day, (counter[0]?.value ?? 0) + 1);
    const decision = open(
      { now, directory, actor },
      {
        no,
        title: input.text.trim().slice(0, 20),
        text: told(input, contact !== null),
        place: null,
        category: input.category,
        urgency: input.urgency,
        channel: input.channel,
        chatId: null,
        requester: {
          openId: contact === null ? null : openIdOf(directory, contact.id),
          personId: contact?.id ?? null,
          enterpriseId,
          verified: contact !== null,
          tenantKey: null,
        },
        attachments: [],
        registeredById: actor.personId,
        lastAssigned: toTurns(turns),
      },
    );
    if (!decision.ok) throw new Error(`a registration was refused: ${decision.error.code}`);
    const ticketId = deps.ids.next("tk");
    const change = { ticketId, before: null, cards: [], facts: decision.value };
    const committed = await commit(deps, { commandId: command.commandId, actor, now, directory, tickets: [change] });
    if (committed.type === "committed") return { type: "done", no, ready: committed.ready };
    if (committed.type !== "conflict") return { type: "repeated" };
    if (attempt >= TRIES) throw new Error(`register: ${TRIES} conflicts in a row`);
  }
}

/** The caller, by his phone. */
function contactOf(directory: Directory, input: RegisterInput): Person | null {
  const contacts = [...directory.people.values()].filter((p) => p.kind === "contact" && p.active);
  return contacts.find((p) => p.phone === input.phone) ?? null;
}

/** An unknown caller's name, firm and number go with his words, so that somebody can call back. */
function told(input: RegisterInput, known: boolean): string {
  const who = known ? "" : [input.enterpriseName, input.name, input.phone].filter((part) => part !== "").join(" ");
  return [input.text.trim(), who].filter((part) => part !== "").join("\n");
}
