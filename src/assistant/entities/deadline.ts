export interface Deadline {
  readonly text: string;
  readonly date: string | null;
}

const DAY = 86_400_000;
const NUMERALS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  半: 0.5,
  日: 7,
  天: 7,
};
/** First day of the Spring Festival; 年前 means before it. Published lunar calendar. */
const SPRING_FESTIVAL: Readonly<Record<number, string>> = {
  2025: "2025-01-29",
  2026: "2026-02-17",
  2027: "2027-02-06",
  2028: "2028-01-26",
  2029: "2029-02-13",
  2030: "2030-02-03",
};
const N = "[0-9一二两三四五六七八九十]{1,3}";
/** What stands near a mere date and makes it a limit. */
const MUST =
  /(?:必须|要|得|就|截止|截关|截单|截稿|到期|为止|开业|开船|开庭|开工仪式|开工|投产|交货|交付|交房|装船|发货|出货|验收|检查|来(?:看|考察|验)|开标|投标|还款|还贷|过期|失效|走|报|送|用|上线|开学|搬|之前|以前|前)/u;

/** Chinese or Arabic number up to 99; NaN when it is none. */
function numeral(text: string): number {
  if (/^[0-9]+$/u.test(text)) return Number(text);
  const ten = text.indexOf("十");
  if (ten === -1) return text.length === 1 ? (NUMERALS[text] ?? Number.NaN) : Number.NaN;
  const tens = ten === 0 ? 1 : (NUMERALS[text.slice(0, ten)] ?? Number.NaN);
  const ones = ten === text.length - 1 ? 0 : (NUMERALS[text.slice(ten + 1)] ?? Number.NaN);
  return tens * 10 + ones;
}

interface Today {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  /** 1 = Monday … 7 = Sunday */
  readonly weekday: number;
  readonly at: number;
}

function today(sentAt: number, offsetMinutes: number): Today {
  const local = new Date(sentAt + offsetMinutes * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    at: Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()),
  };
}

function iso(at: number): string | null {
  return Number.isFinite(at) && Math.abs(at) < 8e15 ? new Date(at).toISOString().slice(0, 10) : null;
}

function valid(year: number, month: number, day: number): string | null {
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day ? iso(at) : null;
}

