import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import type { Situation } from "./situation.ts";
import type { GuideNotice } from "../guides/notice.ts";

type About = Extract<GuideNotice, { kind: "english" }>["about"];

/** Words of English that are no syllable of pinyin, so that "wo men chang ting dian le" is answered in Chinese. */
const WORDS =
  /\b(?:the|is|are|was|our|please|has|have|in|on|to|and|of|for|my|how|what|where|which|with|there|thanks?|hello|help|fire|since|been|need|not|smoke|power|water)\b/iu;

export const isEnglish = (text: string): boolean => !/\p{Script=Han}/u.test(text) && WORDS.test(text);

/** Who writes English gets one English line beside the card; after the numbers to call, where there is danger. */
export function inEnglish(situation: Situation, plan: Plan): Plan {
  if (!situation.message.hasWords || !isEnglish(situation.message.text)) return plan;
  const line = answer(situation, { kind: "english", about: aboutOf(plan) });
  return { ...plan, first: [...(plan.first ?? []), line] };
}

function aboutOf(plan: Plan): About {
  const kinds = [...(plan.first ?? []), ...(plan.notices ?? [])].map(({ notice }) => notice.kind);
  if (kinds.includes("emergency")) return "emergency";
  if (kinds.includes("possible_danger")) return "danger_asked";
  if (plan.tickets?.some(({ before }) => before === null)) return "opened";
  if (kinds.some((kind) => ["guide", "policy", "public_answer", "answers"].includes(kind))) return "guide";
  if (kinds.includes("welcome")) return "welcome";
  if (plan.outcome === "said thanks") return "thanks";
  const asks = ["which_ticket", "is_request", "guide_choice", "complaint_offer", "same_matter"];
  return kinds.some((kind) => asks.includes(kind)) ? "asked" : "told";
}
