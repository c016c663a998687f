import { guidesNotice } from "../../desk/guides/figures.ts";
import { takeBackAnswer } from "../../desk/guides/make-public.ts";
import { publishDraft } from "../../desk/guides/publish.ts";
import { chosenAnswer } from "../../desk/guides/show.ts";
import { answerNotice } from "../../desk/guides/views.ts";
import { forget } from "../../desk/learning/list.ts";
import { texts } from "../../texts/index.ts";
import type { CardAction } from "../actions/codec.ts";
import { toast, withCard } from "./answer.ts";
import { passQuestionOn, rendered } from "./on-message.ts";
import type { PressHandler } from "./press.ts";
import { answered } from "./press.ts";

type Of<K extends CardAction["k"]> = Extract<CardAction, { k: K }>;

/** An answer chosen by name, or a person asked for because none of them was the answer. */
export const showGuide: PressHandler<Of<"guide">> = async (deps, press, action) => {
  const ref = action.g === null ? null : { kind: action.of ?? ("guide" as const), id: action.g };
  const view = ref === null ? null : await chosenAnswer(deps, ref, action.d === "show");
  if (action.d === "show") {
    if (view === null) return answered(toast("warning", texts.toasts.oldCard));
    return answered(withCard({}, await rendered(deps, answerNotice(action.i, view, "answered"))));
  }
  return passQuestionOn(deps, press, { inboundId: action.i, shown: ref, view });
};

/** 公布 on the dispatcher's card of guides. */
export const publishPressed: PressHandler<Of<"guide_publish">> = async (deps, press, action) => {
  const published = await publishDraft(deps, press.openId, { kind: action.of ?? "guide", id: action.g });
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

/** 撤下 on the dispatcher's card of guides. */
export const takeBackPressed: PressHandler<Of<"answer_back">> = async (deps, press, action) => {
  if (!(await takeBackAnswer(deps, press.openId, action.id)))
    return answered(toast("warning", texts.guides.toasts.notAllowed));
  const card = await rendered(deps, await guidesNotice(deps, press.openId));
  return answered(withCard(toast("success", texts.guides.publicAnswer.takenBack), card));
};

/** 删除 in 学习记录. */
export const removeLearned: PressHandler<Of<"learned">> = async (deps, press, action) => {
  const notice = await forget(deps, press.openId, action.id);
  if (notice === null) return answered(toast("warning", texts.guides.toasts.notAllowed));
  return answered(withCard(toast("success", texts.guides.learned.removed), await rendered(deps, notice)));
};
