import type { Directory } from "../people/directory.ts";

/** A word by which somebody could be found. */
export interface Identifying {
  readonly kind: "person" | "firm" | "phone" | "number";
  readonly word: string;
}

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟段雷钱汤尹黎易常武乔贺赖龚";
/** 王总, 李厂长: of common surnames and of those the town has. */
const titled = (surnames: string): RegExp =>
  new RegExp(
    `[${surnames}](?:总(?![数体额量共计结理部是则之的和])|经理|厂长|老板|主任|科长|所长|镇长|局长|书记|师傅|女士|先生|小姐|会计)`,
    "gu",
  );
const FAMILIAR = /[老小][王李张刘陈杨赵黄周吴徐孙朱胡郭何罗宋郑谢韩唐冯邓曹彭曾](?![\u5e84\u6751\u8def\u8857])/gu;
const INTRODUCED = /(?:我叫|我姓|联系人(?:是|：|:)?|姓名(?:是|：|:)?)\s*[\p{Script=Han}]{1,4}/gu;
const FIRM = /[\p{Script=Han}A-Za-z0-9（）()]{2,16}(?:有限(?:责任)?公司|股份公司|集团|合作社)/gu;
/** Chat names, mail, ticket numbers, credit and identity codes, number plates. */
const CODES =
  /[\w.+-]+@[\w-]+\.[\w.-]+|(?:微信|QQ)(?:号)?[:：\s]*[A-Za-z0-9_-]{5,}|QF-\d{8}-\d+|(?<![A-Za-z0-9])(?:[0-9A-HJ-NPQRTUWXY]{18}|\d{17}[\dXx]|\d{15})(?![A-Za-z0-9])|[\p{Script=Han}][A-Z][·\s]?(?=[A-Z0-9]*\d)[A-Z0-9]{5,6}(?![A-Za-z0-9])/gu;
/** Mobile numbers, area codes, and bare numbers of seven and eight digits that count nothing. */
const PHONES =
  /(?<!\d)(?:\+?86[-\s]?)?1\d{2}[-\s]?\d{4}[-\s]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)|(?<![\d.])\d{7,8}(?!\d|[.]\d|\s*(?:元|万|亿|吨|平|米|度|户|人|件|个|台|立方|千瓦|亩))/gu;

/** Numbers that the office publishes itself: of its units and its desks. */
function published({ units, settings }: Pick<Directory, "units" | "settings">): ReadonlySet<string> {
  const all = [...[...units.values()].map(({ phone }) => phone), settings.deskPhone, settings.disciplinePhone];
  return new Set(all.map(digits).filter((one) => one !== ""));
}

const digits = (text: string): string => text.replace(/\D/gu, "");

/** Longest first, so that a full name goes before its short form. */
const longestFirst = (names: readonly string[]): string[] =>
  [...new Set(names)]
    .filter((name) => Array.from(name).length > 1)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));

type Known = Pick<Directory, "people" | "enterprises" | "units" | "settings">;

/**
 * Words of a text by which a person or a firm could be found: every name and address the directory knows, names with a title,
 * and numbers that are nobody's public phone. Wide rather than narrow: what is named here a person rewords.
 */
export function identifyingWords(known: Known, text: string): readonly Identifying[] {
  // What a button is tried with.
  if (!/[\p{L}\p{N}]/u.test(text)) return [];
  const own = published(known);
  const firms = [...known.enterprises.values()].flatMap(({ name, shortName, address }) => [name, shortName, address]);
  const people = [...known.people.values()].map(({ name }) => name);
  const surnames = people.map((name) => name.slice(0, 1)).filter((one) => /\p{Script=Han}/u.test(one));
  const matches = (kind: Identifying["kind"], pattern: RegExp): Identifying[] =>
    [...text.matchAll(pattern)].map(([word]) => ({ kind, word }));
  const named = (kind: Identifying["kind"], names: readonly string[]): Identifying[] =>
    longestFirst(names)
      .filter((name) => text.includes(name))
      .map((word) => ({ kind, word }));
  return [
    ...named("firm", firms),
    ...matches("firm", FIRM),
    ...named("person", people),
    ...matches("person", titled(SURNAMES + surnames.join(""))),
    ...matches("person", FAMILIAR),
    ...matches("person", INTRODUCED),
    ...matches("number", CODES),
    ...matches("phone", PHONES).filter(({ word }) => !own.has(digits(word))),
  ];
}

const INSTEAD: Record<Identifying["kind"], string> = { person: "", firm: "某企业", phone: "", number: "" };

/** A first draft of a text that names nobody; a person reads and rewords it before anybody else sees it. */
export function withoutIdentity(known: Known, text: string): string {
  let draft = text;
  // Once more for what only shows when something else is gone.
  for (let pass = 0; pass < 3; pass += 1)
    for (const { kind, word } of identifyingWords(known, draft)) draft = draft.replaceAll(word, INSTEAD[kind]);
  return draft
    .replace(/(?:某企业)+/gu, "某企业")
    .replace(/(?:我们?是|这里是)?(?:我们?|咱们?)?某企业(?:的|[，,。]|(?=我们?|咱))/gu, "")
    .replace(/[（(]\s*[）)]/gu, "")
    .replace(/(?:电话|手机号?|联系方式|联系人)[:：]?\s*(?=[，,。；;\s]|$)/gu, "")
    .replace(/([，,。；;])[，,。；;\s]+/gu, "$1")
    .replace(/^(?:[，,。；;\s]|您好|你好|请问(?:一下)?)+/u, "")
    .replace(/[ \t]{2,}/gu, " ")
    .trim();
}
