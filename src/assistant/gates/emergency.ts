import { read } from "../text/read.ts";
import { ACCIDENTS } from "./accidents.ts";
import { soundsLikeDanger } from "./alarm.ts";
import type { EmergencyCall } from "../types.ts";
import { ELSEWHEN, HARMLESS, HYPOTHETICAL, NOW, PAPERWORK, RULES } from "./patterns.ts";
import type { DangerRule } from "./patterns.ts";

const EXERCISE = /演练|演习|拉练|模拟(?:火灾|事故|逃生)|(?:排练|拍(?:摄)?视频|剧本)/u;
const NO_EXERCISE =
  /不是(?:在)?(?:演练|演习)|(?:演练|演习)[^。]{0,10}(?:真的|真)(?:着|起|有|出|烧)|真(?:的)?(?:着火|起火|出事)/u;
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

/**
 * Danger to life or property now (domain.md B.14), by rules alone: recall before precision, but pictures of speech, drills,
 * papers and old stories are none. Numbers are those the reply's first line must name; null when there is no danger.
 */
export function emergency(message: string): EmergencyCall | null {
  const text = read(message).meaning.replaceAll(HARMLESS, "□").replaceAll(WEIGHING, "□");
  if (EXERCISE.test(message) && !NO_EXERCISE.test(message)) return null;
  const found = new Map<EmergencyCall["kind"], readonly string[]>();
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
        if (paper && rule.kind !== "self_harm") continue;
        if (standsIn(rule, scope)) {
          found.set(rule.kind, [...new Set([...(found.get(rule.kind) ?? []), ...rule.numbers])]);
        }
      }
      if (past && (dangerous || TIME_ONLY.test(clause))) story = !now;
    }
  }
  return combine(found) ?? unheard(text);
}

const NO_ALARM =
  /烧(?:秸秆|垃圾|荒|电线)|漂白粉|污水|垃圾|油漆|雨水井|囤|存放|补贴|涨价|价格|多少钱|怎么(?:办理|申请|收费)|许可|通道|怕|担心|年检|检测|转让|租/u;
const KINDS: readonly (readonly [EmergencyCall["kind"], readonly string[], RegExp])[] = [
  ["self_harm", ["110", "120"], /跳|死|活/u],
  ["violence", ["110"], /打|刀|砍|抢|围|关在|不让|要账|堵|偷|追|威胁/u],
  ["gas", ["119"], /气|漏|酸|氨|氯|味/u],
  ["fire", ["119"], /火|烟|烧|着了|爆|炸|电池/u],
  ["traffic", ["122"], /车[^,。]{0,8}(?:撞|翻|压)/u],
  ["injury", ["120"], /人|血|伤|晕|倒|手|腿|头/u],
];

/** No rule knows the sentence, but its words together sound like danger: the number that fits best, or both that fit most. */
function unheard(text: string): EmergencyCall | null {
  if (!soundsLikeDanger(text)) return null;
  if (NO_ALARM.test(text) || HYPOTHETICAL.test(text) || PAPERWORK.test(text) || ELSEWHEN.test(text)) return null;
  const [kind, numbers] = KINDS.find(([, , words]) => words.test(text)) ?? ["other", ["119", "120"]];
  return { kind, numbers };
}

function combine(found: ReadonlyMap<EmergencyCall["kind"], readonly string[]>): EmergencyCall | null {
  const kinds = ORDER.filter((kind) => found.has(kind));
  const [kind] = kinds;
  if (kind === undefined) return null;
  return { kind, numbers: [...new Set(kinds.flatMap((one) => found.get(one) ?? []))] };
}