function workingDays(from: Today, count: number): string | null {
  let at = from.at;
  for (let left = count; left > 0;) {
    at += DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return iso(at);
}

type Resolve = (hit: RegExpExecArray, now: Today) => string | null;

function nextYearly(now: Today, month: number, day: number): string | null {
  const here = valid(now.year, month, day);
  return here !== null && Date.parse(here) < now.at ? valid(now.year + 1, month, day) : here;
}

function festival(now: Today): string | null {
  const here = SPRING_FESTIVAL[now.year];
  return here !== undefined && Date.parse(here) >= now.at ? here : (SPRING_FESTIVAL[now.year + 1] ?? null);
}

/** Each form of a date, the surest first. `strict` forms are limits by themselves; the rest need `MUST` nearby. */
const FORMS: readonly { readonly form: RegExp; readonly strict: boolean; readonly resolve: Resolve }[] = [
  {
    form: new RegExp(`([0-9]{4})[年.\\-/]([0-9]{1,2})[月.\\-/]([0-9]{1,2})[日号]?`, "u"),
    strict: false,
    resolve: (hit) => valid(Number(hit[1]), Number(hit[2]), Number(hit[3])),
  },
  {
    form: new RegExp(`(${N})月份?(${N})(?:[日号]|(?=之?前|以前|截止|到期))`, "u"),
    strict: false,
    resolve: (hit, now) => nextYearly(now, numeral(hit[1] ?? ""), numeral(hit[2] ?? "")),
  },
  {
    form: /(?<![0-9.-])(1[0-2]|0?[1-9])[./](3[01]|[12][0-9]|0?[1-9])(?=[日号]|之?前|以前|要|截止|到期)/u,
    strict: false,
    resolve: (hit, now) => nextYearly(now, Number(hit[1]), Number(hit[2])),
  },
  {
    form: new RegExp(`(下个?月|本月|这个?月)(${N})[日号]`, "u"),
    strict: false,
    resolve: (hit, now) => {
      const next = (hit[1] ?? "").startsWith("下");
      const month = next ? (now.month % 12) + 1 : now.month;
      return valid(next && now.month === 12 ? now.year + 1 : now.year, month, numeral(hit[2] ?? ""));
    },
  },
  {
    form: /(下下|下个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])/u,
    strict: false,
    resolve: (hit, now) => {
      const day = NUMERALS[hit[2] ?? ""] ?? 1;
      const named = hit[1] ?? "";
      const weeks = named.startsWith("下下")
        ? 2
        : named.startsWith("下")
          ? 1
          : named === "" && day < now.weekday
            ? 1
            : 0;
      return iso(now.at + (day - now.weekday + weeks * 7) * DAY);
    },
  },
  {
    form: /(?:(下个?|本|这个?)月|月)(?:底|末)/u,
    strict: false,
    resolve: (hit, now) => iso(Date.UTC(now.year, now.month + ((hit[1] ?? "").startsWith("下") ? 1 : 0), 0)),
  },
  {
    form: /(?:下个?|本|这个?)?月中旬?/u,
    strict: false,
    resolve: (hit, now) => valid(now.year, now.month + (hit[0].startsWith("下") ? 1 : 0), 15),
  },
  {
    form: /下个?月初/u,
    strict: false,
    resolve: (_hit, now) => iso(Date.UTC(now.year, now.month, 1)),
  },
  {
    form: new RegExp(
      `(?<![0-9路楼栋:\\-])(${N})[号日](?![^,。]{0,1}(?:楼|厂|车间|路|桥|门|线|库|机|院|炉|仓|井|泵|塔|地块|公告|文|工单|窗口|柜|电梯|变|宿舍|食堂|公寓|棚|地|栋|院|生产|主变))`,
      "u",
    ),
    strict: false,
    resolve: (hit, now) => {
      const day = numeral(hit[1] ?? "");
      if (!(day >= 1 && day <= 31)) return null;
      return day >= now.day ? valid(now.year, now.month, day) : iso(Date.UTC(now.year, now.month, day));
    },
  },
  { form: /(?:今年)?年底|年末|年终|今年之?内/u, strict: false, resolve: (_hit, now) => valid(now.year, 12, 31) },
  { form: /(?:春节|过年|年)(?:之)?前|年关前|大年三十/u, strict: true, resolve: (_hit, now) => festival(now) },
  { form: /春节|过年/u, strict: false, resolve: (_hit, now) => festival(now) },
  { form: /元旦/u, strict: false, resolve: (_hit, now) => nextYearly(now, 1, 1) },
  { form: /(?:国庆|十一)(?:节)?(?=之?前|以前|要)/u, strict: false, resolve: (_hit, now) => nextYearly(now, 10, 1) },
  { form: /(?:劳动节|五一)(?=之?前|以前|要)/u, strict: false, resolve: (_hit, now) => nextYearly(now, 5, 1) },
  { form: /大后天/u, strict: false, resolve: (_hit, now) => iso(now.at + 3 * DAY) },
  { form: /后天/u, strict: false, resolve: (_hit, now) => iso(now.at + 2 * DAY) },
  { form: /明(?:天|日|早|晚)/u, strict: false, resolve: (_hit, now) => iso(now.at + DAY) },
  {
    form: /今(?:天|日|晚)(?=[^,。]{0,8}(?:前|之内|以内|必须|截止|务必))|下班(?:之)?前/u,
    strict: true,
    resolve: (_hit, now) => iso(now.at),
  },
  { form: /(?:这个?|本)?周末/u, strict: false, resolve: (_hit, now) => iso(now.at + (7 - now.weekday) * DAY) },
  {
    form: /(?:这|本)周(?:之)?内/u,
    strict: true,
    resolve: (_hit, now) => iso(now.at + (now.weekday <= 5 ? 5 - now.weekday : 7 - now.weekday) * DAY),
  },
  { form: /(?:本|这个?)月(?:之)?内/u, strict: true, resolve: (_hit, now) => iso(Date.UTC(now.year, now.month, 0)) },
  {
    form: new RegExp(`(${N})个?工作日(?:之|以)?内`, "u"),
    strict: true,
    resolve: (hit, now) => workingDays(now, numeral(hit[1] ?? "") || 0),
  },
  {
    form: new RegExp(`(${N})天(?:之|以)?内`, "u"),
    strict: true,
    resolve: (hit, now) => iso(now.at + numeral(hit[1] ?? "") * DAY),
  },
  {
    form: new RegExp(`(${N})个?(?:周|星期|礼拜)(?:之|以)?内`, "u"),
    strict: true,
    resolve: (hit, now) => iso(now.at + numeral(hit[1] ?? "") * 7 * DAY),
  },
  { form: /半个月(?:之|以)?内/u, strict: true, resolve: (_hit, now) => iso(now.at + 15 * DAY) },
  { form: /一个月(?:之|以)?内/u, strict: true, resolve: (_hit, now) => iso(now.at + 30 * DAY) },
  {
    form: /(?:24|48|72)小时(?:之|以)?内/u,
    strict: true,
    resolve: (hit, now) => iso(now.at + (Number.parseInt(hit[0], 10) / 24) * DAY),
  },
];

