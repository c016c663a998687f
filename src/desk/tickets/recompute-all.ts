import { recompute } from "../../domain/ticket/verbs/recompute.ts";
import { openTicketIds } from "../../store/tickets.ts";
import type { ReadyJob } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { act } from "./act.ts";

const PAGE = 200;

/**
 * A new calendar or policy was loaded: the limits of all open tickets are reckoned again, each with an event that says so.
 * Safe to run twice: a ticket whose limits are right already gets no event. Returns how many moved.
 */
export async function recomputeOpenTickets(
  deps: DeskDeps,
  change: { readonly id: string; readonly because: "calendar" | "policy" },
  send: (ready: readonly ReadyJob[]) => Promise<void>,
): Promise<number> {
  let moved = 0;
  let after = "";
  for (;;) {
    const page = await openTicketIds(deps.db, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return moved;
    for (const { id } of page) {
      // Of this run alone: a calendar that comes back is reckoned with again.
      const command = {
        commandId: `${change.id}:${id}:${deps.ids.next("run")}`,
        ticketId: id,
        by: { system: "recompute" },
      };
      const acted = await act(deps, command, (context, ticket) => recompute(context, ticket, change));
      if (acted.type !== "done") continue;
      if (acted.ready.length > 0) moved += 1;
      await send(acted.ready);
    }
    after = last.id;
  }
}
