const DIGIT: Readonly<Record<string, number>> = {
  "0": 1,
  零: 1,
  "1": 1,
  一: 1,
  "2": 2,
  二: 2,
  两: 2,
  "3": 3,
  三: 3,
  "4": 4,
  四: 4,
  "5": 5,
  五: 5,
};

/** Whether the desk's last line asked for a mark. */
export function asksForMark(lastBot: string | null): boolean {
  return lastBot !== null && /评价|打分|评分|几分|满意度|满意吗|1-5|1到5|五星|打个分/u.test(lastBot);
}

/**
 * Mark 1–5 in the words: 非常满意 5, 满意 4, 基本满意 3, 不满意 2, 非常不满意 1 (domain.md B.8). `asked` = a bare figure or 一般 counts
 * too. Null when no mark is given.
 */
export function rating(text: string, asked: boolean): number | null {
  const hundred =
    /(100|一百|满)分/u.test(text) || /^10分|打10分|十分(?!满意|感谢|不|差|失望|重|急|紧|危|困|严)/u.test(text);
  if (hundred) return 5;
  const star = /(?<![0-9.])([0-5零一二两三四五])(?:个|颗)?(?:分(?![钟析之])|星)/u.exec(text);
  if (star) return DIGIT[star[1] ?? ""] ?? null;
  if (/(?:非常|很|极其|十分|特别|相当|太|极度)不(?:太)?满意|极差|(?:太|非常|特别)(?:差|烂|失望)|零分/u.test(text))
    return 1;
  if (/不(?:太|是很|怎么|大|够)?满意|差评|没法满意/u.test(text)) return 2;
  if (/(?:基本|还算|比较|勉强|大体)(?:上)?满意/u.test(text)) return /比较满意/u.test(text) ? 4 : 3;
  if (/(?:非常|很|十分|特别|超|超级|相当|太|极其|百分百|百分之百)(?:的)?满意/u.test(text)) return 5;
  if (/满意/u.test(text)) return 4;
  if (/好评/u.test(text)) return 5;
  if (!asked) return null;
  const bare = /^(?:打|给|就|我(?:给|打)|评)?([1-5一二三四五])(?:分|星|颗星)?(?:吧|了|哈|[,。!~ ])*$/u.exec(
    text.trim(),
  );
  if (bare) return DIGIT[bare[1] ?? ""] ?? null;
  if (/不(?:太)?(?:行|好)|差(?!不多)|烂|失望|敷衍|白搭|没用|没解决|根本没|糊弄/u.test(text)) return 2;
  if (/非常好|很好|太好|特别好|超好|给力|点赞|棒|赞|👍|完美|优秀|没得说|没的说/u.test(text)) return 5;
  if (/一般|凑合|还行|马马虎虎|就那样|将就|还可以|可以吧|中规中矩|过得去|中等|差不多/u.test(text)) return 3;
  if (/不错|挺好|可以|好的|好$|行$|ok|很快/u.test(text)) return 4;
  return null;
}
