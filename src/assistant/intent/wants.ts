import type { Intent } from "../types.ts";
import { PROBLEM, QUESTION } from "./cues.ts";
import type { Piece } from "./piece.ts";

/** Can only be answered with words. */
export const INFO =
  /需要(?:什么|哪些|啥|准备)|什么(?:条件|材料|手续|流程|标准)|哪些(?:材料|条件)|多少钱|标准是|怎么(?:申请|办理|算|收|申报)|在哪(?:里|儿)?(?:办|填|交|申)|有没有(?:政策|补贴)|费用/u;

const HELP =
  /(?:能不能|能否|可不可以)给(?:我们?|咱)|帮(?:忙|我|助|着|咱|一把|看)|协调|安排|派|解决(?!方案)|对接|来(?:人|个人)|希望|报修|反映|麻烦(?!问)[^,。]{0,6}(?:处理|看|修|查|派|协调|安排)|缺(?!啥|什么|哪)|想(?:来)?看看有没有|(?:能|可)(?:不能|否|不可以)?(?:一次|一起|少|换|晚|帮|协调|给[^,。]{0,8}(?:加|装|建|修|设|配|讲)|安排|派|来|把|延|加|装|修|合并|牵头|在|画|先|快|弄|填|设|建|引|请|统一|凑|晚|管|增|开个|改|介绍|推荐|联系|牵线|出面)|要求(?!是|有|高|什么|哪)|重新(?:核|算|查|测|评|审)|把[^,。]{1,16}(?:发|给|传|寄)(?:给)?(?:我|一份|过来)/u;
/** A wish is a request unless what follows asks how. */
const WISH = /(?:想|要|急|再)(?:贷|租|招|买|找|上|接|扩|请(?!教|问)|把|和|跟|在|办|申请|装|建|拆|开|换)|打算/u;
const HOW =
  /(?:怎么|如何|咋|怎样)(?![^,。?]{1,10}了[^,。]{0,6}(?:\?|,|。|$)|办(?:啊|呢|呀|,|。|[?]|$)|回事|搞的|还|又|没|不|这么|那么|老|就|一直|能这样|处罚|罚|解决)|(?:证|执照|许可|手续|登记|备案|签证|卡|补办)(?:怎么|咋)办/u;

const ASKED = /(?:什么|啥|哪|多少|几|谁|吗|么|不)[^,。]{0,6}$|要不要|有没有[^,。]{1,8}$/u;

/** Speech without a comma: longer than this it tells first and asks then. */
const SPOKEN = 22;
const OUT_NOW = /(?:停|断|没)(?:了)?(?:电|水|气|网)[^,。]{0,14}(?:啥时候|什么时候|咋|怎么|多久)/u;

/** Asks for a fact: how many, which, whether; a neighbour clause only says why. */
const FACT =
  /(?:隔|按|是|要|交|收|差|分|缴|报|到|过|用|有)几(?:个|米|点|天|月|号|家|成|层|趟|份|年|批)|几(?:点|号|成|批)|多少(?!次|遍|回|天了)|多久(?!了)|([让招查收要用发交放办补])不\1(?!.*到底)|算不算|(?<!没)有没有(?:这|政策|规定|要求|补)|(?:通|开|建|出)[^,。]{0,6}了没有?|有[^,。没]{1,10}(?:没得|没有?|不|冇)$|包括(?:啥|什么|哪)|是不是(?:又|真的?|也|都|还)?(?:要|会|得|能|可以)[^,。]{0,12}|(?:去|到|找|归|在)(?:哪|谁)[^,。]{0,6}(?:开|办|管|交|领|盖|查|报|打印|备案|申请|缴|问|发)(?:$|[,?])|不可抗力|能不能(?:不|自(?:己|建)|叠加|抵)/u;
/** One or the other, said as a question. */
const EITHER = /是[^,。]{1,12}还是(?![没不])[^,。]{1,12}$|[一-龥]{2,}还是[一-龥0-9]{2,10}(?:呢|啊|呀|哦|嘛|呐|哩|\?)/u;
const HARD =
  /坏|漏|停(?:了|产|工)|断|堵|塌|裂|倒灌|积水|淹|欠|拖|偷|盗|超标|报废|没(?:电|水|气|网)|不(?:亮|通|来|给|批)/u;

/** A question wants to know; a request wants something done. Trouble told first makes even 怎么弄 a request. */
export function newIntent(piece: Piece): Intent {
  const text = piece.meaning.trim().replace(/[。!?~]+$/u, "");
  const asks = HOW.test(text) || piece.question;
  if (
    (FACT.test(text) || EITHER.test(piece.meaning)) &&
    !HELP.test(text) &&
    !HARD.test(text.replace(FACT, "")) &&
    !piece.ask
  )
    return "question";
  if (!asks || HELP.test(text) || (OUT_NOW.test(text) && !/计划|检修|通知|明天|下周|后天/u.test(text)))
    return "new_request";
  if (WISH.test(text) && !HOW.test(text) && !INFO.test(text) && !ASKED.test(text)) return "new_request";
  const clauses = text.split(/[,。!?;]/u).filter((one) => one.trim().length > 1);
  if (INFO.test(text) || !piece.problem) return "question";
  if (FACT.test(text) && !HARD.test(text.replace(FACT, ""))) return "question";
  if (clauses.length === 1 && text.length > SPOKEN && PROBLEM.test(text)) return "new_request";
  // The asking may come first: 咋个查…嘛,准备跟他签合同.
  const asking = clauses.findLastIndex((one) => HOW.test(one) || QUESTION.test(one));
  const told = clauses.some((one, at) => at !== asking && PROBLEM.test(one));
  return asking >= 0 && !told ? "question" : "new_request";
}
