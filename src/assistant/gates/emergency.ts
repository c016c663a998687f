import { keepingLast } from "../text/keeping-last.ts";
import { read } from "../text/read.ts";
import { ACCIDENTS } from "./accidents.ts";
import { alarmScore } from "./alarm.ts";
import type { EmergencyCall } from "../types.ts";
import { saysFarewell } from "./farewell.ts";
import { RUMOUR, SETTLED, STORY, withoutFigures } from "./figures.ts";
import { alsoNeeded, kindOf } from "./numbers.ts";
import { ELSEWHEN, HYPOTHETICAL, NOW, PAPERWORK, RULES } from "./patterns.ts";
import type { DangerRule } from "./patterns.ts";

/**
 * Log odds above which words are an alarm, and above which one must ask. Chosen with every kind of accident held out in turn
 * (`npm run -s eval`).
 */
const ALARM = 0.2;
const ASK = -1.3;
const EXERCISE =
  /演练|演习|拉练|模拟(?:火灾|事故|逃生)|排练|剧本|(?:要|想|来|请|我们|准备|打算|计划)[^,。]{0,8}拍(?:摄)?[^,。]{0,6}视频/u;
const NO_EXERCISE =
  /不是(?:在)?(?:演练|演习)|(?:演练|演习)[^。]{0,10}(?:真的|真)(?:着|起|有|出|烧)|真(?:的)?(?:着火|起火|出事)/u;
/** Who takes a ticket back gives up a plan, not himself. */
const WITHDRAWN = /^(?=.{0,50}$)(?:.*撤(?:掉|销|单|了吧)|.*单子?[^,。]{0,4}(?:撤|销|取消))/su;
/** A film does not fall down beside one. */
const HERE =
  /旁边|隔壁|[推喊叫][^,。]{0,2}不|趴|嘴唇|脸色|着火|突然|忽然|倒(?!霉|是)|昏|晕|抽|不动|叫不|真的?着|真(?:出|起|打)/u;
const ACUTE = /血|昏|没(?:有)?(?:意识|呼吸|心跳|反应)|叫不醒|救|快来|正(?:在)?(?:烧|冒|打)|!{2}/u;
/** No neighbour's chimney and no everyday smoke. */
const PLAIN_FIRE =
  /(?:着|起|失)(?:了)?(?:大)?火|火苗|火光|明火|火花|冒火|烧(?:过来|到|着了|起来)|快烧|扑不灭|压不住|阴燃|控制不住/u;
/** An injury that is already at the insurance office is over, whatever the sentence says of now. */
const CLAIM = /工伤(?!了)|社保|材料交|理赔|赔付|索赔|伤残|责任认定|劳动仲裁/u;
/** A threat loses nothing by standing behind 要是 or 再不. */
const CONDITION_COUNTS = new Set<EmergencyCall["kind"]>(["self_harm"]);
/** Debts and duties weigh on people without hurting them. */
const WEIGHING =
  /(?:货款|资金|任务|指标|担子|贷款|成本|债|款项?|账款|税|利息|房租)[^,。]{0,4}压(?:得|着|到|在)[^,。]{0,8}/gu;
const ALL_RULES: readonly DangerRule[] = [...RULES, ...ACCIDENTS];
const TIME_ONLY = /^[^,。]{0,12}$/u;
const ORDER: readonly EmergencyCall["kind"][] = ["self_harm", "fire", "gas", "violence", "injury", "traffic", "other"];

function imagined(clause: string, at: number, kind: EmergencyCall["kind"]): boolean {
  if (CONDITION_COUNTS.has(kind)) return false;
  const hypothesis =
    kind === "violence" ? /怕(?!是)|担心|万一|防止|以免|避免|差点|险些/u.exec(clause) : HYPOTHETICAL.exec(clause);
  return hypothesis !== null && hypothesis.index <= at;
}

function standsIn(rule: DangerRule, clause: string): boolean {
  const all = new RegExp(rule.says.source, "gu");
  for (const hit of clause.matchAll(all)) if (!imagined(clause, hit.index, rule.kind)) return true;
  return false;
}

