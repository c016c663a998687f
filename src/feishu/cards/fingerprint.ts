/**
 * Tells two renderings of a card apart, 64 bits in hexadecimal. Not a secret and not proof against intent: a card that
 * looks the same is left alone, nothing more. At once, where a digest would wait for another thread for every card.
 */
export function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // FNV-1a, and beside it a multiply-rotate, so that what collides in one does not in the other.
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(((high << 5) | (high >>> 27)) ^ unit, 0x85ebca6b);
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
  return hex(high) + hex(low);
}
