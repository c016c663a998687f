import { noticeFor } from "../../desk/messages/greet.ts";
import type { Notice } from "../../desk/outgoing.ts";
import { decideAccountability, showDraft } from "../../desk/people/decide-draft.ts";
import { endLeave, takeLeave } from "../../desk/people/leave.ts";
import { confirmStillHolds } from "../../desk/tickets/look-back.ts";
import { reportNotSolved } from "../../desk/tickets/rate.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { parseForm } from "../actions/forms.ts";
import { toast, withCard } from "./answer.ts";
import { rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";
import { refusalSentence } from "./sentence.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

/** 回头看: still fine closes the question; a relapse reopens the ticket (002-24). */
export const answerLookBack: PressHandler<Of<"look_back">> = async (deps, press, action) => {
  const command = { commandId: press.id, ticketId: action.t, by: { openId: press.openId } };
  const acted =
    action.d === "ok"
      ? await confirmStillHolds(deps, command, { seen: action.q ?? null })
      : await reportNotSolved(deps, command, { reason: texts.buttons.action.relapse });
  if (acted.type === "missing" || acted.type === "lost") return answered(toast("warning", texts.toasts.oldCard));
  if (acted.type === "refused")
    return answered(toast("warning", refusalSentence(deps, acted.refusal, acted.directory)));
  const { no, title, id, closedAt, result } = acted.ticket;
  const notice: Notice = {
    kind: "look_back",
    ticketId: id,
    no,
    title,
    // Opened again it has no end any more, but the result it had.
    closedAt: closedAt ?? result?.at ?? deps.clock.now(),
    state: action.d,
  };
  const said = action.d === "ok" ? texts.toasts.done.still_ok : texts.toasts.done.relapse;
  return answered(withCard(toast("success", said), await rendered(deps, notice)), acted.ready);
};

/** A leader's word on an accountability draft. */
export const decideDraftPress: PressHandler<Of<"draft">> = async (deps, press, action) => {
  const command = { commandId: press.id, openId: press.openId };
  const result =
    action.d === "show"
      ? await showDraft(deps, command, action.id)
      : await decideAccountability(deps, command, { draftId: action.id, confirm: action.d === "confirm" });
  if (result.type === "shown") return answered({}, result.ready);
  if (!("notice" in result)) {
    const directory = await deps.directory.get(null);
    return answered(toast("warning", refusalSentence(deps, { code: "not_allowed" }, directory)));
  }
  const said =
    result.type === "done" && action.d !== "show" ? texts.supervision.draft[action.d] : texts.toasts.nothingChanged;
  return answered(
    withCard(toast(result.type === "done" ? "success" : "info", said), await rendered(deps, result.notice)),
  );
};

/** 请假 and 销假 from their card. */
export const leave: PressHandler<Of<"leave">> = async (deps, press, action) => {
  const directory = await deps.directory.get(null);
  if (action.step === "open")
    return answered(withCard({}, await rendered(deps, await noticeFor(deps, press.openId, "leave"))));
  const base = { kind: "leave_form", colleagues: [], days: [], from: null, to: null, delegate: null } as const;
  const command = { commandId: press.id, openId: press.openId };
  if (action.step === "end") {
    const result = await endLeave(deps, command);
    if (result.type === "refused")
      return answered(toast("warning", refusalSentence(deps, { code: result.code }, directory)));
    return answered(
      withCard(toast("success", texts.supervision.leave.back), await rendered(deps, { ...base, state: "back" })),
      result.type === "done" ? result.ready : [],
    );
  }
  const form = parseForm("leave", press.action.form_value);
  if (!form.ok) return answered(toast("warning", form.error.map((problem) => texts.forms.problem(problem)).join("\n")));
  const result = await takeLeave(deps, command, form.value);
  switch (result.type) {
    case "done": {
      const { from, to } = form.value;
      const notice: Notice = { ...base, state: "on_leave", from, to, delegate: result.delegate };
      const said = texts.supervision.leave.onLeave(from, to, result.delegate, {
        now: deps.clock.now(),
        utcOffsetMinutes: directory.calendar.offsetMinutes,
      });
      return answered(withCard(toast("success", said), await rendered(deps, notice)), result.ready);
    }
    case "repeated":
      return answered(toast("info", texts.toasts.nothingChanged));
    case "refused":
      return answered(toast("warning", refusalSentence(deps, { code: result.code }, directory)));
  }
};
