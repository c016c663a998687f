/**
 * Text as overlapping pairs of characters ("变压器" → "变压 压器"), so that any two characters find it: words of Chinese have
 * no blanks between them, and the usual tokenizers need three. Latin words and numbers stay whole.
 */
export function searchWords(text: string): string {
  return runs(text)
    .flatMap((run) => pieces(run).flatMap(tokens))
    .join(" ");
}

/**
 * A full-text query that finds every text in which these characters stand next to each other; a number or Latin word at the
 * end may go on. Null = nothing to look for.
 */
export function searchQuery(text: string): string | null {
  const phrases = runs(text).map((run) => {
    const parts = pieces(run);
    // "器" of "器17" stands in the texts only as half of a pair: what follows it has to do.
    const known = parts.length > 1 && isSingle(parts[0] ?? "") ? parts.slice(1) : parts;
    const last = known.at(-1) ?? "";
    const goesOn = isWord(last) || isSingle(last);
    return `"${known.flatMap(tokens).join(" ")}"${goesOn ? " *" : ""}`;
  });
  return phrases.length === 0 ? null : phrases.join(" ");
}

/** Letters and digits without a blank or a sign between them; the letters of a ticket's number are in all of them alike. */
const runs = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/(?<![a-z0-9])[a-z]{1,4}-(?=\d)/g, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A run in its Latin words, numbers, and stretches of anything else. */
const pieces = (run: string): string[] => run.match(/[a-z]+|[0-9]+|[^a-z0-9]+/gu) ?? [];

const isWord = (piece: string): boolean => /^[a-z0-9]/.test(piece);
const isSingle = (piece: string): boolean => !isWord(piece) && Array.from(piece).length === 1;

function tokens(piece: string): string[] {
  if (isWord(piece) || isSingle(piece)) return [piece];
  const characters = Array.from(piece);
  return characters.slice(0, -1).map((one, i) => one + (characters[i + 1] ?? ""));
}
