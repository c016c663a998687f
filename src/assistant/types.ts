/**
 * What understanding a message means here. The assistant suggests and never writes: only rules or a person's click change a
 * ticket. Everything is plain data, so that rules, example bank and model are interchangeable behind `Assistant`.
 */

/** When two fit, the one further left leads and the other goes to `also`. */
export const INTENTS = [
  "emergency",
  "complaint",
  "dissatisfied",
  "new_request",
  "withdraw",
  "urge",
  "supplement",
  "status",
  "question",
  "satisfied",
  "greeting",
  "other",
] as const;
export type Intent = (typeof INTENTS)[number];

export type MessageUrgency = "low" | "normal" | "high" | "emergency";

/** A ticket of the sender (or of his enterprise) that the message may be about. */
export interface KnownTicket {
  readonly no: string;
  readonly category: string | null;
  readonly title: string;
  /** new · accepted · in_progress · waiting (for the enterprise) · lapsed (closed for want of papers) · done (waiting for a mark) · closed */
  readonly state: string;
  readonly ageWorkingDays: number;
}

export interface MessageContext {
  /** Newest first; closed ones only while a relapse may still be reported. */
  readonly openTickets: readonly KnownTicket[];
  /** Last line the desk wrote to this person; null when there is none or it is long ago. */
  readonly lastBot: string | null;
  /** Ticket whose card the person replied to. */
  readonly replyTo: string | null;
}

export interface IncomingMessage {
  readonly id: string;
  /** `[图片]`, `[文件]`, `[语音]`, `[视频]`, `[动画表情]` stand for what is not text. */
  readonly text: string;
  /** UTC ms: reference for 明天, 周四, 月底前. */
  readonly sentAt: number;
  readonly channel: "p2p" | "group";
  readonly context: MessageContext;
}

/** One new matter of the message. */
export interface MatterItem {
  readonly intent: Intent;
  /** One of the 25 codes; null = nobody could say. */
  readonly category: string | null;
  /** The sender's own words for this matter. */
  readonly text: string;
  /** At most 20 characters for cards and lists, in the sender's words. */
  readonly title: string;
  readonly place: string | null;
  readonly urgency: MessageUrgency;
}

export type MessageFlag =
  | "abusive"
  | "injection"
  | "spam"
  | "off_topic"
  | "self_harm"
  | "english"
  | "traditional"
  | "reopen"
  /** A good mark was asked for or forced (domain.md B.8): heard as a complaint, never as a mark. */
  | "coerced_mark"
  | "needs_disambiguation";

export interface Understanding {
  readonly intent: Intent;
  readonly also: readonly Intent[];
  readonly category: string | null;
  readonly urgency: MessageUrgency;
  /** 0 for status, urge, supplement, withdraw, marks, greeting, other. */
  readonly items: readonly MatterItem[];
  readonly location: string | null;
  readonly deadline: { readonly text: string; readonly date: string | null } | null;
  /** Numbers the reply must name in its first line: "119", "120", "110", "122". */
  readonly emergencyNumbers: readonly string[];
  readonly confidential: boolean;
  /** 1–5 when the message is a mark. */
  readonly rating: number | null;
  /** Which known ticket it is about; null = none, or it cannot be said. */
  readonly ticketNo: string | null;
  readonly flags: readonly MessageFlag[];
  /** 0–1, calibrated: high → act and show, middle → act on what is safe and ask, low → dispatcher. */
  readonly confidence: number;
  /** Next best categories for the buttons of a question, best first. */
  readonly alternatives: readonly string[];
  readonly by: "rules" | "examples" | "model";
  /** The words may mean danger now: the numbers are named and the sender is asked. Absent in an emergency, which is certain. */
  readonly perhaps?: EmergencyCall;
  /** Money, counts and phone numbers as written. */
  readonly amounts?: {
    readonly money: readonly string[];
    readonly counts: readonly string[];
    readonly phones: readonly string[];
  };
  /** For the log: why a model was not heard. Holds no words of the message. */
  readonly notes?: readonly string[];
}

/** Danger to life or property now. Decided by rules and what was learned of words, before anything else is asked. */
export interface EmergencyCall {
  readonly numbers: readonly string[];
  readonly kind: "fire" | "gas" | "injury" | "violence" | "traffic" | "self_harm" | "other";
}

export interface Assistant {
  /** Synchronous and independent of any model: it must never wait. */
  emergency(text: string): EmergencyCall | null;
  /** Words that may be of a danger: whoever wrote them is asked. Synchronous like the emergency gate. */
  perhapsDanger(text: string): EmergencyCall | null;
  /** About the conduct of an official or a unit; recall before precision. Synchronous like the emergency gate. */
  complaint(text: string): { readonly confidential: boolean } | null;
  /** A mark that was asked for or forced (domain.md B.8). Synchronous like the other gates, and never heard as a complaint. */
  coerced(text: string): boolean;
  understand(message: IncomingMessage): Promise<Understanding>;
}
