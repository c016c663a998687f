import { unreachable } from "../../domain/result.ts";
import { mayRead } from "../../domain/ticket/authority.ts";
import { askedOf, isOfRound, supervisionsRead } from "../../domain/ticket/asked.ts";
import type { RatingLevel, TicketState } from "../../domain/ticket/state.ts";
import { unanswered } from "../../domain/ticket/supervisions.ts";
import type { Deps } from "../../deps.ts";
import { publishAnswer } from "../../desk/guides/make-public.ts";
import { acceptTicket } from "../../desk/tickets/accept.ts";
import type { Acted, TicketCommand } from "../../desk/tickets/act.ts";
import { leaveAside } from "../../desk/tickets/act.ts";
import { dismissTicket, restoreTicket } from "../../desk/tickets/dismiss.ts";
import { dispatchTicket } from "../../desk/tickets/dispatch.ts";
import { handOverTicket } from "../../desk/tickets/hand-over.ts";
import { mergeTicket } from "../../desk/tickets/merge.ts";
import { noteProgress } from "../../desk/tickets/progress.ts";
import { rateTicket, reportNotSolved } from "../../desk/tickets/rate.ts";
import { refuseToAccept } from "../../desk/tickets/refuse.ts";
import { askForMaterials } from "../../desk/tickets/request-materials.ts";
import { reportCoercedMark } from "../../desk/tickets/report-coercion.ts";
import { resolveTicket } from "../../desk/tickets/resolve.ts";
import { returnToDispatcher } from "../../desk/tickets/return.ts";
import { supplementTicket } from "../../desk/tickets/supplement.ts";
import { urgeTicket } from "../../desk/tickets/urge.ts";
import { withdrawTicket } from "../../desk/tickets/withdraw.ts";
import { requestExtension } from "../../desk/tickets/ask-extension.ts";
import { requestParking, unparkTicket } from "../../desk/tickets/ask-parking.ts";
import { requestTermination } from "../../desk/tickets/ask-termination.ts";
import { callOffAssist, inviteAssist, passAssist, reportAssist } from "../../desk/tickets/assist.ts";
import { decideOnApproval } from "../../desk/tickets/decide-approval.ts";
import { confirmStillHolds } from "../../desk/tickets/look-back.ts";
import { chooseProject, confirmAsLeader, sendBackAsLeader } from "../../desk/tickets/project.ts";
import { answerSupervision, levelUpTicket, superviseTicket } from "../../desk/tickets/supervise.ts";
import { FORM_ACTIONS } from "../../desk/views/ticket-actions.ts";
import type { TicketAction } from "../../desk/views/ticket-actions.ts";
import { markBusy } from "../../store/cards.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { isFormName, parseForm } from "../actions/forms.ts";
import type { FormName, FormValues } from "../actions/forms.ts";
import { toast, withCard } from "./answer.ts";
import type { Press, Pressed, PressHandler } from "./press.ts";
import { doneToast } from "./done-toast.ts";
import { hearForm, warned } from "./form-words.ts";
import { answered } from "./press.ts";
import { refusalSentence } from "./sentence.ts";
import { freshCard, loadPressed } from "./ticket-card.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

/** A press on a ticket's card: an action that needs words opens its form, the others are done at once. */
export const pressTicket: PressHandler<Of<"press">> = async (deps, press, action) => {
  const level = levelOf(action.level);
  const opensForm = FORM_ACTIONS.includes(action.a) || (action.a === "rate" && (level === null || level <= 2));
  if (opensForm) return openForm(deps, press, action, level);
  const command = commandFor(press, action.t);
  const seen = seenIn(action);
  switch (action.a) {
    case "accept":
      return settled(deps, press, action.a, await acceptTicket(deps, command));
    case "urge":
      return settled(deps, press, action.a, await urgeTicket(deps, command, { text: "" }));
    case "rate":
      return settled(
        deps,
        press,
        action.a,
        await rateTicket(deps, command, { level: level ?? 3, reasons: [], comment: "", seen }),
      );
    case "approve":
      return settled(deps, press, action.a, await decideOnApproval(deps, command, { approve: true, reason: "", seen }));
    case "confirm":
      return settled(deps, press, action.a, await confirmAsLeader(deps, command, { seen }));
    case "unpark":
      return settled(deps, press, action.a, await unparkTicket(deps, command));
    case "restore":
      return settled(deps, press, action.a, await restoreTicket(deps, command));
    case "still_ok":
      return settled(deps, press, action.a, await confirmStillHolds(deps, command, { seen }));
    default:
      return openForm(deps, press, action, level);
  }
};

