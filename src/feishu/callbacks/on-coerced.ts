import { reportCoercedMark } from "../../desk/tickets/report-coercion.ts";
import type { Notice } from "../../desk/outgoing.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast, withCard } from "./answer.ts";
import { arrived, rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";
import { refusalSentence } from "./sentence.ts";

/** "有人要求我打高分" said in words: only its sender decides whether the leader is told, and with it of his words. */
export const answerCoerced: PressHandler<Extract<CardAction, { k: "coerced" }>> = async (deps, press, action) => {
  const message = await arrived(deps, action.i);
  if (message === null || message.openId !== press.openId) return answered(toast("warning", texts.toasts.oldCard));
  const notice = (state: "told" | "dropped"): Notice => ({
    kind: "coerced_mark",
    ticketId: action.t,
    inboundId: action.i,
    no: "",
    title: "",
    quote: "",
    disciplinePhone: "",
    state,
  });
  if (action.d === "no")
    return answered(
      withCard(toast("info", texts.supervision.coerced.dropped), await rendered(deps, notice("dropped"))),
    );
  const command = { commandId: press.id, ticketId: action.t, by: { openId: press.openId } };
  const acted = await reportCoercedMark(deps, command, { text: message.text });
  if (acted.type === "missing" || acted.type === "lost") return answered(toast("warning", texts.toasts.oldCard));
  if (acted.type === "refused")
    return answered(toast("warning", refusalSentence(deps, acted.refusal, acted.directory)));
  const card = await rendered(deps, notice("told"));
  return answered(withCard(toast("success", texts.toasts.done.coerced), card), acted.ready);
};
