import type { Platform } from "../core/platform.ts";
import type { MessageRecord, Sender } from "../core/records.ts";
import { appById, idTriple } from "./people.ts";

/** Tells every bot of the chat that somebody, a bot included, set an emoji or took it away. */
export const emitReaction = (
  platform: Platform,
  message: MessageRecord,
  change: "created" | "deleted",
  reaction: { emoji: string; from: Sender; at: number },
): void => {
  const { from } = reaction;
  for (const appId of platform.tables.chats.get(message.chatId)?.bots ?? []) {
    const app = appById(platform, appId);
    const person = from.kind === "user" ? platform.tables.people.get(from.openId) : undefined;
    if (app === undefined) continue;
    platform.emit({
      appId,
      eventType: `im.message.reaction.${change}_v1`,
      lane: `${appId}/${message.chatId}`,
      event: {
        message_id: message.messageId,
        reaction_type: { emoji_type: reaction.emoji },
        operator_type: from.kind,
        ...(person === undefined ? {} : { user_id: idTriple(platform, app, person) }),
        ...(from.kind === "app" ? { app_id: from.appId } : {}),
        action_time: String(reaction.at),
      },
    });
  }
};
