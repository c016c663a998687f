import type { Owed } from "../domain/ticket/owed.ts";
import type { Stage } from "../domain/ticket/state.ts";
import type { Todo } from "../domain/ticket/todo.ts";
import type { PersonLine, TicketView } from "./views/ticket-view.ts";

/** A matter of a message that holds several, or of a list. */
export interface MatterRow {
  readonly ticketId: string;
  readonly no: string;
  readonly title: string;
  readonly light: TicketView["light"];
  readonly stage: Stage;
  readonly categoryName: string | null;
  readonly responsible: PersonLine;
  readonly resolveBy: number;
  readonly provisional: boolean;
  /** As in TicketView. */
  readonly workingDaysLeft: number;
  /** What is to be done about it and by when; then light and days left are of this. */
  readonly todo?: Todo;
  /** What is owed of it before its limit, in a leader's list. */
  readonly owed?: Owed;
  /** Who is to do it, in a list of several people's. */
  readonly who?: string;
  /** A draft of 责任追究 about it that waits for the reader's word. */
  readonly draftId?: string;
}