async function openForm(deps: Deps, press: Press, action: Of<"press">, level: RatingLevel | null): Promise<Pressed> {
  const pressed = await loadPressed(deps, action.t, press.openId);
  if (pressed === null) return answered(toast("warning", texts.toasts.oldCard));
  const low = level === 1 || level === 2 ? level : null;
  const card = await freshCard(deps, press, pressed, action.a, low);
  if (card === null) {
    const { actor, directory, ticket } = pressed;
    if (!mayRead({ now: deps.clock.now(), directory, actor }, ticket))
      return answered(toast("warning", refusalSentence(deps, { code: "not_allowed" }, directory)));
    // A replaced or forwarded card: there is a newer one, and lists lead to it.
    return answered(toast("warning", actor.type === "person" ? texts.toasts.oldCardStaff : texts.toasts.oldCard));
  }
  // Whoever fills in a form has to have read what it answers, and a form does not show that.
  if (isAnotherNow(action, pressed.ticket))
    return settled(deps, press, action.a, { type: "refused", refusal: { code: "asked_otherwise" }, ...pressed });
  await holdCard(deps, press, FORM_OPEN_MS);
  return answered(withCard(toast("info", texts.toasts.fillIn), card));
}

/** 更多 / 返回. */
export const changeMode: PressHandler<Of<"mode">> = async (deps, press, action) => {
  const pressed = await loadPressed(deps, action.t, press.openId);
  const card = pressed === null ? null : await freshCard(deps, press, pressed, action.m);
  // 更多 is about to be pressed on; 返回 gives the card free.
  await holdCard(deps, press, action.m === "more" ? MORE_OPEN_MS : null);
  return answered(card === null ? toast("warning", texts.toasts.oldCard) : withCard({}, card));
};

/** A form on a ticket's card was sent. What is missing is said; what was typed is still on the person's screen. */
export const submitTicket: PressHandler<Of<"submit">> = async (deps, press, action) => {
  const name = action.a;
  if (!isFormName(name)) return pressTicket(deps, press, { ...action, k: "press" });
  const form = parseForm(name, press.action.form_value);
  if (form.ok) await holdCard(deps, press, null);
  if (!form.ok) return answered(toast("warning", form.error.map((problem) => texts.forms.problem(problem)).join("\n")));
  const { values, left, aside, danger } = await hearForm(deps, press, action.t, { name, values: form.value });
  const command = { ...commandFor(press, action.t), aside };
  const said = left ? texts.toasts.keptPrivate : null;
  // Nothing but such words is nothing the ticket has to know.
  if (left && name === "supplement")
    return warned(danger, await settled(deps, press, name, await leaveAside(deps, command), said));
  const acted = await carryOut(deps, command, action, name, values);
  // The mark came too late: that it was pressed for is told all the same, and with what he wrote beside it (B.8).
  if (acted.type === "refused" && "forced" in values && values.forced) {
    const told = await reportCoercedMark(deps, command, { text: values.comment });
    if (told.type === "done") return warned(danger, await settled(deps, press, "coerced", told, said));
  }
  const pressed = await settled(deps, press, name, acted, said);
  const beside = acted.type === "refused" && aside !== null ? await leaveAside(deps, command) : null;
  const ready = beside?.type === "done" ? beside.ready : [];
  return warned(danger, { ...pressed, ready: [...ready, ...pressed.ready] });
};

/** As long as somebody may need for a few sentences; a form left open longer is written over when something changes. */
const FORM_OPEN_MS = 10 * 60_000;
const MORE_OPEN_MS = 30_000;

/** Keeps changes from others off a card while somebody is busy on it. */
async function holdCard(deps: Deps, press: Press, ms: number | null): Promise<void> {
  if (press.messageId === null) return;
  await markBusy(deps.db, press.messageId, ms === null ? null : deps.clock.now() + ms);
}

