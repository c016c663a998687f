const BREAK = /[，。！？；,.!?;\n]+|然后呢?|就是说|就是|那个|还有就是|因为|所以|但是|结果(?=[^，。]{3})|而且|后来/u;
const TROUBLE =
  /停[电水气工产]|断[电水网]|跳闸|坏|漏|堵|塌|裂|积水|倒灌|不通|不亮|不行|没[电水气人法]|没有[路电水气网信人]|办不|批不|卡[着在了]|拖欠|欠|涨价|收费|罚|扣|招不到|买不到|进不来|出不去|损失|扰民|污染|臭|吵|噪音|偷|拒/u;
const HINDERED = /没有|没给|无法|不能|不让|影响|催/u;
const SUBJECT = /电|水|路|气|网|证|款|贷|税|费|地|房|工人|社保|环评|许可|增容|合同|补贴|管|桥|灯|沟|申请|报装|办理/u;
const WISH = /^(?:请|希望|麻烦|恳请|求|能不能|能否|可不可以|想请|想申请|盼)|帮我们|协调|解决一下|来看/u;
const SELF = /^(?:您好|你好|领导|大家好|我们?(?:公司|厂|企业)?是|我是|这里是|不好意思|打扰|谢谢|说来话长|事情是这样)/u;
const FACT = /\d|[一二三四五六七八九十]+(?:天|个月|年|亩|台|次|户|名|万)|路|村|桥|厂/u;

/**
 * What a long story is about, in its teller's own words: the clause that tells the trouble, and the one that says what is
 * wanted. No words are added or changed; the whole text stays one tap away.
 * @param max characters.
 */
export function gist(text: string, max = 60): string {
  const clauses = text
    .split(BREAK)
    .map((one) => one.trim())
    .filter((one) => Array.from(one).length > 3);
  const scored = clauses.map((clause, i) => ({
    clause,
    i,
    score:
      (TROUBLE.test(clause) ? 3 : HINDERED.test(clause) ? 1 : 0) +
      (SUBJECT.test(clause) ? 1.5 : 0) +
      (FACT.test(clause) ? 1 : 0) -
      (SELF.test(clause) ? 3 : 0) -
      (WISH.test(clause) ? 1 : 0) -
      i / 100,
  }));
  const matter = scored.toSorted((a, b) => b.score - a.score)[0];
  if (matter === undefined) return Array.from(text.trim()).slice(0, max).join("");
  const wish = scored.find(({ clause, i }) => i !== matter.i && WISH.test(clause));
  const parts = wish === undefined ? [matter] : [matter, wish].toSorted((a, b) => a.i - b.i);
  const whole = parts.map(({ clause }) => clause).join("，");
  const shown = Array.from(whole).length <= max ? whole : matter.clause;
  return Array.from(shown).slice(0, max).join("");
}
