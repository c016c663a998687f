import type { Notice } from "../../../desk/outgoing.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { guideMessage } from "../guides/index.ts";
import { reportMessage } from "../reports/index.ts";
import { alarmCard, emergencyCard, possibleDangerCard } from "./emergency.ts";
import { listMessage } from "./list.ts";
import type { Message, NoticeContext } from "./message.ts";
import { cardMessage, textMessage } from "./message.ts";
import { claimCard, identityCard, registerCard, welcomeCard } from "./people.ts";
import { shortened } from "./shorten.ts";
import { coercedCard, draftCard, leaveCard, leaveToldMessage, lookBackCard, remindersCard } from "./supervision.ts";
import { complaintCard, isRequestCard, relayCard, severalCard, whichCard } from "./questions.ts";

/** Everything the desk says beside the tickets' own cards: a card where there is structure, otherwise one sentence. */
export function noticeMessage(notice: Notice, context: NoticeContext): Message {
  switch (notice.kind) {
    case "welcome":
      return cardMessage(welcomeCard(notice));
    case "identity_form":
      return cardMessage(identityCard(notice));
    case "identity_claim":
      return cardMessage(claimCard(notice));
    case "which_ticket":
      return cardMessage(whichCard(notice));
    case "is_request":
      return cardMessage(isRequestCard(notice));
    case "several":
      return cardMessage(severalCard(notice, context));
    case "complaint_offer":
      return cardMessage(complaintCard(notice));
    case "complaint_in_group":
      return textMessage(texts.notices.complaint.inGroup);
    case "emergency":
      return cardMessage(emergencyCard(notice));
    case "possible_danger":
      return cardMessage(possibleDangerCard(notice));
    case "duty_alarm":
      return cardMessage(alarmCard(notice, context));
    case "list":
      return listMessage(notice, context);
    case "register_form":
      return cardMessage(registerCard(notice));
    case "relay":
      return cardMessage(relayCard(notice));
    case "reminders":
      return cardMessage(remindersCard(notice, context));
    case "look_back":
      return cardMessage(lookBackCard(notice, context));
    case "leave_form":
      return cardMessage(leaveCard(notice, context));
    case "leave_told":
      return leaveToldMessage(notice, context);
    case "accountability_draft":
      return cardMessage(draftCard(notice, context));
    case "coerced_mark":
      return cardMessage(coercedCard(notice));
    case "ticket_line":
      return textMessage(texts.ticketLine(shortened(notice.line), context));
    case "digest":
    case "report":
    case "ranking":
    case "figures":
    case "campaign":
    case "campaigns":
    case "ledger_export":
    case "report_said":
      return reportMessage(notice, context);
    case "guide":
    case "policy":
    case "public_answer":
    case "answers":
    case "guide_choice":
    case "guide_list":
    case "guide_report":
    case "same_matter":
    case "same_outage":
    case "english":
    case "learned":
      return guideMessage(notice, context);
    case "said":
      return textMessage(texts.saying(notice.what, context));
    default:
      return unreachable(notice);
  }
}
