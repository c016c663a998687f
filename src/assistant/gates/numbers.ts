import { read } from "../text/read.ts";
import type { EmergencyCall } from "../types.ts";
import { letterOf, meanings } from "./senses.ts";

type Kind = EmergencyCall["kind"];

/** Which meanings speak for which kind of danger, and how much; the first kind wins a tie. */
const SPEAKS: readonly (readonly [Kind, Readonly<Record<string, number>>])[] = [
  ["self_harm", { self: 1.6 }],
  ["fire", { fire: 1.5, smoke: 1.5, blast: 1 }],
  ["gas", { gas: 2, leak: 0.8, hiss: 0.6, smell: 1, chem: 1 }],
  ["violence", { weapon: 1.3, attack: 1, crowd: 1, restrain: 2, hide: 0.8 }],
  [
    "injury",
    { power: 0.9, body: 0.7, limp: 1.6, breath: 1, sick: 1.6, blood: 1.6, strike: 0.6, crush: 0.6, fall: 0.7 },
  ],
  ["traffic", { vehicle: 0.9 }],
  ["other", { structure: 0.8, pit: 1, water: 1.2, inside: 0.8, height: 0.4, pressure: 1.2 }],
];
const NUMBERS: Readonly<Record<Kind, readonly string[]>> = {
  fire: ["119"],
  gas: ["119"],
  injury: ["120"],
  violence: ["110"],
  traffic: ["122"],
  self_harm: ["110", "120"],
  other: ["119"],
};
/** Somebody cannot get out by himself. */
const HELD =
  /(?:困|压|埋|卡|夹|绞|挤|关|锁|陷)(?:在|住|着|进)?|(?:出|下|上)不[来去]|没(?:出来|上来|下来|冒头)|(?:里面|里头|底下|下面)[^,。]{0,4}(?:有|还|人)|够不着|(?:下去|下井|爬进|钻进|栽下|掉进|掉下)[^。]{0,16}(?:没|不)(?:有)?(?:声|应|答|动|吭|回|见)/u;
/** Sits up there for his wages, or to end it. */
const PERCHED =
  /(?:爬|坐|站|蹲)[^,。]{0,6}(?:塔吊|吊机|烟囱|楼顶|天台|桥栏|窗台|楼板|阳台|高压塔)[^。]{0,24}(?:钱|工资|松手|撒手|跳|下去)/u;
const BEAST = /野猪|狗|獒|疯牛/u;

function counted(message: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const clause of read(message).meaning.split(/[,。、!?;\s]+/u))
    for (const letter of meanings(clause)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

/** What the learned alarm has heard is named after the meanings that prevail. */
export function kindOf(message: string): EmergencyCall {
  const counts = counted(message);
  let kind: Kind = "other";
  let best = 0;
  for (const [name, meant] of SPEAKS) {
    const sum = Object.entries(meant).reduce(
      (total, [sense, weight]) => total + weight * (counts.get(letterOf(sense)) ?? 0),
      0,
    );
    if (sum > best) [kind, best] = [name, sum];
  }
  return { kind, numbers: alsoNeeded(message, { kind, numbers: NUMBERS[kind] }) };
}

/** Who is hurt needs 120 and who cannot get out needs 119, whatever the danger is called. */
export function alsoNeeded(message: string, call: EmergencyCall): readonly string[] {
  const counts = counted(message);
  const has = (...names: readonly string[]): boolean => names.some((name) => counts.has(letterOf(name)));
  const hurt =
    has("limp", "blood", "sick", "die") ||
    (has("body", "person") && has("crush")) ||
    (has("body") && has("strike", "inside", "weapon", "attack"));
  const held = HELD.test(message) && has("inside", "pit", "structure", "crush", "water");
  const numbers = [...call.numbers];
  const add = (number: string): void => {
    if (!numbers.includes(number)) numbers.push(number);
  };
  if ((hurt || (call.kind === "fire" && has("person", "body") && has("blast"))) && call.kind !== "self_harm")
    add("120");
  if (call.kind === "violence" && has("body") && has("limp", "blood")) add("120");
  // Crushed, blown up or buried: cut free first.
  if (call.kind === "injury" && has("machine", "structure", "blast", "power") && has("inside", "crush", "blast"))
    add("119");
  if (call.kind === "other" && has("person") && has("fall", "structure", "limp", "pit", "water")) add("120");
  if (has("farewell")) for (const number of ["110", "120"]) add(number);
  if (PERCHED.test(message)) add("110");
  if (held && call.kind !== "self_harm" && call.kind !== "violence") add("119");
  if (call.kind === "other" && held) add("120");
  if (call.kind === "injury" && has("vehicle") && has("fall", "strike", "crush") && !has("machine")) add("122");
  if (call.kind === "injury" && BEAST.test(message)) add("110");
  return numbers;
}
