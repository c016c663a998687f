import { DATA } from "../data.gen.ts";
import { pinyinLines } from "./tables.ts";

/** Everyday words around the matter itself; the matter's words come from the lexicon. */
const COMMON =
  "了 吗 呢 吧 我们 你们 我 你 他们 怎么 怎么办 什么 什么时候 多少 多少钱 哪里 在哪里 需要 材料 请问 请 麻烦 谢谢 你好 您好 在吗 满意 不满意 还没 没有 没 来人 有人 昨天 今天 明天 现在 已经 一直 好几天 几天 进度 怎么样 解决 没解决 催 催一下 撤销 取消 不用了 申请 办理 帮忙 能不能 可以 工厂 车间 厂里 门口 宿舍 坏了 修 还 又 要 的 是 在 不 到 好 快点 尽快 谁 联系 电话 着火 起火 着火了 救命 快来 受伤 昏迷 打人 报警 漏气 煤气 泄漏 爆炸 投诉 态度 液化气 天然气 漏 闻到 味道 很冲 刺鼻 不敢 动 开关 流血 晕倒 触电 冒烟 打架 砍人 跳楼 自杀 救护车 消防 倒了 手 头 腿 师傅 工人 断了 很多 好多 快 救人 出事 火苗 喷漆房 房顶 里火 灭火器 没用 压住 被困 出不来 里面 掉下来 摔下来";

let english: readonly (readonly [RegExp, string])[] | null = null;
let byPinyin: Map<string, string> | null = null;
let readings: Map<string, string> | null = null;

function englishTable(): readonly (readonly [RegExp, string])[] {
  english ??= DATA.english
    .split("\n")
    .map((line) => line.split(" = "))
    .sort(([a = ""], [b = ""]) => b.length - a.length)
    .map(([from = "", to = ""]) => [new RegExp(`\\b${from}\\b`, "gu"), to] as const);
  return english;
}

/** Reading of a character without tone; null when it is not an everyday one. */
function readingOf(char: string): string | null {
  if (!readings) {
    readings = new Map();
    for (const line of pinyinLines().split("\n")) {
      const [syllable = "", chars = ""] = line.split(" ");
      for (const one of chars) readings.set(one, syllable);
    }
  }
  return readings.get(char) ?? null;
}

function spell(word: string): string | null {
  let out = "";
  for (const char of word) {
    const reading = readingOf(char);
    if (reading === null) return null;
    out += reading;
  }
  return out;
}

function pinyinTable(): Map<string, string> {
  if (byPinyin) return byPinyin;
  byPinyin = new Map();
  const terms = DATA.lexicon.split("\n").flatMap((line) => (/^[23] /u.test(line) ? line.slice(2).split(" ") : []));
  for (const word of [...terms.filter((one) => one.length >= 2 && one.length <= 5), ...COMMON.split(" ")]) {
    const spelled = spell(word);
    if (spelled !== null) byPinyin.set(spelled, word);
  }
  byPinyin.set("zhaohuo", "着火");
  byPinyin.set("zhaohuole", "着火了");
  return byPinyin;
}

/** Longest words first; null when less than most of the letters make words. */
function fromPinyin(letters: string): string | null {
  const table = pinyinTable();
  let out = "";
  let known = 0;
  for (let i = 0; i < letters.length;) {
    let length = Math.min(22, letters.length - i);
    while (length > 0 && !table.has(letters.slice(i, i + length))) length--;
    if (length === 0) {
      i++;
      continue;
    }
    out += table.get(letters.slice(i, i + length)) ?? "";
    known += length;
    i += length;
  }
  return known >= letters.length * 0.75 ? out : null;
}

/** The same sentence with English and pinyin put into Chinese where they are understood; length may change. */
export function gloss(text: string): string {
  if (!/[a-z]{2}/u.test(text)) return text;
  const run = /[a-z]+(?:[ '][a-z]+)*/gu;
  const put = text.replaceAll(run, (latin) => {
    const joined = latin.replaceAll(/[ ']/gu, "");
    let out = latin;
    for (const [from, to] of englishTable()) if (!out.includes(to)) out = out.replaceAll(from, to);
    const left = out.replaceAll(/[^a-z]/gu, "").length;
    if (joined.length >= 4 && left > joined.length * 0.6) return fromPinyin(joined) ?? out;
    return out;
  });
  return put.replaceAll(/(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])/gu, "");
}