async function carryOut(
  deps: Deps,
  command: PressCommand,
  action: Of<"submit">,
  name: FormName,
  values: FormValues[FormName],
): Promise<Acted> {
  const seen = seenIn(action);
  const as = <N extends FormName>(_name: N): FormValues[N] => values as FormValues[N];
  switch (name) {
    case "return":
      return returnToDispatcher(deps, command, as(name));
    case "hand_over":
      return handOverTicket(deps, command, as(name));
    case "progress":
      return noteProgress(deps, command, as(name));
    case "materials":
      return askForMaterials(deps, command, as(name));
    case "resolve":
      return resolveTicket(deps, command, { ...as(name), evidence: [] });
    case "supplement":
      return supplementTicket(deps, command, { ...as(name), attachments: [] });
    case "withdraw":
      return withdrawTicket(deps, command, as(name));
    case "not_solved":
      return reportNotSolved(deps, command, as(name));
    case "rate": {
      const { forced, ...input } = as(name);
      return rateTicket(deps, command, { ...input, level: levelOf(action.level) ?? 2, seen }, forced);
    }
    case "dispatch":
      return dispatchTicket(deps, command, { ...as(name), personId: null });
    case "merge":
      return mergeTicket(deps, command, as(name));
    case "refuse":
      return refuseToAccept(deps, command, as(name));
    case "extend":
      return requestExtension(deps, command, as(name));
    case "park":
      return requestParking(deps, command, as(name));
    case "terminate":
      return requestTermination(deps, command, as(name));
    case "assist":
      return inviteAssist(deps, command, as(name));
    case "assist_done":
      return reportAssist(deps, command, as(name));
    case "assist_hand":
      return passAssist(deps, command, as(name));
    case "assist_cancel":
      return callOffAssist(deps, command, as(name));
    case "deny":
      return decideOnApproval(deps, command, { approve: false, ...as(name), seen });
    case "supervise":
      return superviseTicket(deps, command, as(name));
    case "supervise_reply":
      return answerSupervision(deps, command, { ...as(name), seen });
    case "level_up":
      return levelUpTicket(deps, command, { ...as(name), seen });
    case "project":
      return chooseProject(deps, command, as(name));
    case "send_back":
      return sendBackAsLeader(deps, command, { ...as(name), seen });
    case "coerced":
      return reportCoercedMark(deps, command, as(name));
    case "relapse":
      return reportNotSolved(deps, command, as(name));
    case "dismiss":
      return dismissTicket(deps, command, as(name));
    case "publish_answer":
      return publishAnswer(deps, command, as(name));
    case "leave":
    case "ledger":
    case "identify":
    case "claim":
    case "register":
      throw new Error(`not a ticket's form: ${name}`);
    default:
      return unreachable(name);
  }
}

type PressCommand = TicketCommand & { readonly by: { readonly openId: string } };

function commandFor(press: Press, ticketId: string): PressCommand {
  return { commandId: press.id, ticketId, by: { openId: press.openId }, pressedMessageId: press.messageId };
}

/** Toast and fresh card for what a verb has made of a press. @param instead said where the usual toast would not be true. */
async function settled(
  deps: Deps,
  press: Press,
  action: TicketAction,
  acted: Acted,
  instead: string | null = null,
): Promise<Pressed> {
  switch (acted.type) {
    case "done": {
      const card = await freshCard(deps, press, acted);
      const said = instead ?? doneToast(action, acted, deps.clock.now());
      return answered(withCard(toast("success", said), card), acted.ready);
    }
    case "refused": {
      const wrongInput = ["text_missing", "reason_missing", "materials_missing", "text_too_long", "bad_amount"];
      // The form stays open where only a word is missing; otherwise the card shows what is now so.
      const stays =
        wrongInput.includes(acted.refusal.code) ||
        acted.refusal.code === "reason_needed_for_second_request" ||
        ["date_not_later", "extension_too_long", "names_somebody"].includes(acted.refusal.code);
      const card = stays ? null : await freshCard(deps, press, acted);
      return answered(withCard(toast("warning", refusalSentence(deps, acted.refusal, acted.directory)), card));
    }
    case "missing":
    case "lost":
      return answered(toast("warning", texts.toasts.oldCard));
    default:
      return unreachable(acted);
  }
}

/** Key of what the card asked; null on cards of before it was carried. */
const seenIn = ({ q }: Of<"press" | "submit">): string | null => q ?? null;

/** The card asked for an answer to what is asked no more. */
function isAnotherNow(action: Of<"press">, ticket: TicketState): boolean {
  const asked = askedOf(ticket);
  const seen = seenIn(action);
  switch (action.a) {
    case "deny":
      return asked.approval !== seen;
    case "send_back":
      return asked.confirmation !== seen;
    case "level_up":
      return asked.level !== seen;
    case "rate":
      return !isOfRound(ticket, seen);
    case "supervise_reply":
      return supervisionsRead(ticket, seen).length < unanswered(ticket).length;
    default:
      return false;
  }
}

function levelOf(value: number | undefined): RatingLevel | null {
  const levels: readonly RatingLevel[] = [1, 2, 3, 4, 5];
  return levels.find((level) => level === value) ?? null;
}
