import { publishGuide } from "../../desk/guides/publish.ts";
import { guidesNotice } from "../../desk/guides/figures.ts";
import { chosenGuide } from "../../desk/guides/show.ts";
import { forget } from "../../desk/learning/list.ts";
import type { Notice } from "../../desk/outgoing.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast, withCard } from "./answer.ts";
import { passQuestionOn, rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

/** A guide chosen by name, or a person asked for because none of them was the answer. */
export const showGuide: PressHandler<Of<"guide">> = async (deps, press, action) => {
  const guide = action.g === null ? null : await chosenGuide(deps, action.g, action.d === "show");
  if (action.d === "show") {
    if (guide === null) return answered(toast("warning", texts.toasts.oldCard));
    const notice: Notice = { kind: "guide", inboundId: action.i, guide, state: "answered" };
    return answered(withCard({}, await rendered(deps, notice)));
  }
  return passQuestionOn(deps, press, { inboundId: action.i, guideId: action.g, guide });
};

/** 公布 on the dispatcher's card of guides. */
export const publishPressed: PressHandler<Of<"guide_publish">> = async (deps, press, action) => {
  const published = await publishGuide(deps, press.openId, action.g);
  if (published.type === "missing") return answered(toast("warning", texts.toasts.oldCardStaff));
  if (published.type === "refused") {
    const { refusal } = published;
    const why =
      refusal.code === "not_allowed"
        ? texts.guides.toasts.notAllowed
        : texts.guides.report.notPublished(refusal.code === "incomplete" ? refusal.missing : []);
    return answered(toast("warning", why));
  }
  const card = await rendered(deps, await guidesNotice(deps, press.openId));
  return answered(withCard(toast("success", texts.guides.report.published(published.title)), card));
};

/** 删除 in 学习记录. */
export const removeLearned: PressHandler<Of<"learned">> = async (deps, press, action) => {
  const notice = await forget(deps, press.openId, action.id);
  if (notice === null) return answered(toast("warning", texts.guides.toasts.notAllowed));
  return answered(withCard(toast("success", texts.guides.learned.removed), await rendered(deps, notice)));
};
