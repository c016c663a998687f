import { localDay } from "../../calendar/index.ts";
import { dutyDispatcher, nextOnRota } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import { limitsFrom } from "../clock.ts";
import type { DecideContext, Decision } from "../context.ts";
import type { Attachment, Requester, TicketState, Urgency } from "../state.ts";

export interface OpenInput {
  readonly no: string;
  readonly title: string;
  readonly text: string;
  readonly place: string | null;
  readonly category: string | null;
  readonly urgency: Urgency;
  readonly channel: TicketState["channel"];
  readonly chatId: string | null;
  readonly requester: Requester;
  readonly attachments: readonly Attachment[];
  /** Who took the call or the visit; absent = the dispatcher on duty is the first responder (首问). */
  readonly registeredById: string | null;
  /** UTC ms of each person's last ticket, for the rota. */
  readonly lastAssigned: ReadonlyMap<string, number>;
}

/**
 * A first contact is never refused: whatever is missing, a ticket comes out with a person responsible and a clock
 * (000-16, 000-17). With a category the unit's rota names the person; without, a dispatcher decides.
 */
export function open({ now, directory }: DecideContext, input: OpenInput): Decision {
  const day = localDay(directory.calendar, now);
  const category = input.category === null ? null : (directory.categories.get(input.category) ?? null);
  const unitId = category?.leadUnitId ?? null;
  const next = unitId === null ? null : nextOnRota(directory, unitId, input.lastAssigned, day);
  return ok([
    {
      type: "opened",
      data: {
        no: input.no,
        category: category?.code ?? null,
        urgency: input.urgency,
        channel: input.channel,
        chatId: input.chatId,
        requester: input.requester,
        unitId: next === null ? null : unitId,
        firstResponderId: input.registeredById ?? dutyDispatcher(directory, day),
        offeredToId: next?.id ?? null,
        deadlines: limitsFrom(directory, {
          category: category?.code ?? null,
          urgency: input.urgency,
          enterpriseId: input.requester.enterpriseId,
          receivedAt: now,
        }),
        attachments: input.attachments,
      },
      content: { title: input.title, text: input.text, place: input.place },
    },
  ]);
}
