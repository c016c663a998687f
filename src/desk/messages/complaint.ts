import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import type { Situation } from "./situation.ts";

/**
 * About the conduct of an official: nothing is opened, passed on, quoted or counted by person. The sender is told privately
 * how to reach the discipline office, and may say that it is an ordinary matter after all (domain.md B.10). In a group the
 * answer is neutral and the talk goes on in private.
 */
export function complaintPlan(situation: Situation): Plan {
  const { message, directory } = situation;
  const offer = answer(situation, {
    kind: "complaint_offer",
    inboundId: message.inboundId,
    state: "asked",
    disciplinePhone: directory.settings.disciplinePhone || directory.settings.deskPhone,
  });
  if (message.chatType === "p2p") return { outcome: "complaint offered", notices: [offer] };
  return {
    outcome: "complaint offered",
    notices: [
      offer,
      {
        recipient: { type: "chat", chatId: message.chatId },
        notice: { kind: "complaint_in_group" },
        replyTo: message.messageId,
        replyToCardOf: null,
      },
    ],
  };
}
