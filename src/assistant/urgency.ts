import type { Intent, MessageUrgency } from "./types.ts";

const STOPPED =
  /停产|停工|停摆|停线|停机|全停|都停|停了(?:两|三|好几|几|一|[0-9])|停业|歇业|关门(?!打)|开不了(?:工|业|张|机)|没法(?:生产|施工|开工|干活|干|营业|经营|上班|做饭|运|出货|发货|做)|无法(?:生产|施工|开工|营业|经营|出货|发货|进场|正常生产)|生产不了|干不了(?:活)?|施工不了|趴窝|瘫痪|生产线(?:停|断|瘫)|工地停|停着|进不(?:去|来)|出不(?:去|来)|发不(?:了|出)货|运不(?:出|进)|出不了货|断料|断供|窝工|机器(?:全|都)?停|设备(?:全|都)?停|等米下锅|揭不开锅|报废|(?:全|都|要)(?:废|馊|化|坏掉?|臭)(?:了|完)|损失(?:好几|几|上|巨|惨|[0-9]+)(?:万|十万|百万|大|重)?|一天(?:损失|亏|赔)/u;
const OUTAGE =
  /停(?:了)?(?:电|水|气|汽|暖)|断(?:了)?(?:电|水|气|网|供)|没(?:有)?(?:电|水(?!表|管|平)|气(?!味|表)|网|信号)(?!费)|(?:电|水|气|网|蒸汽|暖气|宽带|网络)[^,。]{0,8}(?:停了|断了|没了|还没来|没来|不来|中断|瘫|全没|都没)|跳闸|掉闸|缺相|爆管|(?:水管|管道|管子)[^,。]{0,4}(?:爆|破裂)|变压器[^,。]{0,6}(?:烧|坏|爆|跳)|电缆[^,。]{0,6}(?:断|烧|挖断)|光缆[^,。]{0,6}(?:断|挖)|停水|停电|断网|网断|上不了网|倒灌|(?:水|污水)[^,。]{0,6}(?:漫|淹|冒|灌)(?:进|到|了|出)|来不了(?:电|水|气)|一滴水|没有?(?:自来水|网络|宽带|天然气|暖气)|(?:网络?|电|水|气|专线|宽带)[^,。]{0,12}(?:断|停)到(?:现在|今)|(?:宽带|网络?|专线)坏了|灯全灭|总线烧|(?:水|电|气)(?:都|全)?关了|(?:网|宽带|专线|wifi|网络|系统|信号)[^,。]{0,5}(?:挂|瘫|崩|断|没)(?:了|掉)|(?:水|电|气|网|汽)(?:都|还|也|就)?(?:没|不)(?:通|来|恢复)/u;
const CRIME =
  /(?:老|又|天天|经常|连续|第[二三四五]次|接连|屡次|反复|多次|每晚|这几天)[^,。]{0,6}(?:被偷|偷|盗|闹|堵|骚扰|抢|砸)|被(?:偷|盗|抢)(?:了)?[^。]{0,12}(?:第[二三四]次|又|次|万|监控|昨晚|刚)|敲诈|勒索|强揽|强买强卖|保护费|威胁|恐吓|扬言|黑社会|地痞|正在(?:偷|闹|堵)|堵(?:着|住|了)(?:我们?)?(?:的)?(?:厂|公司|工地)?(?:的)?(?:大?门|路|口|便道)|堵门|堵路|拦(?:着|住)|阻工|拦(?:我|货|送|工|车)|堵(?:着|了)?(?:我们?)?(?:工地|厂|公司|大)?(?:的)?(?:大)?门|不让(?:我们)?(?:施工|进|过|开工|走|装|干|出)|坐在(?:工地|门口|大门)|围(?:着|堵|住)(?:厂|门|公司|我们)|入室|撬(?:门|锁)|盗窃|被盗|被偷/u;
