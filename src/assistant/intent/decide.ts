import type { Reading } from "../text/read.ts";
import { hasMedia } from "../text/fold.ts";
import { INTENTS } from "../types.ts";
import type { IncomingMessage, Intent, KnownTicket, MessageFlag } from "../types.ts";
import { complaint } from "../gates/complaint.ts";
import { answer } from "./answer.ts";
import { GREETING } from "./greeting.ts";
import { AGAIN, GENERAL, NEW_MATTER, REFERS, TOLD_AGAIN } from "./matter-words.ts";
import { asksForMark, rating } from "./rating.ts";
import { pieceOf, pieces } from "./piece.ts";
import type { Piece } from "./piece.ts";
import { chooseTicket, overlap } from "./ticket.ts";
import { INFO, newIntent } from "./wants.ts";

export interface Matter {
  readonly intent: Intent;
  readonly category: string | null;
  readonly from: number;
  readonly to: number;
  readonly meaning: string;
}

export interface Decision {
  readonly intent: Intent;
  readonly also: readonly Intent[];
  readonly matters: readonly Matter[];
  readonly ticket: KnownTicket | null;
  readonly rating: number | null;
  readonly flags: readonly MessageFlag[];
  readonly confidence: number;
  readonly alternatives: readonly string[];
  /** About all tickets, not one. */
  readonly general: boolean;
}

const MARK_WORD =
  /满意|差评|好评|办结|结案|答复|回复|处理结果|给(?:个|你们)?[0-9一二三四五]分|重新办|换个部门|工单|没解决/u;
const DONE = new Set(["done", "closed"]);
const SARCASM = /锦旗|呵呵|真(?:行|棒|厉害|快|高效)|好(?:一个)?高效|效率(?:真|可真)(?:高|快)|龟速|蜗牛/u;

type Role = {
  readonly intent: Intent;
  readonly ticket: KnownTicket | null;
  readonly ambiguous: boolean;
  readonly sure: number;
};

function cueOf(piece: Piece, intent: Intent): "strong" | "weak" | null {
  const cue = piece.cues.find((one) => one.intent === intent);
  return cue === undefined ? null : cue.strong ? "strong" : "weak";
}

