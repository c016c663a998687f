import type { Evidence } from "../store/accountability.ts";
import type { EmergencyUrgent } from "../domain/people/directory.ts";
import type { GuideNotice } from "./guides/notice.ts";
import type { AnswerView } from "./guides/views.ts";
import type { LearnedNotice } from "./learning/notice.ts";
import type { ReportNotice } from "./reports/notice.ts";
import type { ChatCommand, CommandUser } from "./messages/commands.ts";
import type { TicketLine } from "./lines.ts";
import type { MatterRow } from "./matter-row.ts";
import type { Reminded } from "./reminders/reminded.ts";
import type { Saying } from "./sayings.ts";
import type { Audience, PersonLine } from "./views/ticket-view.ts";

/** 我的待办, 今天到期, 本单位待办, 我的诉求, 督办, and what was found under a number. */
export type ListKind = "tasks" | "due" | "unit" | "matters" | "late" | "found";

/** Why somebody gets the help instead of what he wrote: whom it is for, or that nobody understood it. */
export type Hint = { readonly code: "refused"; readonly only: CommandUser } | { readonly code: "not_understood" };

/** Where a message goes: a person's private chat with the bot, or a group. */
export type Recipient =
  | { readonly type: "person"; readonly openId: string }
  | { readonly type: "chat"; readonly chatId: string };

/**
 * Everything the desk says that is not a ticket's own card. Facts only; words and looks belong to `texts` and
 * `feishu/cards`. Closed, so that each has exactly one renderer.
 */
export type Notice =
  /** First words to somebody, or an answer to a greeting or 帮助. */
  | {
      readonly kind: "welcome";
      readonly office: string;
      readonly deskPhone: string;
      readonly staff: boolean;
      readonly dispatcher: boolean;
      /** What he may write, shown as help. */
      readonly commands: readonly ChatCommand[];
      /** Said first. */
      readonly hint?: Hint;
    }
  /** Name, enterprise and phone are asked of an unknown person; his ticket exists already. */
  | {
      readonly kind: "identity_form";
      readonly ticketNo: string | null;
      readonly state: "asked" | "bound" | "waiting" | "rejected";
      readonly name: string | null;
      readonly enterprise: string | null;
    }
  /** To dispatchers: an unknown person says who he is. */
  | {
      readonly kind: "identity_claim";
      readonly claimId: string;
      readonly name: string;
      readonly enterprise: string;
      readonly phone: string;
      readonly external: boolean;
      readonly ticketNos: readonly string[];
      /** Enterprises whose name is near, best first. */
      readonly candidates: readonly { readonly id: string; readonly label: string }[];
      readonly state: "waiting" | "confirmed" | "rejected";
      readonly decidedBy: string | null;
    }
  /** "您说的是哪一件?" `inboundId` = the message that waits for the answer. */
  | {
      readonly kind: "which_ticket";
      readonly inboundId: string;
      readonly quote: string;
      readonly options: readonly { readonly ticketId: string; readonly no: string; readonly title: string }[];
      /** Ticket id; "" = a new matter; null = not answered yet. */
      readonly chosen: string | null;
      /** The only one is solved and has the words already: to go on with, or were they of a new matter? Key of the round (asked.ts). */
      readonly solved?: string | undefined;
    }
  /** Not sure that it is a request at all: [是诉求,请受理] [没事了]. */
  | {
      readonly kind: "is_request";
      readonly inboundId: string;
      readonly quote: string;
      readonly state: "asked" | "yes" | "no";
    }
  /** One message, several matters: shown back numbered (peers 5.5). */
  | {
      readonly kind: "several";
      readonly inboundId: string;
      readonly rows: readonly MatterRow[];
      /** Questions among them that were answered at once: no tickets, but under the same receipt. */
      readonly answers?: readonly AnswerView[];
      /** A person has been asked to answer them after all. */
      readonly passedOn?: boolean;
      readonly state: "asked" | "right" | "wrong";
    }
  /** Complaint about conduct, private only: nothing has been passed on to anybody. */
  | {
      readonly kind: "complaint_offer";
      readonly inboundId: string;
      readonly state: "asked" | "about" | "ordinary";
      readonly disciplinePhone: string;
    }
  /** In a group a complaint is answered neutrally and continued in private (domain.md B.10). */
  | { readonly kind: "complaint_in_group" }
  /** First line fixed: the numbers to call. Sent before anything is worked out (domain.md B.14). */
  | {
      readonly kind: "emergency";
      readonly numbers: readonly string[];
      readonly danger: "fire" | "gas" | "injury" | "violence" | "traffic" | "self_harm" | "other";
      readonly duty: PersonLine | null;
      readonly ticketNo: string;
      readonly askPlace: boolean;
    }
  /** The words may mean danger: numbers first, and one press alarms the duty people. `ticketId` = what the words opened or joined. */
  | {
      readonly kind: "possible_danger";
      readonly inboundId: string;
      readonly numbers: readonly string[];
      readonly ticketId: string | null;
      readonly state: "asked" | "yes" | "no";
    }
  /** To the duty group and duty people, until one has confirmed. */
  | {
      readonly kind: "duty_alarm";
      readonly ticketId: string;
      readonly no: string;
      readonly text: string;
      readonly place: string | null;
      readonly requesterName: string | null;
      readonly requesterPhone: string | null;
      readonly enterprise: string | null;
      readonly at: number;
      readonly alarm: number;
      readonly confirmedBy: string | null;
    }
  /** See ListKind. */
  | {
      readonly kind: "list";
      readonly what: ListKind;
      readonly rows: readonly MatterRow[];
      readonly total: number;
      /** There are more than were read. */
      readonly more?: boolean;
      /** Which screen of `rows` is shown, from 0; absent = 0. */
      readonly page?: number;
      readonly lastClosed: {
        readonly no: string;
        readonly title: string;
        readonly level: number | null;
        readonly closedAt: number;
      } | null;
    }
  /** Form for a request that came by phone or visit. */
  | {
      readonly kind: "register_form";
      readonly enterprises: readonly { readonly id: string; readonly label: string }[];
      readonly categories: readonly { readonly code: string; readonly label: string }[];
      readonly state: "open" | "done";
      readonly ticketNo: string | null;
    }
  /** Reply to a task card from the person who works on it: send it to the enterprise, or keep it inside? */
  | {
      readonly kind: "relay";
      readonly inboundId: string;
      readonly ticketId: string;
      readonly no: string;
      readonly quote: string;
      readonly state: "asked" | "sent" | "kept" | "dropped";
    }
  /** A line under a ticket's card: somebody has to act, or should know. */
  | { readonly kind: "ticket_line"; readonly line: TicketLine }
  /** Several reminders of one person at once (voice.md 9): one bundle, each line opens its ticket. */
  | {
      readonly kind: "reminders";
      /** `also` = what else of the same ticket; `draftId` = its line is about a 责任追究 draft, and opens that. */
      readonly rows: readonly {
        readonly ticketId: string;
        readonly line: TicketLine;
        readonly also?: readonly TicketLine[];
        readonly draftId?: string;
      }[];
    }
  /** 回头看 (002-24): does what was closed still hold? */
  | {
      readonly kind: "look_back";
      readonly ticketId: string;
      readonly no: string;
      readonly title: string;
      readonly closedAt: number;
      /** Key of the round it asks about (domain/ticket/asked.ts); absent once answered. */
      readonly mark?: string;
      readonly state: "asked" | "ok" | "relapse";
    }
  /** 请假: from, to and who stands in. */
  | {
      readonly kind: "leave_form";
      /** Days that may be chosen: local day and its start in UTC ms. */
      readonly days: readonly { readonly day: string; readonly at: number }[];
      readonly colleagues: readonly { readonly id: string; readonly label: string }[];
      readonly state: "open" | "on_leave" | "back";
      readonly from: string | null;
      readonly to: string | null;
      readonly delegate: string | null;
    }
  /**
   * To who stands in for somebody: named (from and to are local days), or no longer. `count` = what waits for the other then,
   * `earliest` = first limit of it, UTC ms; `later` = the leave has not begun yet.
   */
  | {
      readonly kind: "leave_told";
      readonly absent: string;
      readonly state: "named" | "over";
      readonly from: string;
      readonly to: string;
      readonly count: number;
      readonly earliest: number | null;
      readonly later?: boolean;
    }
  /** 责任追究 draft: shown to a leader, who confirms or rejects; never published by the system (000-18). */
  | {
      readonly kind: "accountability_draft";
      readonly draftId: string;
      readonly no: string;
      readonly title: string;
      readonly reason: "overdue" | "contact_overdue" | "second_materials" | "bad_mark";
      readonly unit: string | null;
      readonly person: string;
      readonly evidence: readonly Evidence[];
      readonly state: "draft" | "confirmed" | "rejected";
      readonly decidedBy: string | null;
    }
  /** "有人要求我打高分" in words: nothing is told to anybody before he says so (domain.md B.8, B.10). */
  | {
      readonly kind: "coerced_mark";
      readonly ticketId: string;
      readonly inboundId: string;
      readonly no: string;
      readonly title: string;
      readonly quote: string;
      readonly disciplinePhone: string;
      readonly state: "asked" | "told" | "dropped";
    }
  | ReportNotice
  | GuideNotice
  | LearnedNotice
  /** Answer in one sentence. */
  | { readonly kind: "said"; readonly what: Saying };

