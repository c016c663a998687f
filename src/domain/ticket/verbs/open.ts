import { localDay } from "../../calendar/index.ts";
import { projectNamed } from "../../people/projects.ts";
import { dutyDispatcher } from "../../people/rota.ts";
import { ok } from "../../result.ts";
import type { DecideContext, Decision } from "../context.ts";
import { MAX_TEXT } from "../context.ts";
import { routeByRule } from "../routing.ts";
import type { Attachment, Earlier, Requester, TicketState, Urgency } from "../state.ts";

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
  /** The matter that was over when this was told; absent = none. */
  readonly earlier?: Earlier | null;
}

/**
 * A first contact is never refused: whatever is missing, a ticket comes out with a person responsible and a clock
 * (000-16, 000-17). With a category the unit's rota names the person; without, a dispatcher decides.
 */
export function open(context: DecideContext, input: OpenInput): Decision {
  const { now, directory } = context;
  const projectId = projectNamed(directory, input.requester.enterpriseId, [input.title, input.text, input.place]);
  const routed = routeByRule(context, {
    category: input.category,
    urgency: input.urgency,
    enterpriseId: input.requester.enterpriseId,
    projectId,
    receivedAt: now,
    lastAssigned: input.lastAssigned,
  });
  return ok([
    {
      type: "opened",
      data: {
        no: input.no,
        ...routed,
        urgency: input.urgency,
        channel: input.channel,
        chatId: input.chatId,
        requester: input.requester,
        firstResponderId: input.registeredById ?? dutyDispatcher(directory, localDay(directory.calendar, now)),
        attachments: input.attachments,
        ...(projectId === null ? {} : { projectId }),
        ...(input.earlier ? { earlier: input.earlier } : {}),
      },
      // Longer than a field allows is still a person's message: kept whole in the inbound row, cut only here.
      content: { title: input.title, text: input.text.slice(0, MAX_TEXT), place: input.place },
    },
  ]);
}