function known(piece: Piece, message: IncomingMessage): Role | null {
  const { context } = message;
  const { openTickets } = context;
  const text = piece.meaning;
  if (openTickets.length === 0) return without(piece);
  const own = piece.guess.category;
  // By themselves such words sound of 作风: that is no matter of its own.
  const trips = own !== "integrity" && TOLD_AGAIN.test(text);
  const strongOwn = own !== null && piece.guess.evidence >= 2.4;
  const related =
    !strongOwn ||
    (text.length <= 18 &&
      piece.guess.evidence < 4.5 &&
      !trips &&
      (cueOf(piece, "urge") === "strong" || cueOf(piece, "supplement") === "strong")) ||
    openTickets.some((one) => one.category === own || overlap(one.title, text) > 0) ||
    context.replyTo !== null ||
    (AGAIN.test(text) && openTickets.some((one) => DONE.has(one.state))) ||
    (!trips && /(?:那|这)(?:个|件|条)?[^,。]{0,6}的?(?:事|证|活|单)|(?:我|我们)(?:报|反映|提)的/u.test(text));
  const pick = (wants: readonly string[]) => chooseTicket(text, own, context, wants);
  const role = (intent: Intent, wants: readonly string[], sure: number): Role => {
    const { ticket, ambiguous } = pick(wants);
    return { intent, ticket, ambiguous, sure };
  };
  const open = ["in_progress", "accepted", "waiting", "new", "done", "lapsed"];
  const choice = pick(open).ticket;
  const ended = choice !== null && DONE.has(choice.state);
  if (!related && (piece.problem || piece.ask || piece.question || trips)) {
    if (cueOf(piece, "withdraw") === "strong" && !piece.problem) return role("withdraw", open, 0.7);
    if (cueOf(piece, "status") === "strong" && REFERS.test(text)) return role("status", open, 0.7);
    if (cueOf(piece, "dissatisfied") === "strong" && MARK_WORD.test(text))
      return role("dissatisfied", ["done", "closed"], 0.7);
    return null;
  }
  if (NEW_MATTER.test(text) && strongOwn && piece.problem && !openTickets.some((one) => overlap(one.title, text) > 1))
    return null;
  if (/工单|qf-/u.test(text) && cueOf(piece, "status") === "strong" && cueOf(piece, "urge") !== "strong")
    return role("status", open, 0.95);
  if (GENERAL.test(text) && cueOf(piece, "status") !== null)
    return { intent: "status", ticket: null, ambiguous: false, sure: 0.9 };
  if (cueOf(piece, "dissatisfied") === "strong" && (ended || /不满意|差评|结案|办结/u.test(text)))
    return role("dissatisfied", ["done", "closed", ...open], 0.9);
  if (cueOf(piece, "withdraw") === "strong") return role("withdraw", open, 0.9);
  if (SARCASM.test(text) && !ended)
    return role(openTickets.some((one) => DONE.has(one.state)) ? "satisfied" : "urge", open, 0.5);
  if (
    cueOf(piece, "satisfied") === "strong" &&
    !piece.cues.some((one) => one.strong && (one.intent === "urge" || one.intent === "dissatisfied"))
  )
    return role("satisfied", ["done", "closed", ...open], 0.9);
  if (INFO.test(text) && newIntent(piece) === "question") return null;
  const urge = cueOf(piece, "urge");
  const status = cueOf(piece, "status");
  const supplement = cueOf(piece, "supplement");
  const unhappy = cueOf(piece, "dissatisfied") !== null;
  // 催一下 after the result says that something is awaited, not that it is unsolved: he is asked which.
  if (ended && urge === "strong" && !unhappy && !/[没不未又还谢]|怎么|补充/u.test(text))
    return role("urge", ["done", "closed"], 0.7);
  if (ended && (urge === "strong" || unhappy) && !/谢|补充/u.test(text))
    return role("dissatisfied", ["done", "closed"], 0.7);
  if (supplement === "strong" && urge !== "strong") return role("supplement", open, 0.85);
  if (status === "strong" && /不(?:着)?急/u.test(text)) return role("status", open, 0.8);
  if (urge === "strong" && !(status === "strong" && !/催|快|还没|没人|怎么还|抓紧|尽快|第.次/u.test(text)))
    return role("urge", open, 0.85);
  if (status === "strong") return role("status", open, 0.85);
  if (supplement === "strong") return role("supplement", open, 0.8);
  if (hasMedia(message.text) && text.length < 40) return role("supplement", open, 0.7);
  const sameMatter = openTickets.find(
    (one) => overlap(one.title, text) > 0 && (own === null || one.category === own || !strongOwn),
  );
  if (sameMatter && (urge === "weak" || piece.problem) && !ended)
    return role(urge === "weak" ? "urge" : "supplement", open, 0.55);
  if (sameMatter && ended && piece.problem) return role("dissatisfied", ["done", "closed"], 0.6);
  if (strongOwn && (piece.problem || piece.ask)) return null;
  if (cueOf(piece, "satisfied") === "weak" && ended) return role("satisfied", ["done", "closed"], 0.7);
  if (cueOf(piece, "dissatisfied") === "weak") return role(ended ? "dissatisfied" : "urge", open, 0.5);
  if (urge === "weak") return role("urge", open, 0.5);
  if (status === "weak") return role("status", open, 0.6);
  if (cueOf(piece, "withdraw") === "weak") return role("withdraw", open, 0.6);
  if (piece.question) return null;
  return strongOwn ? role("supplement", open, 0.45) : null;
}

/** No ticket is known: only words that cannot be a new matter speak of an old one. */
function without(piece: Piece): Role | null {
  const text = piece.meaning;
  const about = (intent: Intent, sure: number): Role => ({ intent, ticket: null, ambiguous: false, sure });
  const refers = REFERS.test(text);
  const matter = piece.guess.evidence >= 2.4 && (piece.problem || piece.ask);
  if (GENERAL.test(text) && cueOf(piece, "status") === "strong" && !matter) return about("status", 0.85);
  if (cueOf(piece, "withdraw") === "strong" && !(matter && piece.ask && !refers)) return about("withdraw", 0.7);
  if (
    cueOf(piece, "dissatisfied") === "strong" &&
    MARK_WORD.test(text) &&
    (!matter || refers || /不满意|差评/u.test(text))
  )
    return about("dissatisfied", 0.75);
  if (refers && cueOf(piece, "urge") === "strong") return about("urge", 0.75);
  if (refers && cueOf(piece, "status") === "strong") return about("status", 0.8);
  if (cueOf(piece, "satisfied") === "strong" && !piece.problem) return about("satisfied", 0.75);
  if (matter || piece.guess.evidence >= 2.4) return null;
  if (cueOf(piece, "supplement") === "strong") return about("supplement", 0.6);
  if (cueOf(piece, "urge") === "strong" && text.length <= 14) return about("urge", 0.65);
  if (cueOf(piece, "status") === "strong") return about("status", 0.7);
  return null;
}

function settle(roles: readonly Role[], matters: readonly Matter[]): { intent: Intent; also: Intent[] } {
  const all = new Set<Intent>([...roles.map((one) => one.intent), ...matters.map((one) => one.intent)]);
  const order = INTENTS.filter((one) => all.has(one));
  const intent = order[0] ?? "other";
  return { intent, also: order.slice(1).filter((one) => one !== "greeting" && one !== "other") };
}

const NOTHING = {
  also: [],
  matters: [],
  ticket: null,
  rating: null,
  flags: [],
  alternatives: [],
  general: false,
} as const;

