import { localDay } from "../../calendar/index.ts";
import type { Directory, Person } from "../../people/directory.ts";
import { nextOnRota, substitute } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import { receiverLimits } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import { refuse, stageRefusal } from "../context.ts";
import type { TicketState } from "../state.ts";

/** Whom a ticket that was not accepted in time is offered next; null = everybody it could be offered to has let it pass. */
export function nextInTurn(
  directory: Directory,
  ticket: TicketState,
  lastAssigned: ReadonlyMap<string, number>,
  now: number,
): Person | null {
  if (ticket.unitId === null) return null;
  const day = localDay(directory.calendar, now);
  // Everybody who has let it pass since the last hand-over of a person, and who gave it away: it must not come back to him by rule.
  const asked = [...ticket.chain.slice(-(ticket.passedOn + 1)).map((link) => link.to), ticket.responsibleId];
  const next = ticket.passedOn === 0 ? nextOnRota(directory, ticket.unitId, lastAssigned, day, asked) : null;
  const headId = directory.units.get(ticket.unitId)?.headId ?? null;
  const head = headId === null ? null : substitute(directory, headId, day);
  return next ?? (head?.kind === "cadre" && !asked.includes(head.id) ? head : null);
}

/**
 * Not accepted in time: offered to the next on the unit's rota, then to its head or who stands in for him; whoever is
 * responsible stays so all the while (000-16). Nobody left = nothing changes, and the reminder goes on until somebody accepts.
 */
export function passOn(
  { directory, actor, now }: DecideContext,
  ticket: TicketState,
  input: { readonly lastAssigned: ReadonlyMap<string, number> },
): Decision {
  if (actor.type !== "system") return refuse({ code: "not_allowed" });
  const wrong = stageRefusal(ticket, ["offered"]);
  if (wrong !== null) return refuse(wrong);
  if (now < ticket.deadlines.acceptBy) return ok([]);
  const target = nextInTurn(directory, ticket, input.lastAssigned, now);
  if (target === null) return ok([]);
  return ok([
    {
      type: "passed_on",
      data: {
        fromId: ticket.offeredToId,
        toId: target.id,
        unitId: ticket.unitId,
        ...receiverLimits(directory, ticket, now),
      },
      content: null,
    },
  ]);
}
