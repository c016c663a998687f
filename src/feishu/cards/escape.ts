/**
 * What people wrote is data in every place it is shown. In card markdown the escapes are numeric entities
 * (feishu.md 4.3); a text message has none, so its few active characters are replaced by their full-width forms.
 */
const entity = (text: string): string => `&#${text.charCodeAt(0)};`;

/** What `clean` may have to change; every sign but the space is one of white space or of those it removes. */
// oxlint-disable-next-line no-control-regex -- finding them is the point
const UNCLEAN = /^\s|\s$|[\u0000-\u001f\u007f-\u00a0\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** Line ends made equal; control characters and marks that turn the reading direction removed. */
export function clean(text: string): string {
  // Nearly every text: a card is made of hundreds, each looked at once instead of five times.
  if (!UNCLEAN.test(text)) return text;
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, "\n")
      .replace(/\t/g, " ")
      // oxlint-disable-next-line no-control-regex -- removing them is the point
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
      .replace(/[ \u00a0]*\n[ \u00a0]*/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
}

/** One line without line breaks, for headers, buttons, options and summaries. */
export function oneLine(text: string): string {
  const cleaned = clean(text);
  return cleaned.includes("\n") ? cleaned.replace(/\n+/g, " ") : cleaned;
}

/** What `escapeMarkdown` has to change: any of its signs where it is active, so that a time of day is none. */
const ACTIVE = /[&<>*_~`[\]{}#|\\@$]|(?<!\d):|:(?!\d)|^[-+=]|^\d+[.)]|www\./im;

/**
 * For the content of a markdown element: no markup, tag, mention, link, emoji code or list can come out of it. Signs that
 * are harmless where they stand (17:30, (周四)) are left alone, so that the JSON stays readable.
 */
export function escapeMarkdown(text: string): string {
  const cleaned = clean(text);
  if (!ACTIVE.test(cleaned)) return cleaned;
  return cleaned
    .replace(/[&<>*_~`[\]{}#|\\@$]/g, entity)
    .replace(/(?<!\d):|:(?!\d)/g, entity)
    .replace(/^[-+=]/gm, entity)
    .replace(/^(\d+)([.)])/gm, (_, digits: string, sign: string) => `${digits}${entity(sign)}`)
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`);
}

/** For a text message: `<at …>`, style tags and `[text](link)` become harmless, everything else stays as written. */
export function escapeText(text: string): string {
  return clean(text)
    .replaceAll("<", "\uff1c")
    .replaceAll(">", "\uff1e")
    .replaceAll("](", "] (")
    .replaceAll("@_", "\uff20_");
}

/** At most `max` characters, never half of a pair; cut texts end with "…". */
export function cut(text: string, max: number): string {
  // No character takes less than one unit.
  if (text.length <= max) return text;
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join("")}…`;
}
