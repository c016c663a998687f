const OPENING =
  /^(?:(?:你|您|大家)?好(?:啊|呀)?|您们好|早(?:上好|安)?|(?:上|中|下|晚)午?好|领导(?:好)?|在吗|请问(?:一下)?|咨询(?:一下)?|麻烦(?:问一下)?|打扰(?:一下|了)?|不好意思|(?:我(?:们)?是|这里是|我们?这?边?是)[^,。:!]{2,16}(?:的[^,。]{0,6})?|(?:我|我们)?(?:想|要)?(?:反映|报|说|问|咨询)(?:一?下|一?个(?:事|问题|情况)?)?|(?:[一两二三四五六0-9])(?:个|件)(?:事|问题)|另外|还有(?:就是|一个|个|件)?(?:事)?|顺便|对了|再(?:就是|有)|其次|首先|最后|然后|那个|就是|嗯|呃|啊|哎|唉|老师|师傅|同志|小.)[,。:!?、;\s]*/u;
const NUMBERING =
  /^[\s(]*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)、.:,]\s*|^[①②③④⑤⑥⑦⑧⑨]\s*|^(?:第?[一二三四五六](?:个|件|点)?(?:问题|事)?(?:是|,|:)|其[一二三四][,:]?)/u;

/** At most 20 characters for cards and lists, in the sender's own words; greetings and numbering left out. */
export function titleOf(raw: string): string {
  let text = raw
    .replaceAll(/\[[^\]]{1,8}\]/gu, " ")
    .replaceAll(/(?<![0-9])1[0-9]{10}(?![0-9])/gu, "")
    .trim();
  for (let round = 0; round < 6; round++) {
    const shorter = text.replace(NUMBERING, "").replace(OPENING, "").trim();
    if (shorter === text || shorter.length < 2) break;
    text = shorter;
  }
  const clauses = text
    .split(/[,,。!!??;;\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  let title = clauses[0] ?? "";
  if (title.length < 6 && clauses[1] !== undefined && title.length + clauses[1].length < 20) title += `,${clauses[1]}`;
  const chars = Array.from(title);
  return chars.length <= 20 ? title : `${chars.slice(0, 19).join("")}…`;
}
