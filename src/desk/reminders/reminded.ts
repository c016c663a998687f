import type { ReminderKind } from "../../domain/reminders.ts";
import type { Reminding } from "./reminding.ts";

/** A reminder as it was said: enough to ask the rules for it again. */
export interface SaidReminder {
  readonly ticketId: string;
  readonly kind: ReminderKind;
  /** False = it had been said before. */
  readonly first: boolean;
  /** When it was due, UTC ms. */
  readonly dueAt: number;
}

/** The reminders behind a message, which may have to wait: for the platform, or for the office to open. */
export interface Reminded {
  readonly of: readonly SaidReminder[];
  /** Drafts of 责任追究 told in the same message; these wait as they are. */
  readonly drafts: Reminding["lines"];
  /** True = not sent outside office hours; false = somebody is on duty for it (domain.md B.13). */
  readonly holds: boolean;
}

/** What a message about one reminder alone carries. */
export const remindedOf = (said: SaidReminder, holds: boolean): Reminded => ({ of: [said], drafts: [], holds });

/** A person whose card of a ticket is marked urgent in the app (feishu.md 3.4). */
export interface UrgentWish {
  readonly openId: string;
  readonly ticketId: string;
  readonly reminder?: Reminded;
}
