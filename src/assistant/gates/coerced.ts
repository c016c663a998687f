import { read } from "../text/read.ts";

/** A good mark, or a bad one taken back, as the thing somebody wants. 满意的答复 is what a firm wants, not a mark. */
const GOOD =
  "(?:[45四五]分(?!钟)|满分|高分|[45四五]星|好评|(?:非常|很|十分|基本)?满意(?!的|答复|结果|解决|方案|服务)|全优)";
const GIVE = "(?:打|给|评|点|选|填|勾|刷)";
const TAKE_BACK =
  "(?:(?:改|删|撤)[^,。!?;]{0,4}(?:评价|差评|评分|分数|打分|好评|满意|[45四五]分|[45四五]星)|把[^,。!?;]{0,3}(?:评价|差评|评分|分数|打分)[^,。!?;]{0,3}(?:改|删|撤))";
const US = "(?:我们?|俺们?|咱们?|企业|公司)";
/** Somebody makes us do it. */
const MADE = `(?:让|叫|要求?|逼着?|非要?|非让|催着?|求着?|强迫|强制|劝|暗示|盯着|威胁)${US}`;
const PASSIVE = "(?:被|遭)(?:[^,。!?;]{0,6})(?:要求|逼|强迫|强制|威胁)";
const SOMEONE = "(?:他们?|她|经办人?|干部|人家|领导|工作人员|窗口|办事的|你们(?:的)?人)";

const COERCED = new RegExp(
  [
    `(?:${MADE}|${PASSIVE})[^,。!?;]{0,8}(?:${GIVE}[^,。!?;]{0,5}${GOOD}|${TAKE_BACK})`,
    `${SOMEONE}[^,。!?;]{0,8}(?:必须|一定要|非要|要求|逼|催)[^,。!?;]{0,4}(?:${GIVE}[^,。!?;]{0,5}${GOOD}|${TAKE_BACK})`,
    `${SOMEONE}[^,。!?;]{0,4}(?:逼|催|求)[^,。!?;]{0,4}(?:好评|改评价|改分)`,
    `不(?:${GIVE}[^,。!?;]{0,4}${GOOD}|${TAKE_BACK})[^。!?;]{0,4}就(?:不|别|卡|拖|查|罚|没)`,
    `(?:评价|打的?分|分数|好评|满意)[^,。!?;]{0,6}(?:不是|并非|违背)[^,。!?;]{0,4}(?:本意|真心|自愿|真实)`,
    `(?:好评|满意|[45四五]分|高分)[^。!?;]{0,8}(?:是)?(?:被逼的?|逼出来|被迫)`,
  ].join("|"),
  "u",
);

/** Whoever passes on how his own customers mark him speaks of his trade. */
const TRADE = /客户|顾客|买家|消费者|网店|店铺|外卖|平台商家|淘宝|抖音|美团/u;

/**
 * Whether an enterprise says that its mark was asked for or forced (domain.md B.8): a complaint about conduct, which goes the
 * protected way. A closed rule; the sure way is the button on the mark's card.
 */
export function coercedMark(message: string): boolean {
  const text = read(message).meaning;
  return COERCED.test(text) && !TRADE.test(text);
}
