import type { SandboxApp } from "../protocol.ts";
import type { Platform } from "../core/platform.ts";
import type { ChatRecord, MessageRecord, PersonRecord } from "../core/records.ts";
import { NotPossible } from "../delivery/click.ts";
import { messageById } from "../model/messages.ts";

/** The bot of the page: the first app. */
export const firstApp = (platform: Platform): SandboxApp => {
  const app = platform.apps[0];
  if (app === undefined) throw new Error("a sandbox needs at least one app");
  return app;
};

export const actor = (platform: Platform, openId: string): PersonRecord => {
  const person = platform.tables.people.get(openId);
  if (person === undefined) throw new NotPossible(`no person ${openId}`);
  return person;
};

export const knownChat = (platform: Platform, chatId: string): ChatRecord => {
  const chat = platform.tables.chats.get(chatId);
  if (chat === undefined) throw new NotPossible(`no chat ${chatId}`);
  return chat;
};

export const knownMessage = (platform: Platform, messageId: string): MessageRecord => {
  const message = messageById(platform, messageId);
  if (message === undefined) throw new NotPossible(`no message ${messageId}`);
  return message;
};
