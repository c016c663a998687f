import type { ReportNotice } from "../../../desk/reports/notice.ts";
import type { Clock } from "../../../texts/index.ts";
import type { Message } from "../notices/message.ts";
import { digestMessage } from "./digest.ts";

/** What leaders see: one renderer a kind. */
export function reportMessage(notice: ReportNotice, clock: Clock): Message {
  return digestMessage(notice.digest, clock);
}
