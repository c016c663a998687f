import { classify } from "../category/classify.ts";
import type { CategoryGuess } from "../category/classify.ts";
import { gloss } from "../text/gloss.ts";
import { withoutMedia } from "../text/fold.ts";
import { segments } from "../text/segments.ts";
import type { Segment } from "../text/segments.ts";
import { ASK, cues, PROBLEM, QUESTION } from "./cues.ts";
import type { Cue } from "./cues.ts";

/** A stretch of the message that says one thing. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly kind: Segment["kind"];
  readonly meaning: string;
  readonly guess: CategoryGuess;
  readonly cues: readonly Cue[];
  readonly problem: boolean;
  readonly ask: boolean;
  readonly question: boolean;
}

const HEADING =
  /^[^,。]{0,22}(?:[一两二三四五六2-9几]|多|以下|如下)(?:个|件|点|条|桩|方面)?(?:的)?(?:小|老)?(?:事儿?|问题|情况|诉求|困难|方面|建议|需求|请求|点)[^,。]{0,8}[:,。]?\s*$|^[^,。]{0,16}(?:如下|以下)[^,。]{0,6}[:。]?\s*$/u;
const CONSEQUENCE =
  /^(?:导致|影响|所以|因此|因为|由于|结果|害得|搞得|弄得|造成|不然|否则|再不|要不然|那样|这样|这(?:么|都|已|是|事|个|边)|已经|眼看|现在|目前|工人|员工|客户|订单|损失|一天|我们?(?:就|这|也|已|每|现|只|急|是|厂|公司)|请|麻烦|希望|能不能|能否|谢|联系|电话|位置|地址|地点|地方在|就在|大概|时间|从|自从|到现在|至今|都|也|他|它|但|可|而|却|就|才|又|求|急|拜托|望|尽快)/u;

/** 给不给, 行不行: a question, no trouble. */
const CHOICE = /([\u4e00-\u9fa5])[不没]\1/gu;

export function pieceOf(text: string, from: number, to: number, kind: Segment["kind"]): Piece {
  const meaning = gloss(withoutMedia(text.slice(from, to)));
  let guess: CategoryGuess | null = null;
  return {
    from,
    to,
    kind,
    meaning,
    /** Dear, and not asked for of a piece that only goes on telling. */
    get guess() {
      return (guess ??= classify(meaning));
    },
    cues: cues(meaning),
    problem: PROBLEM.test(meaning.replaceAll(CHOICE, "□")),
    ask: ASK.test(meaning),
    question: QUESTION.test(meaning),
  };
}

function isHeading(piece: Piece): boolean {
  return HEADING.test(piece.meaning);
}

/** 谢谢, 撤了 … and then: what comes is another matter, even behind a comma. */
const CONTRAST = /^(?:但是?|不过|就是|只是|可是|可惜|现在|这次|又|倒是)/u;
const OVER = new Set(["satisfied", "withdraw"]);

function acts(piece: Piece): boolean {
  return piece.problem || piece.ask || piece.question;
}

/** Words that the later piece brings and the earlier one did not have. */
function newWords(before: Piece, after: Piece): number {
  return after.guess.words.filter((word) => word.length > 1 && !before.meaning.includes(word)).length;
}

function begins(before: Piece, after: Piece, list: boolean): boolean {
  if (after.kind === "numbered") return true;
  if (CONTRAST.test(after.meaning) && before.cues.some((one) => one.strong && OVER.has(one.intent)) && after.problem)
    return true;
  if (list || (after.kind !== "linked" && after.kind !== "sentence")) return false;
  const other = after.guess.category !== null && after.guess.category !== before.guess.category;
  if (after.kind === "linked" && other && after.guess.evidence >= 2.4 && before.guess.evidence >= 1.2) return true;
  if (!acts(after)) return false;
  if (after.kind === "linked") return after.guess.evidence >= 1.2 && (other || newWords(before, after) > 0);
  if (!other || after.guess.evidence < 2.4 || before.guess.evidence < 2.4) return false;
  if (CONSEQUENCE.test(after.meaning)) return false;
  const at = before.guess.scores.indexOf(Math.max(...before.guess.scores));
  return (after.guess.scores[at] ?? 0) < after.guess.evidence * 0.5;
}

/**
 * The message in pieces, one per matter or remark. Pieces that only go on telling stay with the one before; what stands in front of
 * a list stays out unless it has a matter of its own.
 */
export function pieces(text: string): readonly Piece[] {
  const cuts = segments(text);
  const list = cuts.some((one) => one.kind === "numbered");
  const out: Piece[] = [];
  for (const cut of cuts) {
    const piece = pieceOf(text, cut.from, cut.to, cut.kind);
    const last = out.at(-1);
    if (last === undefined || begins(last, piece, list)) out.push(piece);
    else out[out.length - 1] = pieceOf(text, last.from, cut.to, last.kind);
  }
  const head = out[0];
  return list && out.length > 1 && head && head.kind !== "numbered" && (isHeading(head) || head.guess.evidence < 2.4)
    ? out.slice(1)
    : out;
}
