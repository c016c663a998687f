/** How one asks, as opposed to what one asks about. Longer phrases first, for the first that fits is taken. */
const ASKING =
  /请问一下|咨询一下|了解一下|麻烦问一下|想问问|想问下|想问|问一下|问下|请问|咨询|打听|麻烦|您好|你好|领导|我们公司|我们厂|我公司|我厂|咱们|我们|你们|怎么办理|如何办理|怎么申请|如何申请|怎么申领|怎么办|怎么弄|怎么走|怎样|怎么|如何|需要准备|需要提供|要准备|要带|需要|准备|提供|哪些|哪几样|什么时候|什么|啥|材料|资料|手续|证件|办理|申请|申领|申报|流程|步骤|程序|条件|要求|多长时间|多久|几天|多少天|时限|期限|多少钱|要钱|收费|费用|免费|在哪里|在哪儿|去哪里|去哪|哪里|哪儿|哪个|窗口|能不能|可不可以|可以|能批|批下来|下来|办下来|找谁|电话|有没有|是不是|东西|大概|大约|走一遍|走一趟|那边|这边|厂里|镇里|帮忙|我想|想要|想|帮|应该|现在|一共|具体|谢谢|吗|呢|呀|啊|吧|是|请|要|办|how|what|where|the|for|do|we|to|apply|need/giu;

/** Said between two words that belong together: 注册个公司, 食品的许可. */
const BETWEEN = /的|个|了|一下/gu;

/** In the name of nearly every guide, so that meeting there says little. */
const COMMON = new Set([
  "企业",
  "公司",
  "登记",
  "许可",
  "工业",
  "建设",
  "工程",
  "项目",
  "小微",
  "微企",
  "可证",
  "补贴",
]);
const COMMON_WEIGHT = 0.35;

/** Other things one does with the same paper; a guide that does not speak of them does not answer. */
const OTHER_DOING =
  /丢|遗失|补办|注销|变更|过户|延续|延期|延长|续期|换证|年检|年报|吊销|转让|投诉|举报|到期|过期|一[度方吨]|单价|一回事|区别|什么意思|[电水气]价/u;

const normal = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The subject of a question, in pieces that held together. */
export const subjects = (text: string): readonly string[] =>
  normal(text)
    .replace(ASKING, " ")
    .replace(BETWEEN, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((run) => run !== "");

/** Pieces between punctuation marks: one of them asks, the others tell. */
export const clauses = (text: string): readonly string[] =>
  normal(text)
    .split(/[，。！？；,.!?;:：\n]+/u)
    .filter((one) => one.trim() !== "");

/**
 * Pairs of neighbouring characters, and whole words of letters. Pairs and not dictionary words: the two runtimes may carry
 * different word lists, and an index written by one is searched by the other. Stored indexes hold
 * these terms: whoever changes how they are made writes every guide again in a migration.
 */
export function terms(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const run of subjects(text)) {
    for (const part of run.match(/[a-z0-9]+|[^a-z0-9]+/gu) ?? []) {
      const characters = Array.from(part);
      if (/^[a-z0-9]/u.test(part) || characters.length === 1) found.add(part);
      else for (let i = 0; i + 1 < characters.length; i += 1) found.add(`${characters[i]}${characters[i + 1]}`);
    }
  }
  return found;
}

const weightOf = (term: string): number => (COMMON.has(term) ? COMMON_WEIGHT : Array.from(term).length === 1 ? 0.2 : 1);

export const weight = (found: Iterable<string>): number => {
  let sum = 0;
  for (const term of found) sum += weightOf(term);
  return sum;
};

/** What somebody wants done with a paper that is not getting it for the first time; null when nothing of the kind is said. */
export const otherDoing = (text: string): string | null => OTHER_DOING.exec(text)?.[0] ?? null;
