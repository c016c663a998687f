import { offerLedger, requestLedger } from "../../desk/reports/ledger-export.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { parseForm } from "../actions/forms.ts";
import { toast, withCard } from "./answer.ts";
import { rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";

const X = texts.reports.export;

/** 导出台账: asked for on a board, or sent with its reason. */
export const exportLedgerPress: PressHandler<Extract<CardAction, { k: "ledger" }>> = async (deps, press, action) => {
  const scope = { period: action.p ?? null, about: action.a ?? null, state: action.s ?? null };
  const sentence = async (what: Parameters<typeof texts.reports.answers.said>[0]): Promise<string> => {
    const { calendar } = await deps.directory.get(null);
    return texts.reports.answers.said(what, { now: deps.clock.now(), utcOffsetMinutes: calendar.offsetMinutes });
  };
  if (action.d === "ask") {
    const { notice, ready } = await offerLedger(deps, { commandId: press.id, openId: press.openId }, scope);
    // The board stays as it is: others may be looking at it.
    if (notice.kind === "report_said") return answered(toast("warning", await sentence(notice.what)));
    return answered(toast("info", X.askedPrivately), ready);
  }
  const form = parseForm("ledger", press.action.form_value);
  if (!form.ok) return answered(toast("warning", form.error.map((problem) => texts.forms.problem(problem)).join("\n")));
  // One sheet a card: two quick presses have different ids.
  const commandId = `ledger:${press.messageId ?? press.id}`;
  const requested = await requestLedger(
    deps,
    { commandId, openId: press.openId },
    { scope, reason: form.value.reason },
  );
  if (requested.type === "refused") {
    if (requested.code === "not_allowed")
      return answered(toast("warning", await sentence({ code: "export_not_yours" })));
    return answered(toast("warning", texts.forms.problem({ field: "ledger_reason", problem: "missing" })));
  }
  const { view, ready } = requested;
  const card = view === null ? null : await rendered(deps, { kind: "ledger_export", view });
  const said = requested.type === "done" ? toast("success", X.requested) : toast("info", texts.toasts.nothingChanged);
  return answered(withCard(said, card), ready);
};
