import { classify } from "./category/classify.ts";
import { amounts } from "./entities/amounts.ts";
import { deadline } from "./entities/deadline.ts";
import { place } from "./entities/place.ts";
import { coercedMark } from "./gates/coerced.ts";
import { complaint } from "./gates/complaint.ts";
import { emergency, perhapsDanger } from "./gates/emergency.ts";
import { decide } from "./intent/decide.ts";
import { toneFlags } from "./intent/flags.ts";
import { read } from "./text/read.ts";
import { titleOf } from "./title.ts";
import { urgencyOf } from "./urgency.ts";
import type {
  EmergencyCall,
  IncomingMessage,
  Intent,
  MatterItem,
  MessageFlag,
  MessageUrgency,
  Understanding,
} from "./types.ts";

export interface OfflineOptions {
  readonly places: readonly string[];
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

const EMERGENCY_CATEGORY: Readonly<Record<EmergencyCall["kind"], string>> = {
  fire: "safety",
  gas: "gas",
  injury: "safety",
  violence: "security",
  traffic: "road",
  self_harm: "security",
  other: "safety",
};
const FEE =
  /收(?:了|取|的|费)?[^。]{0,24}(?:元|块|费|钱)[^。]{0,16}(?:票|据|依据|文件)|乱收费|违规收|收费(?:不|没|无)|摊派|(?:赞助|会)费|搭车收费|多收|重复收费|不开(?:票|发票|收据)/u;
/** What nobody understands but may be danger is somebody's matter at once; a dispatcher looks at it. */
const UNSURE = 0.5;
const SHORT = 10;
const MAY_TELL = new Set<Intent>(["new_request", "question", "dissatisfied", "supplement", "urge", "other"]);
const ORDER: readonly MessageUrgency[] = ["low", "normal", "high", "emergency"];

function highest(levels: readonly MessageUrgency[]): MessageUrgency {
  return levels.reduce<MessageUrgency>((best, one) => (ORDER.indexOf(one) > ORDER.indexOf(best) ? one : best), "low");
}

/** Understanding by rules and examples alone: no waiting, no network, the same answer every time. */
export function understandOffline(message: IncomingMessage, options: OfflineOptions): Understanding {
  const reading = read(message.text);
  const flags = toneFlags(reading);
  const due = deadline(reading.text, reading.raw, message.sentAt, options.offsetMinutes);
  const dueIn = due === null || due.date === null ? null : Date.parse(due.date) - message.sentAt;
  const location = place(reading.text, reading.raw, options.places);
  const base = {
    amounts: amounts(reading.text),
    location,
    deadline: due,
    ticketNo: null,
    rating: null,
    by: "rules" as const,
  };

  const danger = emergency(message.text);
  if (danger) {
    if (danger.kind === "self_harm") flags.add("self_harm");
    const category = dangerCategory(danger, reading.meaning);
    return {
      ...base,
      intent: "emergency",
      also: [],
      category,
      urgency: "emergency",
      items: [item("emergency", category, message.text, location, "emergency")],
      emergencyNumbers: danger.numbers,
      confidential: false,
      flags: [...flags],
      confidence: 0.97,
      alternatives: [],
    };
  }

  const forced = !flags.has("injection") && coercedMark(message.text);
  if (forced) flags.add("coerced_mark");
  const conduct = forced ? { confidential: true } : flags.has("injection") ? null : complaint(message.text);
  const decision = decide(message, reading, flags, conduct !== null);
  for (const flag of decision.flags) flags.add(flag);
  // Thanks, marks and withdrawals end something; whoever tells of a danger does not do that.
  // A few words in answer to the desk's own question (在二楼, 快点) are an answer.
  const answers = message.context.lastBot !== null && reading.meaning.length <= SHORT && decision.matters.length === 0;
  const perhaps = MAY_TELL.has(decision.intent) && conduct === null && !answers ? perhapsDanger(message.text) : null;
  if (perhaps !== null && decision.intent === "other" && flags.size === 0)
    return {
      ...base,
      intent: "new_request",
      also: [],
      category: EMERGENCY_CATEGORY[perhaps.kind],
      urgency: "high",
      items: [item("new_request", EMERGENCY_CATEGORY[perhaps.kind], message.text, location, "high")],
      emergencyNumbers: perhaps.numbers,
      perhaps,
      confidential: false,
      flags: [],
      confidence: UNSURE,
      alternatives: decision.alternatives,
    };
  const items = decision.matters.map((matter, at) => {
    const raw = reading.raw.slice(matter.from, matter.to).trim();
    const category =
      matter.intent === "complaint" ? (FEE.test(reading.text) ? "tax_fee" : "integrity") : matter.category;
    const urgency = urgencyOf(matter.intent, matter.meaning, category, dueIn);
    return item(
      matter.intent,
      category,
      raw,
      place(reading.text.slice(matter.from, matter.to), reading.raw.slice(matter.from, matter.to), options.places),
      // The first matter is what the danger would be about; a question for information is none.
      perhaps !== null && at === 0 && urgency === "normal" ? "high" : urgency,
    );
  });
  const category = items[0]?.category ?? decision.ticket?.category ?? null;
  const own = urgencyOf(decision.intent, reading.meaning, category, dueIn);
  return {
    ...base,
    intent: decision.intent,
    also: decision.also,
    category: category === "other" && items.length === 0 ? null : category,
    urgency: items.length > 0 ? highest(items.map((one) => one.urgency)) : decision.general ? "low" : own,
    items,
    emergencyNumbers: perhaps?.numbers ?? [],
    ...(perhaps === null ? {} : { perhaps }),
    confidential: conduct?.confidential ?? false,
    rating: decision.rating,
    ticketNo: decision.ticket?.no ?? null,
    flags: [...flags] satisfies MessageFlag[],
    confidence: decision.confidence,
    alternatives: decision.alternatives,
  };
}

function item(
  intent: Intent,
  category: string | null,
  text: string,
  where: string | null,
  urgency: MessageUrgency,
): MatterItem {
  return { intent, category, text, title: titleOf(text), place: where, urgency };
}

function dangerCategory(danger: EmergencyCall, meaning: string): string {
  if (danger.kind === "other" && /水(?:淹|涨)|洪/u.test(meaning)) return classify(meaning).category ?? "safety";
  return EMERGENCY_CATEGORY[danger.kind];
}
