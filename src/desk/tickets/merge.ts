import { merge } from "../../domain/ticket/verbs/merge.ts";
import { supplement } from "../../domain/ticket/verbs/supplement.ts";
import { cardsOf, toCardRows } from "../../store/cards.ts";
import { directoryVersion } from "../../store/people.ts";
import { ticketById, toStored } from "../../store/tickets.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { actorOf } from "../people/actor.ts";
import type { Acted, TicketCommand } from "./act.ts";
import { recipientOfMessage, versionOf } from "./act.ts";

const TRIES = 6;

/**
 * 合并 into an older ticket of the same requester: what was said and sent goes along, in one transaction, so that nothing can
 * be in neither of the two (domain.md; peers: a merge must never mix requesters).
 */
export async function mergeTicket(
  deps: DeskDeps,
  command: TicketCommand & { readonly by: { readonly openId: string } },
  input: { readonly intoId: string },
): Promise<Acted> {
  const { db } = deps;
  for (let attempt = 1; ; attempt += 1) {
    const [ours, ourCards, theirs, theirCards, version] = await db.batch([
      ticketById(db, command.ticketId),
      cardsOf(db, command.ticketId),
      ticketById(db, input.intoId),
      cardsOf(db, input.intoId),
      directoryVersion(db),
    ]);
    const [from] = toStored(ours);
    const [into] = toStored(theirs);
    if (from === undefined || into === undefined) return { type: "missing" };
    const directory = await deps.directory.get(versionOf(version));
    const actor = actorOf(directory, command.by.openId);
    const now = deps.clock.now();
    const context = { now, directory, actor };
    const refused = (refusal: Extract<Acted, { type: "refused" }>["refusal"]): Acted => ({
      type: "refused",
      refusal,
      ticket: from.state,
      directory,
      actor,
    });
    const merged = merge(context, from.state, into.state);
    if (!merged.ok) return refused(merged.error);
    const { text, attachments, notes } = from.state;
    const words = [text, ...notes.filter((note) => note.kind === "supplement").map((note) => note.text)];
    const added = supplement(context, into.state, {
      text: words.filter((w) => w !== "").join("\n") || from.state.title,
      attachments,
    });
    if (!added.ok) return refused(added.error);
    const committed = await commit(deps, {
      commandId: command.commandId,
      actor,
      now,
      directory,
      tickets: [
        { ticketId: from.state.id, before: from, cards: toCardRows(ourCards), facts: merged.value },
        { ticketId: into.state.id, before: into, cards: toCardRows(theirCards), facts: added.value },
      ],
      pressedRecipient: recipientOfMessage(toCardRows(ourCards), command.pressedMessageId ?? null),
    });
    if (committed.type === "committed")
      return { type: "done", ticket: committed.tickets[0] ?? from.state, directory, actor, ready: committed.ready };
    if (committed.type !== "conflict") return { type: "done", ticket: from.state, directory, actor, ready: [] };
    if (attempt >= TRIES) throw new Error(`ticket ${from.state.no}: ${TRIES} conflicts in a row`);
  }
}
