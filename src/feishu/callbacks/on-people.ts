import { noticeFor } from "../../desk/messages/greet.ts";
import { decideIdentity } from "../../desk/people/decide-claim.ts";
import { identify } from "../../desk/people/identify.ts";
import { registerRequest } from "../../desk/tickets/register.ts";
import { commit } from "../../desk/commit.ts";
import { audienceOf } from "../../desk/views/audience.ts";
import { texts } from "../../texts/index.ts";
import type { FormProblem } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { parseForm } from "../actions/forms.ts";
import { toast, withCard } from "./answer.ts";
import { rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";
import { loadPressed } from "./ticket-card.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

const problems = (list: readonly FormProblem[]): string =>
  list.map((problem) => texts.forms.problem(problem)).join("\n");

/** An unknown person sends name, enterprise and phone. */
export const identifySelf: PressHandler<Of<"identify">> = async (deps, press) => {
  const form = parseForm("identify", press.action.form_value);
  if (!form.ok) return answered(toast("warning", problems(form.error)));
  const command = { commandId: press.id, openId: press.openId, tenantKey: press.tenantKey, external: press.external };
  const result = await identify(deps, command, form.value);
  const base = { kind: "identity_form", ticketNo: null } as const;
  switch (result.type) {
    case "bound": {
      const card = await rendered(deps, { ...base, state: "bound", name: result.name, enterprise: result.enterprise });
      return answered(withCard(toast("success", texts.toasts.identityBound), card), result.ready);
    }
    case "waiting": {
      const card = await rendered(deps, {
        ...base,
        state: "waiting",
        name: form.value.name,
        enterprise: form.value.enterprise,
      });
      return answered(withCard(toast("success", texts.toasts.identitySent), card), result.ready);
    }
    case "known":
    case "repeated":
      return answered(toast("info", texts.toasts.nothingChanged));
  }
};

/** A dispatcher decides on what an unknown person said about himself. */
export const decideClaimPress: PressHandler<Of<"claim">> = async (deps, press, action) => {
  const form = action.d === "confirm" ? parseForm("claim", press.action.form_value) : null;
  if (form !== null && !form.ok) return answered(toast("warning", problems(form.error)));
  const enterpriseId = form?.ok === true ? form.value.enterpriseId : null;
  const decided = await decideIdentity(
    deps,
    { commandId: press.id, openId: press.openId },
    { claimId: action.c, decision: action.d, enterpriseId },
  );
  if (!("notice" in decided))
    return answered(
      toast("warning", texts.refusal({ code: "not_allowed" }, { now: 0, utcOffsetMinutes: 0, personName: () => "" })),
    );
  const said = action.d === "confirm" ? texts.toasts.claimConfirmed : texts.toasts.claimRejected;
  const card = await rendered(deps, decided.notice);
  const answer = decided.type === "done" ? toast("success", said) : toast("info", texts.toasts.nothingChanged);
  return answered(withCard(answer, card), decided.ready);
};

/** 登记: opens the form, or takes it. */
export const register: PressHandler<Of<"register">> = async (deps, press, action) => {
  if (action.step === "open") {
    const notice = await noticeFor(deps, press.openId, "register");
    return answered(withCard({}, await rendered(deps, notice)));
  }
  const form = parseForm("register", press.action.form_value);
  if (!form.ok) return answered(toast("warning", problems(form.error)));
  const result = await registerRequest(
    deps,
    { commandId: press.id, openId: press.openId },
    { ...form.value, urgency: "normal" },
  );
  switch (result.type) {
    case "done": {
      const notice = {
        kind: "register_form",
        enterprises: [],
        categories: [],
        state: "done",
        ticketNo: result.no,
      } as const;
      return answered(
        withCard(toast("success", texts.toasts.registered(result.no)), await rendered(deps, notice)),
        result.ready,
      );
    }
    case "repeated":
      return answered(toast("info", texts.toasts.nothingChanged));
    case "refused": {
      const context = { now: deps.clock.now(), utcOffsetMinutes: 0, personName: () => "" };
      return answered(toast("warning", texts.refusal({ code: result.code }, context)));
    }
  }
};

/** Lists and help from buttons. */
export const show: PressHandler<Of<"show">> = async (deps, press, action) => {
  const notice = await noticeFor(deps, press.openId, action.what, action.page ?? 0);
  return answered(withCard({}, await rendered(deps, notice)));
};

/** One ticket from a list: its card comes anew, below. */
export const viewTicket: PressHandler<Of<"view">> = async (deps, press, action) => {
  const pressed = await loadPressed(deps, action.t, press.openId);
  if (pressed === null) return answered(toast("warning", texts.toasts.oldCard));
  const { directory, actor, ticket, cards } = pressed;
  const now = deps.clock.now();
  const own = cards.find((card) => card.recipient === press.openId)?.audience ?? null;
  const audience = audienceOf({ now, directory, actor }, ticket, own);
  if (audience === null)
    return answered(
      toast("warning", texts.refusal({ code: "not_allowed" }, { now, utcOffsetMinutes: 0, personName: () => "" })),
    );
  const recipient = { type: "person", openId: press.openId } as const;
  const committed = await commit(deps, {
    commandId: press.id,
    actor,
    now,
    directory,
    cards: [{ ticketId: ticket.id, recipient, audience, renew: true }],
  });
  return answered({}, committed.type === "committed" ? committed.ready : []);
};
