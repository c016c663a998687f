import type { GuideNotice } from "../../../desk/guides/notice.ts";
import type { LearnedNotice } from "../../../desk/learning/notice.ts";
import { unreachable } from "../../../domain/result.ts";
import { texts } from "../../../texts/index.ts";
import type { Clock } from "../../../texts/index.ts";
import type { Message } from "../notices/message.ts";
import { cardMessage, textMessage } from "../notices/message.ts";
import { answersCard } from "./answers.ts";
import { choiceCard, guideCard, guideListCard, guideReportCard } from "./guide.ts";
import { policyCard, publicAnswerCard } from "./policy.ts";
import { learnedCard, sameMatterCard } from "./matters.ts";

/** Guides, the same matter again, and what was learned: a card where there is something to press, otherwise one line. */
export function guideMessage(notice: GuideNotice | LearnedNotice, clock: Clock): Message {
  const G = texts.guides;
  switch (notice.kind) {
    case "guide":
      return cardMessage(guideCard(notice));
    case "policy":
      return cardMessage(policyCard(notice));
    case "public_answer":
      return cardMessage(publicAnswerCard(notice));
    case "answers":
      return cardMessage(answersCard(notice));
    case "guide_choice":
      return cardMessage(choiceCard(notice));
    case "guide_list":
      return notice.guides.length + notice.policies.length === 0
        ? textMessage(G.list.nothing)
        : cardMessage(guideListCard(notice));
    case "guide_report":
      return cardMessage(guideReportCard(notice));
    case "same_matter":
      return cardMessage(sameMatterCard(notice, clock));
    case "same_outage":
      return textMessage(G.outage(notice.no, notice.others, notice.total, notice.place));
    case "english":
      return textMessage(G.english[notice.about]);
    case "learned":
      return cardMessage(learnedCard(notice, clock));
    default:
      return unreachable(notice);
  }
}
