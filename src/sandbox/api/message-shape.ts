import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { MessageRecord } from "../core/records.ts";
import { apiMentions } from "../model/mentions.ts";
import { openIdFor } from "../model/people.ts";
import { simplifiedCard } from "../model/summary.ts";

/** `raw` gives the card JSON as sent (`card_msg_content_type`), else readers get the simplified form. */
export type CardForm = "simple" | "raw";

const bodyContent = (message: MessageRecord, form: CardForm): string => {
  if (message.recalledAt !== undefined) return "";
  if (message.card === undefined) return JSON.stringify(message.content);
  return JSON.stringify(form === "raw" ? message.card.json : simplifiedCard(message.card.json));
};

/** A message as the API answers it (feishu.md 3.4). */
export const messageShape = (
  platform: Platform,
  app: SandboxApp,
  message: MessageRecord,
  form: CardForm = "simple",
): Record<string, unknown> => {
  const { sender } = message;
  const person = sender.kind === "user" ? platform.tables.people.get(sender.openId) : undefined;
  const mentions = apiMentions(platform, app, message.mentions);
  return {
    message_id: message.messageId,
    ...(message.rootId === undefined ? {} : { root_id: message.rootId }),
    ...(message.parentId === undefined ? {} : { parent_id: message.parentId }),
    ...(message.threadId === undefined ? {} : { thread_id: message.threadId }),
    msg_type: message.type,
    create_time: String(message.createTime),
    update_time: String(message.updateTime),
    deleted: message.recalledAt !== undefined,
    updated: message.edits > 0 || (message.card?.version ?? 1) > 1,
    chat_id: message.chatId,
    sender: {
      id: sender.kind === "app" ? sender.appId : person === undefined ? "" : openIdFor(platform, app, person),
      id_type: sender.kind === "app" ? "app_id" : "open_id",
      sender_type: sender.kind,
      tenant_key: person?.tenantKey ?? platform.town.tenantKey,
    },
    body: { content: bodyContent(message, form) },
    ...(mentions.length === 0 ? {} : { mentions }),
    ...(message.upperMessageId === undefined ? {} : { upper_message_id: message.upperMessageId }),
  };
};
