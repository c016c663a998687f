import { takenAlarm } from "../../desk/messages/emergency.ts";
import { confirmDuty } from "../../desk/tickets/confirm-duty.ts";
import { dutyTaker } from "../../domain/ticket/duty-taker.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast, withCard } from "./answer.ts";
import { rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";
import { refusalSentence } from "./sentence.ts";

/** Duty person takes an emergency in hand; whoever presses after him reads on the alarm itself who has it. */
export const takeDuty: PressHandler<Extract<CardAction, { k: "duty" }>> = async (deps, press, action) => {
  const { alarm } = texts.notices;
  const command = { commandId: press.id, ticketId: action.t, by: { openId: press.openId } };
  const acted = await confirmDuty(deps, command, alarm.note);
  if (acted.type === "missing" || acted.type === "lost") return answered(toast("warning", texts.toasts.oldCardStaff));
  if (acted.type === "refused")
    return answered(toast("warning", refusalSentence(deps, acted.refusal, acted.directory)));
  const { ticket, directory, actor } = acted;
  const notice = takenAlarm(directory, ticket);
  const own = actor.type === "person" && actor.personId === dutyTaker(ticket);
  const said = own ? toast("success", texts.toasts.dutyTaken) : toast("info", alarm.confirmed(notice.confirmedBy));
  return answered(withCard(said, await rendered(deps, notice)), acted.ready);
};
