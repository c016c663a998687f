const POLITE =
  /非常感谢|太感谢|感谢|谢谢|多谢|谢了|谢过|辛苦|麻烦|费心|收到|好的|好嘞|嗯+|哦+|知道|明白|了解|可以|thank you|thanks|thank|thx|very much|so much|okay|ok|您们|你们|大家|领导|各位|同志|老师|师傅|你|您|好|了|啦|呀|啊|哈|的|[!！,，。.~～\s]|\[[^\]]{1,8}\]/giu;
const THANKS = /谢|辛苦|费心|收到|好的|好嘞|知道|明白|了解|thank|thx|\bok/iu;

/**
 * Nothing but thanks or "收到". It must move no ticket: read as a supplement it would end a pause, read as words about a
 * closed matter it would open it again.
 */
export const isThanks = (text: string): boolean => THANKS.test(text) && text.replace(POLITE, "") === "";
