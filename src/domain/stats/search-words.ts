/**
 * Text as overlapping pairs of characters ("变压器" → "变压 压器"), so that any two characters find it: words of Chinese have
 * no blanks between them, and the usual tokenizers need three. Latin words and numbers stay whole.
 */
export function searchWords(text: string): string {
  return pieces(text)
    .flatMap((piece) => (isWord(piece) ? [piece] : pairs(piece)))
    .join(" ");
}

/** A full-text query that finds every text in which these characters stand next to each other; null = nothing to look for. */
export function searchQuery(text: string): string | null {
  const phrases = pieces(text).map((piece) => {
    if (isWord(piece)) return `"${piece}"*`;
    // One character alone is the beginning of the pairs it stands in.
    return piece.length === 1 ? `"${piece}"*` : `"${pairs(piece).join(" ")}"`;
  });
  return phrases.length === 0 ? null : phrases.join(" ");
}

/** Runs of Latin letters and digits, and runs of everything else that is a letter. */
const pieces = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+|(?:(?![a-z0-9])[\p{L}\p{N}])+/gu) ?? [];

const isWord = (piece: string): boolean => /^[a-z0-9]/.test(piece);

function pairs(piece: string): string[] {
  const characters = Array.from(piece);
  if (characters.length === 1) return characters;
  return characters.slice(0, -1).map((one, i) => one + (characters[i + 1] ?? ""));
}
