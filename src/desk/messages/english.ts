import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import type { Situation } from "./situation.ts";
import type { GuideNotice } from "../guides/notice.ts";

type About = Extract<GuideNotice, { kind: "english" }>["about"];

const isEnglish = (text: string): boolean =>
  !/\p{Script=Han}/u.test(text) && /[a-z]{2,}[\s,.'-]+[a-z]{2,}/iu.test(text);

/** Who writes English gets one English line beside the card; after the numbers to call, where there is danger. */
export function inEnglish(situation: Situation, plan: Plan): Plan {
  if (!situation.message.hasWords || !isEnglish(situation.message.text)) return plan;
  const line = answer(situation, { kind: "english", about: aboutOf(plan) });
  return { ...plan, first: [...(plan.first ?? []), line] };
}

function aboutOf(plan: Plan): About {
  const kinds = [...(plan.first ?? []), ...(plan.notices ?? [])].map(({ notice }) => notice.kind);
  if (kinds.includes("emergency")) return "emergency";
  if (plan.tickets?.some(({ before }) => before === null)) return "opened";
  if (kinds.includes("guide")) return "guide";
  const asks = ["which_ticket", "is_request", "guide_choice", "complaint_offer", "same_matter"];
  return kinds.some((kind) => asks.includes(kind)) ? "asked" : "told";
}
