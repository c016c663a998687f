import { hasMedia } from "../text/fold.ts";
import type { IncomingMessage, Intent, KnownTicket, MessageFlag } from "../types.ts";
import { outcome } from "./outcome.ts";
import type { Piece } from "./piece.ts";
import { asksForMark, rating } from "./rating.ts";
import { chooseTicket } from "./ticket.ts";

export interface ShortAnswer {
  readonly intent: Intent;
  readonly ticket: KnownTicket | null;
  readonly rating: number | null;
  readonly flags: readonly MessageFlag[];
  readonly confidence: number;
}

const ASKS_STATE =
  /(?:恢复|解决|正常|好|修好|来电|来水|通|到账|处理好|办好|妥)(?:了)?(?:吗|没有|没|不)|现在正常吗|还有问题吗|是否(?:已|解决|恢复|正常)/u;
const ASKS_FACT =
  /[??]|请(?:问|留|写|填|说明|告知|提供|补充|发|告诉|说|回复|上传|拍|确认|描述)|还差|缺|具体|哪|几|多少|什么/u;
const NOT_YET =
  /^(?:还|都|暂时|目前|现在|一直|依然|仍然?|并|也)*(?:没|没有|没得|没呢|没好|没来|没修|没解决|没恢复|没通|不行|不正常|不好|没到|没见|没动静|没弄好|没完|no|not yet|冇|未)(?:呢|啊|呀|哦|有|人|好|来|恢复|解决|了|吧|嘞|哩|[,。!~ ])*$/u;
const YES =
  /^(?:嗯+|是|是的|对|对的|好了|好啦|可以了|恢复了|正常了?|正常|解决了|来了|有了|通了|行了|修好了|搞定了|没问题了?|没得问题|ok|yes|到了|收到了|好的?|可以)(?:呢|啊|呀|了|谢谢|谢谢你们|感谢|[,。!~ 👍🙏])*$/u;
/** Asked for papers. */
const ASKS_PAPERS = /材料/u;
const PAPERS =
  /证(?![金券监])|执照|照片|拍照|图|材料|资料|合同|协议|文件|附件|复印|扫描|批复|报告|清单|名册|发票|票据|盖[^,。]{0,2}章|(?:申请|登记|申报|工资|报)表|表格|流水/u;
const SYMBOLS = /^[\s\p{P}\p{S}]+$/u;
const NO_MARK =
  /不(?:想|愿意?|做|参与|予|便|打算)?(?:评价|打分|评分|评)|懒得(?:评|打分)|没(?:空|时间)(?:评|打分)|别(?:再)?(?:让|叫|催)我(?:评|打分)|拒绝评/u;

function pick(
  message: IncomingMessage,
  text: string,
  wants: readonly string[],
): { ticket: KnownTicket | null; flags: MessageFlag[] } {
  const { ticket, ambiguous } = chooseTicket(text, null, message.context, wants);
  return { ticket, flags: ambiguous ? ["needs_disambiguation"] : [] };
}

const OPEN = ["waiting", "in_progress", "accepted", "new", "done", "lapsed"];

/** What a few words mean as an answer to the desk's last line, or as a sign of impatience; null when they are more than that. */
export function answer(message: IncomingMessage, text: string, piece: Piece): ShortAnswer | null {
  const { lastBot, openTickets } = message.context;
  const bare = text.trim();
  const any = openTickets.length > 0;
  if (bare === "" && hasMedia(message.text)) {
    const { ticket, flags } = pick(message, bare, OPEN);
    return any
      ? { intent: "supplement", ticket, rating: null, flags, confidence: 0.7 }
      : { intent: "other", ticket: null, rating: null, flags: [], confidence: 0.4 };
  }
  if (bare === "" || SYMBOLS.test(bare)) {
    const impatient = any && /[??]{2,}|[!!]{3,}|[。.]{4,}/u.test(bare);
    const praise = any && /[👍🙏🌹💐❤👌]/u.test(bare);
    if (impatient)
      return {
        intent: "urge",
        ...pick(message, bare, ["in_progress", "accepted", "new", "waiting", "done", "lapsed"]),
        rating: null,
        confidence: 0.7,
      };
    if (praise && asksForMark(lastBot))
      return { intent: "satisfied", ...pick(message, bare, ["done"]), rating: 5, confidence: 0.7 };
    return { intent: praise ? "greeting" : "other", ticket: null, rating: null, flags: [], confidence: 0.5 };
  }
  if (NO_MARK.test(bare) && piece.guess.evidence < 2)
    return { intent: "other", ticket: null, rating: null, flags: [], confidence: 0.8 };
  if (lastBot === null) return outcome(message, bare, piece);
  if (asksForMark(lastBot) && bare.length <= 14 && !piece.problem) {
    const mark = rating(bare, true);
    if (mark !== null)
      return {
        intent: mark >= 3 ? "satisfied" : "dissatisfied",
        ...pick(message, bare, ["done", "closed"]),
        rating: mark,
        confidence: 0.9,
      };
  }
  if ((ASKS_STATE.test(lastBot) || asksForMark(lastBot)) && NOT_YET.test(bare)) {
    const { ticket, flags } = pick(message, bare, ["done", ...OPEN]);
    const ended = ticket?.state === "done" || ticket?.state === "closed";
    return {
      intent: ended || ASKS_STATE.test(lastBot) ? "dissatisfied" : "supplement",
      ticket,
      rating: null,
      flags: ended ? [...flags, "reopen"] : flags,
      confidence: 0.8,
    };
  }
  if (
    ASKS_STATE.test(lastBot) &&
    openTickets.some((one) => one.state === "done") &&
    bare.length <= 40 &&
    /没|不(?!错)|又|还是|时好时坏|老样子|反复/u.test(bare) &&
    !/没问题|没毛病|不错|谢/u.test(bare)
  ) {
    const { ticket, flags } = pick(message, bare, ["done", ...OPEN]);
    return { intent: "dissatisfied", ticket, rating: null, flags: [...flags, "reopen"], confidence: 0.75 };
  }
  if (ASKS_STATE.test(lastBot) && YES.test(bare))
    return { intent: "satisfied", ...pick(message, bare, ["done", ...OPEN]), rating: null, confidence: 0.8 };
  const strong = piece.cues.some((one) => one.strong && one.intent !== "supplement");
  const words = bare.length;
  // For papers the desk waits for days: few words that name another matter and no paper (停电了) are no answer to that.
  const brief = words <= 12 && (!ASKS_PAPERS.test(lastBot) || PAPERS.test(bare));
  const related =
    piece.guess.evidence < 2.4 || openTickets.some((one) => one.category === piece.guess.category) || brief;
  if (
    any &&
    ASKS_FACT.test(lastBot) &&
    !asksForMark(lastBot) &&
    words <= 60 &&
    !strong &&
    related &&
    !piece.question &&
    !/^(?:你好|您好|谢谢|收到|好的?)[,。!]*$/u.test(bare)
  ) {
    return { intent: "supplement", ...pick(message, bare, OPEN), rating: null, confidence: 0.8 };
  }
  return outcome(message, bare, piece);
}
