export interface Segment {
  /** Offsets into the folded text. */
  readonly from: number;
  readonly to: number;
  /** numbered = one point of a list, linked = behind 另外 or 还有, sentence = behind a full stop, clause = behind a comma. */
  readonly kind: "first" | "numbered" | "linked" | "sentence" | "clause";
}

/** 1、 ① (1) 一是 第一 其一 首先 … at the start of a point. A number with a unit (20个) or a time (8点) is no point. */
const POINT =
  /(?:^|[\s。;:,!?、])(?:\(?[1-9一二三四五六七八九][)、]|[1-9]\.(?![0-9])|[①②③④⑤⑥⑦⑧⑨]|[1-9][:](?!\d)|第[一二三四五六](?:个|件|点|条|桩)?(?:事|问题)?(?:就?是)?[,:、]?(?!次|天|期|批|遍|车间|季度|名|周|年|时间|小学|产业)|[一二三四五六]是(?!不|否)|其[一二三四]|\+ ?(?=[\u4e00-\u9fa5])|(?:first|second|third)(?:ly)?[,:]|首先|其次|再次|最后(?:还有|一个|一件|一点|想)|(?:[一另]个|一件|另一件)(?:事)?(?:就?是|,))/gu;
const POINT_ANY =
  /(?:一个|一件|第一个|还有(?:一个|个|就)|再(?:一个|就))(?:事|问题)?(?:就)?是(?=[^,。]{4})|[一二三四](?:是|来)(?!不|否)|[①②③④⑤⑥]|第[二三四五](?:个|件|点)?(?:事|问题)?(?:就?是|,|呢|:)|[2-9][、](?=[\u4e00-\u9fa5])|[2-9]\.(?=[\u4e00-\u9fa5])/gu;

const LINK =
  /另外(?!收|加|交|付|给|算|两|三|几|一[家边头])|另有|(?<![里上中头下边面内都也])还有(?=[,:]|员|职|宿|食|路|车|一|个|就|件|我|你|那|门|这|上|昨|厂|宿|路|园|想|问|食|最|电|水|我们|关于|啊|呢|前|今)|还想|还要问|还问|再(?:问|咨询|反映|说|报|提|麻烦|请教)(?:一?下|一?个|一件|个|你)|再(?:一|有)(?:个|件|点)?|再(?:来|有)[,:]|再就是|再者|再个|顺(?:便|带|道)|对了|此外|同时(?=[,]?(?:我|想|还|请|也|希|厂|园|反))|另一(?:个|件)|除此之外|除了[^,。]{2,14}[,](?:还|另|也)|也(?:想|顺便)?(?:问|咨询)一?下|然后(?:呢)?(?:,)?(?=还|那个|就是|我们?(?:还|那)|想|门|宿|路|厂|再|又|园|水|电|昨|最|上)|加上(?=[^,。]{0,8}也)|附带|其他(?:还有|方面)|并且还|以及想|(?<=[。?!])以及(?=[^,。]{2,})|再帮(?=我|忙|我们)|还有(?=[^,。]{2,12}(?:老|总|也|太|坏|漏|堵|慢|排队|没人|不亮|不通))|外加|捎带|一并(?!登记|处理|解决|办|报)|\bhai ?you\b|\bling ?wai\b/gu;

/** 另外, with nothing else yet: the comma parts nothing. */
const ONLY_LINK = /(?:^|[。!?;,\n])\s*(?:哦|噢|对了)?(?:另外|再有|还有|再来|再者|此外|再就是|还有就是)[,:]\s*$/u;
const ASIDE =
  /(?:先不说|先不提|另说|先放一边|暂且不提|不说了)(?:了|吧)?[,;。]\s*|(?<=[^,。、;!?]{7})、(?=[^,。、;!?]{8})(?=[^。]{0,60}还有)/gu;

function starts(pattern: RegExp, text: string): number[] {
  return [...text.matchAll(pattern)].map((hit) => {
    const blank = /^[\s。;:,!?、]/u.test(hit[0]) && hit[0].length > 1 ? 1 : 0;
    return hit.index + blank;
  });
}

/** Points of a list; at least two, or there is no list. The words in front of the first are its heading. */
function points(text: string): number[] {
  const found = [...new Set([...starts(POINT, text), ...starts(POINT_ANY, text)])].sort((a, b) => a - b);
  const apart = found.filter((at, i) => i === 0 || at - (found[i - 1] ?? 0) > 2);
  const marked = apart.filter((at) => !/^(?:还有|再)/u.test(text.slice(at)));
  return marked.length >= 2 ||
    (marked.length === 1 && apart.length >= 2 && /[一两二三四五几]个?(?:事|问题|情况)/u.test(text))
    ? apart
    : [];
}

/** The message cut where another matter may begin. Whether it does is decided by what the pieces are about. */
export function segments(text: string): readonly Segment[] {
  const marks = new Map<number, Segment["kind"]>();
  const list = points(text);
  for (const hit of text.matchAll(/[。!?;\n]+\s*|\.(?=\s|$)/gu)) {
    marks.set(hit.index + hit[0].length, hit[0].startsWith(";") ? "linked" : "sentence");
  }
  for (const hit of text.matchAll(/[,、]\s*| {1,}(?=[\u4e00-\u9fa5])/gu)) {
    const at = hit.index + hit[0].length;
    if (ONLY_LINK.test(text.slice(Math.max(0, at - 16), at))) continue;
    if (!marks.has(at)) marks.set(at, "clause");
  }
  for (const at of starts(LINK, text)) marks.set(at, "linked");
  // 这个先不说, ends one matter: what follows is another.
  for (const hit of text.matchAll(ASIDE)) marks.set(hit.index + hit[0].length, "linked");
  for (const at of list) marks.set(at, "numbered");
  const cuts = [...marks.keys()].filter((at) => at > 0 && at < text.length).sort((a, b) => a - b);
  const out: Segment[] = [];
  let from = 0;
  let kind: Segment["kind"] = list[0] === 0 ? "numbered" : "first";
  for (const cut of [...cuts, text.length]) {
    if (/[\p{L}\p{N}]/u.test(text.slice(from, cut))) {
      out.push({ from, to: cut, kind });
      kind = marks.get(cut) ?? "sentence";
    } else if (kind !== "numbered" || marks.get(cut) === "numbered") {
      const next = marks.get(cut);
      if (next !== undefined && rank(next) > rank(kind)) kind = next;
    }
    from = cut;
  }
  return out;
}

function rank(kind: Segment["kind"]): number {
  return ["clause", "first", "sentence", "linked", "numbered"].indexOf(kind);
}
