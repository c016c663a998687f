import type { Deps } from "../../deps.ts";
import type { ReadyJob } from "../../desk/commit.ts";
import type { MessageDecision } from "../../desk/messages/resume.ts";
import { resumeMessage } from "../../desk/messages/resume.ts";
import type { ArrivedMessage } from "../../desk/messages/message.ts";
import type { AnswerRef } from "../../desk/guides/heard.ts";
import type { AnswerView } from "../../desk/guides/views.ts";
import { answerNotice } from "../../desk/guides/views.ts";
import type { Notice } from "../../desk/outgoing.ts";
import { loadInbound } from "../../store/inbound.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import type { Card } from "../cards/index.ts";
import { noticeMessage } from "../cards/index.ts";
import { normalizeMessage } from "../inbound/normalize.ts";
import { parseDelivery } from "../inbound/parse.ts";
import { toast, withCard } from "./answer.ts";
import type { Press, Pressed, PressHandler } from "./press.ts";
import { answered } from "./press.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

/** "您说的是哪一件?" answered: one of his tickets, or a new matter; of what is solved, that it goes on. */
export const chooseTicket: PressHandler<Of<"choose">> = (deps, press, { i, t, done }) => {
  const { newMatter, chosen } = texts.toasts;
  return decide(deps, press, i, {
    // What is said of a solved matter hangs on it: such words teach nothing about anybody else's.
    decision: t === null ? { type: "new", corrected: done === undefined, done } : { type: "ticket", ticketId: t, done },
    said: t === null ? newMatter : done !== undefined ? texts.toasts.done.not_solved : chosen,
    notice: ({ text }) => ({
      kind: "which_ticket",
      inboundId: i,
      quote: text,
      options: [],
      chosen: t ?? "",
      solved: done,
    }),
  });
};

/** "这是诉求吗?" answered. */
export const decideRequest: PressHandler<Of<"request">> = (deps, press, action) =>
  decide(deps, press, action.i, {
    decision: action.d === "yes" ? { type: "new" } : { type: "nothing" },
    said: action.d === "yes" ? texts.toasts.newMatter : texts.toasts.notRequest,
    notice: (message) => ({ kind: "is_request", inboundId: action.i, quote: message.text, state: action.d }),
  });

/** A complaint that its sender wants handled as an ordinary matter; or what the protected way is. */
export const decideComplaint: PressHandler<Of<"complaint">> = async (deps, press, action) => {
  const { settings } = await deps.directory.get(null);
  const disciplinePhone = settings.disciplinePhone || settings.deskPhone;
  const notice: Notice = { kind: "complaint_offer", inboundId: action.i, state: action.d, disciplinePhone };
  // Only explains: nothing is written, and the choice stays open.
  if (action.d === "about") return answered(withCard({}, await rendered(deps, notice)));
  return decide(deps, press, action.i, {
    decision: { type: "new" },
    said: texts.toasts.ordinary,
    notice: () => notice,
  });
};

/** "现场有危险吗?" answered. A no is only shown: it must not use up the answer to another card about the same message. */
export const decideDanger: PressHandler<Of<"danger">> = async (deps, press, action) => {
  const notice: Notice = {
    kind: "possible_danger",
    inboundId: action.i,
    numbers: [],
    ticketId: action.t,
    state: action.d,
  };
  if (action.d === "no") return answered(withCard({}, await rendered(deps, notice)));
  return decide(deps, press, action.i, {
    decision: { type: "danger", ticketId: action.t },
    said: texts.toasts.dangerTold,
    notice: () => notice,
  });
};

/** A cadre's reply on a task card: to the enterprise, inside, or nowhere. */
export const decideRelay: PressHandler<Of<"relay">> = (deps, press, action) => {
  const state = ({ send: "sent", keep: "kept", drop: "dropped" } as const)[action.d];
  const said = { send: texts.toasts.relaySent, keep: texts.toasts.relayKept, drop: texts.toasts.relayDropped }[
    action.d
  ];
  const decision: MessageDecision =
    action.d === "drop" ? { type: "nothing" } : { type: "relay", ticketId: action.t, visible: action.d === "send" };
  return decide(deps, press, action.i, {
    decision,
    said,
    notice: (message) => ({
      kind: "relay",
      inboundId: action.i,
      ticketId: action.t,
      no: "",
      quote: message.text,
      state,
    }),
  });
};

/** A question goes to a person: below what was not the answer, or because there is none. */
export const passQuestionOn = (
  deps: Deps,
  press: Press,
  question: { readonly inboundId: string; readonly shown: AnswerRef | null; readonly view: AnswerView | null },
): Promise<Pressed> =>
  decide(deps, press, question.inboundId, {
    decision: { type: "person", shown: question.shown },
    said: texts.guides.toasts.passedOn,
    notice: ({ text }) => {
      const { inboundId, view } = question;
      if (view !== null) return answerNotice(inboundId, view, "passed_on");
      return { kind: "guide_choice", inboundId, quote: text, options: [], state: "passed_on" };
    },
  });

/** Questions of a message that held several go to a person: those nothing answered, or all. */
export const passQuestionsOn: PressHandler<Of<"questions">> = (deps, press, action) =>
  decide(deps, press, action.i, {
    decision: { type: "questions", which: action.d },
    said: texts.guides.toasts.passedOn,
    notice: () => ({ kind: "answers", inboundId: action.i, items: [], state: "passed_on" }),
  });

interface Decided {
  readonly decision: MessageDecision;
  readonly said: string;
  readonly notice: (message: ArrivedMessage) => Notice;
}

async function decide(deps: Deps, press: Press, inboundId: string, decided: Decided): Promise<Pressed> {
  const message = await arrived(deps, inboundId);
  if (message === null) return answered(toast("warning", texts.toasts.oldCard));
  const resumed = await resumeMessage(deps, message, { openId: press.openId, decision: decided.decision });
  switch (resumed.type) {
    case "done":
      return finished(deps, decided, resumed.shown ?? decided.notice(message), resumed.ready);
    case "repeated":
      return answered(toast("info", texts.toasts.nothingChanged));
    case "not_yours":
    case "impossible":
      return answered(toast("warning", texts.toasts.oldCard));
  }
}

async function finished(deps: Deps, decided: Decided, notice: Notice, ready: readonly ReadyJob[]): Promise<Pressed> {
  const card = await rendered(deps, notice);
  return answered(withCard(toast("success", decided.said), card), ready);
}

/** The message that waited, read again from its row. */
export async function arrived(deps: Deps, inboundId: string): Promise<ArrivedMessage | null> {
  const row = await loadInbound(deps.db, inboundId);
  if (row === null || typeof row.payload !== "object" || row.payload === null) return null;
  const delivery = parseDelivery(row.payload as Record<string, unknown>);
  if (delivery.kind !== "message") return null;
  const botOpenId = delivery.event.message.chat_type === "p2p" ? null : await deps.feishu.botOpenId();
  return normalizeMessage(delivery.event, { inboundId, tenantKey: delivery.tenantKey, botOpenId });
}

/** A notice as a card; null when it is only a sentence. */
export async function rendered(deps: Deps, notice: Notice): Promise<Card | null> {
  const { calendar } = await deps.directory.get(null);
  const message = noticeMessage(notice, { now: deps.clock.now(), utcOffsetMinutes: calendar.offsetMinutes });
  return message.msgType === "interactive" ? message.content : null;
}
