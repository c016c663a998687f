import { understandOffline } from "./offline.ts";

/** A matter, a place, a term and a tone: every part of understanding has something to do. */
const SAMPLE = "我们公司门口纬二路的路灯坏了三天没人修,明天下午前能不能派人来看看?急!";

/**
 * Understands a sentence of nobody, so that the examples are read and indexed before the first person writes: he waited a
 * third of a second for it. @param now UTC ms.
 */
export function warmUp(now: number): void {
  understandOffline(
    {
      id: "warm-up",
      text: SAMPLE,
      sentAt: now,
      channel: "p2p",
      context: { openTickets: [], lastBot: null, replyTo: null },
    },
    { places: [], offsetMinutes: 480 },
  );
}
