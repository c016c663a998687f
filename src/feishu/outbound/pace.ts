/** Most messages to one person or group per second (feishu.md 3.3; a group's five are shared by all bots in it). */
const PER_SECOND = 5;
const WINDOW_MS = 1000;
/** Recipients remembered; older ones have long been quiet. */
const MOST = 5000;

/** Paces sends to one recipient without holding up others. */
export interface Pace {
  /** Takes a place. @returns ms to wait before sending, 0 = at once. */
  take(recipient: string): number;
}

/** @param now ms of a clock that only moves forward; the platform limits in real time. */
export function createPace(now: () => number): Pace {
  const places = new Map<string, number[]>();
  return {
    take(recipient) {
      const at = now();
      const recent = (places.get(recipient) ?? []).filter((place) => place > at - WINDOW_MS);
      const oldest = recent.length < PER_SECOND ? undefined : recent[recent.length - PER_SECOND];
      const place = oldest === undefined ? at : Math.max(at, oldest + WINDOW_MS);
      places.delete(recipient);
      places.set(recipient, [...recent, place].slice(-PER_SECOND));
      if (places.size > MOST) places.delete(places.keys().next().value ?? "");
      return place - at;
    },
  };
}