/** What rules hear: pictures of speech, drills, papers and old stories are no danger. */
function byRules(message: string): EmergencyCall | null {
  const text = withoutFigures(read(message).meaning).replaceAll(WEIGHING, "□");
  // 刚才 is no sign of now where the same message tells the end.
  const settled = SETTLED.test(text) && !ACUTE.test(text) && !NOW.test(text.replaceAll(/刚[才刚]/gu, ""));
  const found = new Map<EmergencyCall["kind"], readonly string[]>();
  if (saysFarewell(text)) found.set("self_harm", ["110", "120"]);
  for (const sentence of text.split(/[。!?;\n]+/u)) {
    let story = false;
    const now = NOW.test(sentence);
    const paper =
      (PAPERWORK.test(sentence) || CLAIM.test(sentence)) && !ACUTE.test(text) && !(now && !CLAIM.test(sentence));
    for (const clause of sentence.split(/[,、]|\.(?![0-9])/u)) {
      const past = ELSEWHEN.test(clause);
      let dangerous = false;
      for (const rule of ALL_RULES) {
        const scope = rule.kind === "self_harm" ? sentence : clause;
        if (!rule.says.test(scope)) continue;
        if (rule.unless?.test(sentence) === true && !(rule.kind === "fire" && PLAIN_FIRE.test(clause))) continue;
        dangerous = true;
        if ((past || story) && !now) continue;
        if ((paper || settled) && (rule.kind !== "self_harm" || RUMOUR.test(text))) continue;
        if (standsIn(rule, scope)) {
          found.set(rule.kind, [...new Set([...(found.get(rule.kind) ?? []), ...rule.numbers])]);
        }
      }
      if (past && (dangerous || TIME_ONLY.test(clause))) story = !now;
    }
  }
  const kinds = ORDER.filter((kind) => found.has(kind));
  const [kind] = kinds;
  if (kind === undefined) return null;
  return { kind, numbers: [...new Set(kinds.flatMap((one) => found.get(one) ?? []))] };
}

/** Nothing but "be quick about it": an impatient manager says it every day, and the learned ear knows it from cries for help. */
const isBareUrging = (message: string): boolean => {
  const words = message.replaceAll(/[^\u4e00-\u9fff]/gu, "");
  return /[快紧急催]/u.test(words) && ONLY_URGING.test(words);
};
const ONLY_URGING =
  /^(?:麻烦|请|拜托|你们?|您|大家|领导|能不能|可以|能|再|都|这个|这件|这事|事情?|问题|办理?|处理|解决|催办?|[快赶抓尽]+[快紧]?|点|些|一下|一点|时间|着?急|[吧啊呀呗啦哈哦呢吗了行好很太])+$/u;

/**
 * How sure the gate is that there is danger now: rules first; where they hear nothing, the learned alarm, which can only add. Null =
 * nothing was heard.
 */
export function alarmed(message: string, score: number): "sure" | "perhaps" | null {
  if (EXERCISE.test(message) && !NO_EXERCISE.test(message)) return null;
  if (STORY.test(message) && !HERE.test(message) && !NOW.test(message)) return null;
  if (byRules(message) !== null) return "sure";
  if (score <= ASK || isBareUrging(message)) return null;
  const text = read(message).meaning;
  const distant = WITHDRAWN.test(text) || HYPOTHETICAL.test(text) || PAPERWORK.test(text) || SETTLED.test(text);
  if (distant) return score > ALARM ? "perhaps" : null;
  return score > ALARM ? "sure" : "perhaps";
}

/** What is heard in a message: whoever asks for danger and for what may be danger asks it of the same words. */
const alarmOf = keepingLast((message) => alarmed(message, alarmScore(message)));

/** Danger to life or property now (domain.md B.14), answered at once with the numbers the reply's first line names; null = none. */
export function emergency(message: string): EmergencyCall | null {
  return heard(message, "sure");
}

/** Words that may mean danger, so that the sender is asked and told the numbers; null = none, or danger for sure. */
export function perhapsDanger(message: string): EmergencyCall | null {
  return heard(message, "perhaps");
}

function heard(message: string, wanted: "sure" | "perhaps"): EmergencyCall | null {
  if (alarmOf(message) !== wanted) return null;
  const told = wanted === "sure" ? byRules(message) : null;
  return told === null ? kindOf(message) : { kind: told.kind, numbers: alsoNeeded(message, told) };
}
