import type { CardWish, Notice, NoticeWish, TicketLine } from "../outgoing.ts";
import type { Reminded, UrgentWish } from "./reminded.ts";

/** Who is told what when a reminder comes due. */
export interface Reminding {
  /** Lines by person, to be bundled. */
  readonly lines: readonly {
    readonly openId: string;
    readonly ticketId: string;
    readonly line: TicketLine;
    /** Told alone, it is this card instead of a line. */
    readonly draft?: Extract<Notice, { kind: "accountability_draft" }>;
    /** The reminder it comes from; absent = a draft, which is none. */
    readonly of?: Reminded;
  }[];
  readonly notices: readonly NoticeWish[];
  readonly cards: readonly CardWish[];
  /** Persons whose card is marked urgent in the app, because nothing else has moved them. */
  readonly urgent: readonly UrgentWish[];
  /** True = every card of it that somebody has says something else from now on, though nothing has happened. */
  readonly turns?: boolean;
}

/** How people are reached today: lines and cards to whoever is there, and who that is. */
export interface Reaching {
  readonly to: (people: readonly (string | null)[], line: TicketLine) => Reminding["lines"];
  readonly cards: (people: readonly (string | null)[], as?: CardWish["audience"]) => CardWish[];
  readonly here: (personId: string) => string;
}