const HAZARD =
  /井盖[^,。]{0,6}(?:没|丢|缺|不见|坏|破|被偷|翻)|(?:没|缺|丢)(?:了)?[^,。]{0,3}井盖|(?:电线|线缆|线|电缆)[^,。]{0,6}(?:裸露|垂|耷拉|掉|断|拖地|老化[^,。]{0,6}(?:漏|冒|火))|裸露[^,。]{0,4}(?:电|线)|漏电|(?:要|快|快要|随时|眼看|马上)[^,。]{0,6}(?:塌|倒|掉|砸|垮|断)|摇摇欲坠|塌(?:陷|了|下)|大坑|随时(?:可能)?(?:会|要|有)|(?:很|太|非常|特别|极其)危险|危险(?:得很|性大|啊)|出(?:过|了)?(?:几|好几|多)?(?:次|起)?(?:事故|车祸|人命)|差点|险些|砸(?:到|伤)|(?:墙|杆|牌|架|柱)[^,。]{0,6}(?:歪|斜|裂)|裂(?:缝|开)[^,。]{0,8}(?:大|宽|越来越|掉|渗)|松动|堵(?:死|塞|占)?(?:了)?[^,。]{0,3}消防通道|消防通道[^,。]{0,8}(?:堵|占|锁|封)|安全隐患(?:很|特别|非常|极)?大|重大隐患|偷排|高压线/u;
const STAKE =
  /逾期|断贷|抽贷|到期|查封|冻结|违约|罚(?:款|息)|赔(?:偿|钱|款)?|滞(?:港|箱|纳)|截关|截单|误(?:了)?(?:船|期|工期|交期)|法院|执行|保全|开庭|起诉|仲裁|资金链|发不(?:出|了)工资|工资发不|开标|投标|截止|过期|失效|停|黄了|作废|泡汤|走不了|开不了|流标|转不动|倒闭|破产|船期|装船|开业|投产|还(?:贷|款)|取消订单|订单(?:就|要)?(?:没|黄|取消|丢)/u;
const THREAT =
  /威胁|扬言|报复|不给[^,。]{0,8}就(?:砸|打|堵|烧|弄|不|别想|让)|弄死|打断|走着瞧|等着瞧|别想(?:开|干)|上访|曝光/u;
const LOW = new Set<Intent>(["question", "greeting", "satisfied", "withdraw", "other"]);
const UTILITY = new Set(["power", "water", "gas", "telecom"]);

const DAY = 86_400_000;

/**
 * How pressing a matter is (messages_labels.md): stopped work, outage, going-on crime, public hazard, a money or legal limit within
 * two weeks, or a threat make it high; the word 急 alone does not.
 */
export function urgencyOf(
  intent: Intent,
  text: string,
  category: string | null,
  dueInMs: number | null,
): MessageUrgency {
  if (intent === "emergency") return "emergency";
  if (LOW.has(intent)) return "low";
  if (intent === "complaint") return THREAT.test(text) && !/怕|担心/u.test(text) ? "high" : "normal";
  if (intent === "dissatisfied" || intent === "urge") return stillOut(text, category) ? "high" : "normal";
  return intent === "new_request" && pressing(text, category, dueInMs) ? "high" : "normal";
}

function stillOut(text: string, category: string | null): boolean {
  if (STOPPED.test(text) || /损失|赔|停产|停工/u.test(text)) return true;
  const out = OUTAGE.test(text) || /(?:水|电|气|网)(?:还是|还|又|仍|依然)?(?:没|不)/u.test(text);
  return category !== null && UTILITY.has(category) && out;
}

function pressing(text: string, category: string | null, dueInMs: number | null): boolean {
  if (
    STOPPED.test(text) &&
    !(notNow(text) && !/全停|停产|停工|停了|停(?:两|三|好?几|[0-9])|工地停|开不了|进不(?:去|来)/u.test(text))
  )
    return true;
  if (category !== null && UTILITY.has(category) && OUTAGE.test(text) && !notNow(text)) return true;
  if ((category === "security" || category === "village") && CRIME.test(text)) return true;
  if (category !== "environment" && HAZARD.test(text) && !notNow(text)) return true;
  if (dueInMs !== null && dueInMs <= 14 * DAY && STAKE.test(text)) return true;
  return THREAT.test(text);
}

/** Compensation for, a plan of, or a question about an outage is no outage. */
function notNow(text: string): boolean {
  return (
    /补偿|赔偿|计划停|检修计划|提前(?:通知|告知|说)|通知(?:一声|我们)|经常|老是|总是|时不时|动不动|每到|一到|一(?:下雨|刮风|用电高峰|开机|热|冷)[^,。]{0,3}就|逢(?:雨|下雨)|去年|上个月|偶尔|有时候/u.test(
      text,
    ) && !/现在|到现在|至今|今天|今早|刚|还没来|正在/u.test(text)
  );
}
