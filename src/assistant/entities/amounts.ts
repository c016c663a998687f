interface Amounts {
  /** As written: 18.6万元 */
  readonly money: readonly string[];
  /** As written: 20个普工 */
  readonly counts: readonly string[];
  readonly phones: readonly string[];
}

const MONEY = /[0-9]+(?:\.[0-9]+)?\s*(?:万|亿|千|百)?(?:多|余)?(?:元|块钱?|万|亿|w)(?!千瓦|度|平|伏)/gu;
const COUNT =
  /(?:[0-9]+|[一二两三四五六七八九十百几]+)(?:多)?(?:个|名|台|辆|套|件|户|人|吨|亩|平(?:米|方)?|盏|根|条|次|趟|份)[\u4e00-\u9fa5]{0,4}/gu;
const PHONE =
  /(?<![0-9])(?:1[3-9][0-9]{9}|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}|0[0-9]{2,3}-?[0-9]{7,8}|140[ -]?[0-9]{4}[ -]?[0-9]{4})(?![0-9])/gu;

/** Money, counts and phone numbers of a message, in the sender's own writing. */
export function amounts(text: string): Amounts {
  return {
    money: [...new Set(text.match(MONEY))],
    counts: [...new Set(text.match(COUNT))],
    phones: [...new Set(text.match(PHONE))],
  };
}