const TAIL =
  /^(?:[,，]?(?:早上|上午|中午|下午|晚上|早|晚)?(?:[0-9一二两三四五六七八九十]{1,3}(?:点半?|:[0-9]{2}))?)?(?:之前|以前|前|为止|截止|到期|之内|以内)?/u;
/** These say when something happened or is repeated, not until when. */
const NOT_A_LIMIT = /上个?|每个?|去年|从|自|昨|刚|前(?=天)|截至|已经?|哪/u;
const HAPPENED =
  /^[^,。]{0,6}(?:就?(?:报|交|停|断|坏|申请|提交|打|开始|起|说|办|签|发现|收到|买|换|修|来)(?:了|过|的)|开始停|起[就停]|的时候|那次|就没|到现在|至今|以来)/u;

/**
 * The limit a message names, with the date it stands for. `sentAt` in UTC ms is the reference for 明天 or 15号; `offsetMinutes`
 * is the office's offset from UTC. `date` is null when the words do not say a day; past dates are no limits.
 */
export function deadline(text: string, raw: string, sentAt: number, offsetMinutes: number): Deadline | null {
  const now = today(sentAt, offsetMinutes);
  for (const { form, strict, resolve } of FORMS) {
    for (const hit of text.matchAll(new RegExp(form.source, "gu"))) {
      const before = text.slice(Math.max(0, hit.index - 3), hit.index);
      if (NOT_A_LIMIT.test(before)) continue;
      const rest = text.slice(hit.index + hit[0].length);
      const tail = TAIL.exec(rest)?.[0] ?? "";
      const closed = /前|截止|到期|内|为止/u.test(hit[0] + tail);
      const behind = rest.slice(tail.length, tail.length + 14).split(/[。!?;\n]/u)[0] ?? "";
      const ahead =
        /(?:赶在|必须|务必|最迟|最晚|截止(?:日期)?|到期(?:日)?|限期|要求|争取|赶|等到|得|约(?:好|定)?|定(?:在|于|的)|预计|计划)[^,。]{0,6}$/u.test(
          text.slice(0, hit.index),
        );
      if (!strict && !closed && !ahead && (!MUST.test(behind) || HAPPENED.test(behind))) continue;
      const date = resolve(hit, now);
      if (date !== null && Date.parse(date) < now.at) continue;
      return { text: raw.slice(hit.index, hit.index + hit[0].length + tail.length), date };
    }
  }
  return null;
}
