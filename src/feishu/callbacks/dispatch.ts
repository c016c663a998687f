import type { Deps } from "../../deps.ts";
import { unreachable } from "../../domain/result.ts";
import { errorFields } from "../../log.ts";
import { texts } from "../../texts/index.ts";
import { decodeAction } from "../actions/codec.ts";
import type { CardAction } from "../actions/codec.ts";
import type { Delivery } from "../inbound/parse.ts";
import { toast } from "./answer.ts";
import { answerCoerced } from "./on-coerced.ts";
import { publishPressed, removeLearned, showGuide, takeBackPressed } from "./on-guides.ts";
import {
  chooseTicket,
  decideComplaint,
  decideDanger,
  decideRelay,
  decideRequest,
  passQuestionsOn,
} from "./on-message.ts";
import { pressCampaign, startPressed } from "./on-campaigns.ts";
import { exportLedgerPress } from "./on-ledger.ts";
import { decideClaimPress, identifySelf, register, show, viewTicket } from "./on-people.ts";
import { answerLookBack, decideDraftPress, leave } from "./on-supervision.ts";
import { takeDuty } from "./on-duty.ts";
import { changeMode, pressTicket, submitTicket } from "./on-ticket.ts";
import type { Press, Pressed } from "./press.ts";
import { answered } from "./press.ts";
import { confirmSeveral } from "./several.ts";

/**
 * Answers a press within the platform's three seconds: always a toast or a card, never silence (feishu.md 1.5). An
 * unexpected error becomes a reference number for the person and one line with context for the operator.
 */
export async function answerPress(deps: Deps, delivery: Extract<Delivery, { kind: "callback" }>): Promise<Pressed> {
  const { callback } = delivery;
  const press: Press = {
    id: delivery.eventKey,
    openId: callback.operator.open_id,
    tenantKey: callback.operator.tenant_key ?? null,
    external:
      callback.operator.tenant_key !== undefined &&
      delivery.tenantKey !== null &&
      callback.operator.tenant_key !== delivery.tenantKey,
    messageId: callback.context?.open_message_id ?? null,
    chatId: callback.context?.open_chat_id ?? null,
    action: callback.action,
  };
  const action = decodeAction({
    value: callback.action.value ?? callback.action.option,
    name: callback.action.name ?? null,
  });
  if (action === null) {
    deps.log.warn("press.unknown", { press: press.id, tag: callback.action.tag });
    return answered(toast("warning", texts.toasts.oldCard));
  }
  try {
    return await handle(deps, press, action);
  } catch (error) {
    const reference = deps.ids.next("run").slice(-6);
    deps.log.error("press.failed", { reference, press: press.id, kind: action.k, ...errorFields(error) });
    return answered(toast("error", texts.toasts.failed(reference)));
  }
}

function handle(deps: Deps, press: Press, action: CardAction): Promise<Pressed> {
  switch (action.k) {
    case "press":
      return pressTicket(deps, press, action);
    case "submit":
      return submitTicket(deps, press, action);
    case "mode":
      return changeMode(deps, press, action);
    case "choose":
      return chooseTicket(deps, press, action);
    case "identify":
      return identifySelf(deps, press, action);
    case "claim":
      return decideClaimPress(deps, press, action);
    case "register":
      return register(deps, press, action);
    case "show":
      return show(deps, press, action);
    case "view":
      return viewTicket(deps, press, action);
    case "duty":
      return takeDuty(deps, press, action);
    case "complaint":
      return decideComplaint(deps, press, action);
    case "danger":
      return decideDanger(deps, press, action);
    case "several":
      return confirmSeveral(deps, press, action);
    case "request":
      return decideRequest(deps, press, action);
    case "relay":
      return decideRelay(deps, press, action);
    case "look_back":
      return answerLookBack(deps, press, action);
    case "coerced":
      return answerCoerced(deps, press, action);
    case "draft":
      return decideDraftPress(deps, press, action);
    case "leave":
      return leave(deps, press, action);
    case "guide":
      return showGuide(deps, press, action);
    case "questions":
      return passQuestionsOn(deps, press, action);
    case "guide_publish":
      return publishPressed(deps, press, action);
    case "answer_back":
      return takeBackPressed(deps, press, action);
    case "campaign":
      return pressCampaign(deps, press, action);
    case "campaign_start":
      return startPressed(deps, press, action);
    case "learned":
      return removeLearned(deps, press, action);
    case "ledger":
      return exportLedgerPress(deps, press, action);
    default:
      return unreachable(action);
  }
}
