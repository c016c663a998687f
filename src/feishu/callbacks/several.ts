import type { Notice } from "../../desk/outgoing.ts";
import { chosenAnswer } from "../../desk/guides/show.ts";
import { matterTicketIds } from "../../desk/messages/open-tickets.ts";
import { matterRow } from "../../desk/views/project.ts";
import { requesterOpenId } from "../../domain/ticket/requester.ts";
import { ticketsByIds, toStored } from "../../store/tickets.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast, withCard } from "./answer.ts";
import { rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";

/** Several matters shown back: the tickets exist already; what is wrong with them the sender now writes. */
export const confirmSeveral: PressHandler<Extract<CardAction, { k: "several" }>> = async (deps, press, action) => {
  const directory = await deps.directory.get(null);
  const now = deps.clock.now();
  const tickets = toStored(await ticketsByIds(deps.db, matterTicketIds(action.i)))
    .map(({ state }) => state)
    // Whoever else sees the card learns nothing from pressing it.
    .filter((ticket) => requesterOpenId(directory, ticket) === press.openId)
    .toSorted((a, b) => (a.no < b.no ? -1 : 1));
  if (tickets.length === 0) return answered(toast("warning", texts.toasts.oldCard));
  const rows = tickets.map((ticket) => matterRow(directory, ticket, now));
  const refs = (action.q ?? []).map(([kind, id]) => ({ kind, id }));
  const answers = (await Promise.all(refs.map((ref) => chosenAnswer(deps, ref, false)))).filter((one) => one !== null);
  const notice: Notice = { kind: "several", inboundId: action.i, rows, answers, state: action.d };
  const said =
    action.d === "right" ? toast("success", texts.toasts.severalRight) : toast("info", texts.toasts.severalWrong);
  return answered(withCard(said, await rendered(deps, notice)));
};
