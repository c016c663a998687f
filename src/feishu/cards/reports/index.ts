import type { ReportNotice } from "../../../desk/reports/notice.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import type { Message } from "../notices/message.ts";
import { cardMessage, textMessage } from "../notices/message.ts";
import { answerCard, rankingCard } from "./answers.ts";
import { campaignCard, campaignsMessage } from "./campaign.ts";
import { digestMessage } from "./digest.ts";
import { ledgerExportCard } from "./ledger-export.ts";
import { periodMessage } from "./report.ts";

/** What leaders see: one renderer a kind. */
export function reportMessage(notice: ReportNotice, clock: Clock): Message {
  switch (notice.kind) {
    case "digest":
      return digestMessage(notice.digest, clock);
    case "report":
      return periodMessage(notice.report, clock);
    case "ranking":
      return cardMessage(rankingCard(notice.ranking, clock));
    case "figures":
      return cardMessage(answerCard(notice.answer, clock));
    case "campaign":
      return cardMessage(campaignCard(notice, clock));
    case "campaigns":
      return campaignsMessage(notice, clock);
    case "ledger_export":
      return cardMessage(ledgerExportCard(notice.view, clock));
    case "report_said":
      return textMessage(texts.reports.answers.said(notice.what, clock));
    default:
      return unreachable(notice);
  }
}