/** A ticket's card for one recipient, made or brought up to date; `renew` = a new message, because he must act or it ended. */
export interface CardWish {
  readonly ticketId: string;
  readonly recipient: Recipient;
  readonly audience: Audience;
  readonly renew: boolean;
  /** Of a reminder: where it makes a new message and is late, that waits for the office to open (domain.md B.13). */
  readonly holds?: boolean;
  readonly heldUntil?: HeldUntil;
}

/** Opening of the office till which it waits: it tells staff what another did, and they need not act before (domain.md B.13). UTC ms; absent = at once. */
type HeldUntil = number;

export interface NoticeWish {
  readonly recipient: Recipient;
  readonly notice: Notice;
  /** Message it answers, when there is one; falls back to a plain message if that one is gone. */
  readonly replyTo: string | null;
  /** Ticket whose card at this recipient it answers, looked up when sent. */
  readonly replyToCardOf: string | null;
  /** What it reminds of: asked for once more when it goes out late. */
  readonly reminder?: Reminded;
  readonly heldUntil?: HeldUntil;
  /** Marked urgent at this person, besides in the app by SMS or phone; absent = not at all. */
  readonly urgent?: EmergencyUrgent;
}

/** Pictures, files and voice reach the cadre as the enterprise sent them (003 first contact): the message is forwarded. */
export interface ForwardWish {
  readonly messageId: string;
  readonly recipient: Recipient;
  readonly heldUntil?: HeldUntil;
}

export type { LedgerWish } from "./reports/ledger-export.ts";

/** open_id or chat_id of a recipient; the platform's prefixes keep the two apart (feishu.md 9). */
export const recipientKey = (recipient: Recipient): string =>
  recipient.type === "person" ? recipient.openId : recipient.chatId;

export const recipientOf = (key: string): Recipient =>
  key.startsWith("oc_") ? { type: "chat", chatId: key } : { type: "person", openId: key };

export type { TicketLine } from "./lines.ts";
export type { MatterRow } from "./matter-row.ts";
export type { Saying } from "./sayings.ts";