/** The intents of a message and the new matters in it. `conduct` = the complaint gate has spoken. */
export function decide(
  message: IncomingMessage,
  reading: Reading,
  tone: ReadonlySet<MessageFlag>,
  conduct: boolean,
): Decision {
  const whole = reading.meaning;
  const { context } = message;
  if (tone.has("injection")) return { ...NOTHING, intent: "other", confidence: 0.95 };
  const found = pieces(reading.text);
  const entire =
    found.find(({ from, to }) => from === 0 && to === reading.text.length) ??
    pieceOf(reading.text, 0, reading.text.length, "first");
  if (!conduct) {
    if (tone.has("spam") && !/我们|咱们|请问|麻烦/u.test(whole))
      return { ...NOTHING, intent: "other", confidence: 0.9 };
    const short = answer(message, whole, entire);
    if (short) return { ...NOTHING, ...short };
    if (GREETING.test(whole)) return { ...NOTHING, intent: "greeting", confidence: 0.95 };
    if (tone.has("off_topic") && entire.guess.evidence < 2.4) return { ...NOTHING, intent: "other", confidence: 0.85 };
    if (tone.has("abusive") && entire.guess.evidence < 1.5) return { ...NOTHING, intent: "other", confidence: 0.8 };
  }
  const roles: Role[] = [];
  const matters: Matter[] = [];
  const guesses: Piece[] = [];
  const told = conduct ? complaining(reading.text, found) : { all: found, at: -1 };
  for (const [at, piece] of told.all.entries()) {
    const complains = at === told.at;
    if (complains) {
      matters.push({
        intent: "complaint",
        category: "integrity",
        from: piece.from,
        to: piece.to,
        meaning: piece.meaning,
      });
      continue;
    }
    const role = known(piece, message);
    if (role) {
      roles.push(role);
      continue;
    }
    if (GREETING.test(piece.meaning)) continue;
    const content =
      piece.guess.evidence > 0 || piece.problem || (piece.question && piece.meaning.length > 3) || piece.ask;
    if (!content) continue;
    guesses.push(piece);
    matters.push({
      intent: newIntent(piece),
      category: piece.guess.category,
      from: piece.from,
      to: piece.to,
      meaning: piece.meaning,
    });
  }
  const { intent, also } = settle(roles, matters);
  if (conduct && entire.question && /算不算|是不是|吗|怎么/u.test(whole) && !also.includes("question"))
    also.push("question");
  if (
    !conduct &&
    matters.length === 1 &&
    intent === "new_request" &&
    /怎么(?:举报|办理|申请|维权|投诉|弄)|如何|需要(?:什么|哪些)/u.test(whole) &&
    !also.includes("question")
  )
    also.push("question");
  const lead = roles.find((one) => one.intent === intent);
  const flags: MessageFlag[] = [];
  if (lead?.ambiguous === true && !GENERAL.test(whole)) flags.push("needs_disambiguation");
  const mark = intent === "satisfied" || intent === "dissatisfied" ? rating(whole, asksForMark(context.lastBot)) : null;
  if (intent === "dissatisfied" && reopens(whole, lead?.ticket ?? null)) flags.push("reopen");
  const sure = lead?.sure ?? 0.9;
  const weakest = guesses.reduce((least, one) => Math.min(least, one.guess.probability), 1);
  return {
    intent,
    also,
    matters,
    ticket: lead?.ticket ?? null,
    rating: mark,
    flags,
    confidence: conduct ? 0.85 : Math.min(sure, guesses.length > 0 ? 0.3 + 0.65 * weakest : 1),
    alternatives: guesses[0]?.guess.alternatives ?? [],
    general: lead !== undefined && lead.ticket === null && GENERAL.test(whole),
  };
}

function reopens(text: string, ticket: KnownTicket | null): boolean {
  if (/^(?:[0-9一二两]分|不满意|差评|很不满意|非常不满意)[。,!]*$/u.test(text.trim())) return false;
  return (
    /根本|没(?:有)?(?:解决|修|好|来|办|电|水|到|恢复)|又|还(?:是|没)|重新|换个?(?:部门|人)|返工|继续|老样子|办结|反弹|复发|没用/u.test(
      text,
    ) &&
    (ticket === null || DONE.has(ticket.state) || /办结|结案/u.test(text))
  );
}

/** The piece that complains takes in what only goes on telling; a list, 另外 or a semicolon begins another matter. */
function complaining(text: string, found: readonly Piece[]): { readonly all: readonly Piece[]; readonly at: number } {
  const all: Piece[] = [];
  for (const piece of found) {
    const last = all.at(-1);
    const apart = piece.kind === "linked" || piece.kind === "numbered" || /[;\n]\s*$/u.test(text.slice(0, piece.from));
    if (last !== undefined && !apart) all[all.length - 1] = pieceOf(text, last.from, piece.to, last.kind);
    else all.push(piece);
  }
  return {
    all,
    at: Math.max(
      0,
      all.findIndex((piece) => complaint(piece.meaning) !== null),
    ),
  };
}
