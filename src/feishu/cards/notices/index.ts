import type { Notice, TicketLine } from "../../../desk/outgoing.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import { cut, oneLine } from "../escape.ts";
import { alarmCard, emergencyCard } from "./emergency.ts";
import { listMessage } from "./list.ts";
import type { Message, NoticeContext } from "./message.ts";
import { cardMessage, textMessage } from "./message.ts";
import { claimCard, identityCard, registerCard, welcomeCard } from "./people.ts";
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
    case "duty_alarm":
      return cardMessage(alarmCard(notice, context));
    case "list":
      return listMessage(notice, context);
    case "register_form":
      return cardMessage(registerCard(notice));
    case "relay":
      return cardMessage(relayCard(notice));
    case "ticket_line":
      return textMessage(texts.ticketLine(shortened(notice.line), context));
    case "said":
      return textMessage(texts.saying(notice.what, context));
    default:
      return unreachable(notice);
  }
}

const WORDS_MAX = 300;
const NAME_MAX = 40;

/** People's own words on one line and no longer than one reads under a card; the card has all of them. */
function shortened(line: TicketLine): TicketLine {
  const fields = Object.entries(line).map(([key, value]: [string, unknown]) => {
    if (typeof value !== "string") return [key, value];
    return [key, cut(oneLine(value), key === "text" || key === "reason" ? WORDS_MAX : NAME_MAX)];
  });
  return Object.fromEntries(fields) as TicketLine;
}
