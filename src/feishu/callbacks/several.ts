import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast } from "./answer.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";

/** Several matters shown back: the tickets exist already; what is wrong with them the sender now writes. */
export const confirmSeveral: PressHandler<Extract<CardAction, { k: "several" }>> = (_deps, _press, action) =>
  Promise.resolve(
    answered(
      action.d === "right" ? toast("success", texts.toasts.severalRight) : toast("info", texts.toasts.severalWrong),
    ),
  );
