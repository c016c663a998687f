import type { TicketState } from "./state.ts";

/** What goes out for a whole street at once. */
export const UTILITIES = ["power", "water", "gas", "telecom"] as const;
/** Told by several firms within this, it may be one outage. */
export const OUTAGE_MS = 24 * 3_600_000;

const OUTAGE =
  /停电|断电|没电|没有电|跳闸|停水|断水|没水|没有水|水压|停气|断气|没气|断网|没网|网络|宽带|信号|供热|暖气|停暖/u;
/** Cheap and wide: whether it is worth looking at what others have told. */
export const speaksOfOutage = (text: string): boolean => OUTAGE.test(text);

/** Nothing new is said by these. */
const EMPTY =
  /我们公司|我们厂|我公司|我厂|我们|咱们|你们|还是|还没有|还没|仍然|依然|还|又|再|都|就|全|着|也|已经|现在|今天|刚才|请问|请|麻烦|尽快|赶紧|快点|帮忙|一下|怎么|什么时候|能不能|了|啊|呀|吧|呢|吗|的|哦|在|是/gu;

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(EMPTY, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");

function pairs(text: string): Set<string> {
  const characters = Array.from(plain(text));
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}

/** 0–1: how much two texts are the same (Dice, pairs of characters; particles and "还没" do not count). */
export function likeness(a: string, b: string): number {
  const first = pairs(a);
  const second = pairs(b);
  if (first.size + second.size === 0) return 0;
  return (2 * [...first].filter((pair) => second.has(pair)).length) / (first.size + second.size);
}

/** Share of a message that a ticket says already. */
const SAID = 0.8;
/** Fewer pairs say too little to be the same matter. */
const LEAST = 3;

/**
 * Which of a requester's own open tickets a message tells again without anything new; null = none. A number that is not in
 * the ticket is new, and so is everything told after the office has answered (awaiting_rating).
 */
export function sameMatter(
  message: { readonly text: string; readonly category: string | null },
  own: readonly TicketState[],
): TicketState | null {
  const told = pairs(message.text);
  if (told.size < LEAST) return null;
  const numbers = message.text.normalize("NFKC").match(/\d+/gu) ?? [];
  const repeated = own.filter((ticket) => {
    if (!["triage", "offered", "in_progress"].includes(ticket.stage)) return false;
    if (message.category !== null && ticket.category !== null && message.category !== ticket.category) return false;
    const supplements = ticket.notes.filter(({ kind }) => kind === "supplement").map(({ text }) => text);
    const whole = [ticket.title, ticket.text, ticket.place ?? "", ...supplements].join("。");
    if (numbers.some((number) => !whole.normalize("NFKC").includes(number))) return false;
    const known = pairs(whole);
    return [...told].filter((pair) => known.has(pair)).length / told.size >= SAID;
  });
  return repeated[0] ?? null;
}

const PLACE = /[\p{Script=Han}\d]{0,4}?([\p{Script=Han}\d]{2}(?:路|街|大道|巷|桥|村|园|区))/gu;

/** 纬二路, 东三路 …: the names of places, without what stands before them. */
const placesOf = (text: string): Set<string> =>
  new Set([...text.matchAll(PLACE)].flatMap(([, name]) => (name === undefined ? [] : [name])));

export interface OneOutage {
  readonly others: readonly TicketState[];
  readonly place: string;
}

/**
 * The same utility, a place of the same name, within a day, from other requesters: perhaps one outage. Only ever proposed to a
 * dispatcher; no requester learns of another's words.
 */
export function sameOutage(ticket: TicketState, open: readonly TicketState[]): OneOutage | null {
  if (!UTILITIES.some((code) => code === ticket.category)) return null;
  const places = placesOf([ticket.place ?? "", ticket.text].join("。"));
  const other = (one: TicketState): boolean =>
    one.id !== ticket.id &&
    one.requester.openId !== ticket.requester.openId &&
    (one.requester.enterpriseId === null || one.requester.enterpriseId !== ticket.requester.enterpriseId);
  const near = open.filter(
    (one) => other(one) && one.category === ticket.category && Math.abs(ticket.openedAt - one.openedAt) <= OUTAGE_MS,
  );
  for (const place of places) {
    const others = near.filter((one) => placesOf([one.place ?? "", one.text].join("。")).has(place));
    if (others.length > 0) return { others, place };
  }
  return null;
}
