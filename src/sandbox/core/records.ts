import type { SandboxMessage, SandboxPerson } from "../protocol.ts";

/** What the sandbox keeps. Persons are known by the open_id the first app sees; times are UTC ms of the sandbox clock. */

export type PersonRecord = SandboxPerson & {
  /** Apps whose p2p chat this person has opened; an outsider can only be written to after that (feishu.md 5.1). */
  openedBots: string[];
};

export interface ChatRecord {
  chatId: string;
  kind: "p2p" | "group";
  name: string;
  description: string;
  /** Absent: the bot `ownerAppId` is the owner. */
  ownerOpenId?: string;
  ownerAppId?: string;
  creatorAppId?: string;
  managers: string[];
  members: string[];
  /** App ids of the bots in the chat; a p2p chat has exactly one. */
  bots: string[];
  external: boolean;
  messageType: "chat" | "thread";
  chatType: "private" | "public";
  status: "normal" | "dissolved";
  settings: Record<string, string>;
  menuTree?: unknown;
  topNotice?: { actionType: string; messageId?: string };
  createdAt: number;
}

export interface Mention {
  key: string;
  /** First-app open_id of a person, or the app id of a bot; "all" for everybody. */
  target: string;
  kind: "user" | "bot" | "all";
  name: string;
}

export type Sender = { kind: "user"; openId: string } | { kind: "app"; appId: string };

/** JSON dialect of a card; a message keeps the one it was sent with. */
export type CardDialect = "1.0" | "2.0";

export interface CardState {
  json: Record<string, unknown>;
  dialect: CardDialect;
  version: number;
  /** CardKit entity the message shows. */
  cardId?: string;
}

export interface MessageRecord {
  messageId: string;
  chatId: string;
  /** Order over the whole sandbox. */
  seq: number;
  sender: Sender;
  type: SandboxMessage["type"];
  /** Content as a receiver gets it (JSON object, text with `@_user_1` placeholders); cards live in `card`. */
  content: Record<string, unknown>;
  card?: CardState;
  createTime: number;
  updateTime: number;
  rootId?: string;
  parentId?: string;
  threadId?: string;
  upperMessageId?: string;
  recalledAt?: number;
  edits: number;
  mentions: Mention[];
  urgent: SandboxMessage["urgent"];
  reactions: { reactionId: string; emoji: string; from: Sender; at: number }[];
  pin?: { operator: Sender; at: number };
  onlyFor?: string;
  /** Bubbles above the input box of a p2p chat; a tap sends the text. */
  followUps?: string[];
  batchId?: string;
}

/** How far a person has read a chat; `marks` are the last steps, newest last. */
export interface ReadRecord {
  chatId: string;
  openId: string;
  marks: { seq: number; at: number }[];
}

export interface FileRecord {
  key: string;
  kind: "image" | "file";
  /** Upload type of a file: opus, mp4, pdf … stream. */
  fileType: string;
  name: string;
  size: number;
  mime: string;
  durationMs?: number;
  owner: Sender;
  at: number;
}

export interface TokenRecord {
  token: string;
  appId: string;
  kind: "tenant" | "app";
  expiresAt: number;
}

/** Handle of a click for `interactive/v1/card/update`. */
export interface CardTokenRecord {
  token: string;
  appId: string;
  messageId: string;
  issuedAt: number;
  answered: boolean;
  uses: number;
}

export interface DeliveryRecord {
  id: string;
  appId: string;
  eventId: string;
  eventType: string;
  envelope: "v1" | "v2";
  event: Record<string, unknown>;
  createdAt: number;
  /** Attempts made so far. */
  attempts: number;
  dueAt: number;
  /** Deliveries of one lane go out one after the other. */
  lane: string;
}

/** What a `uuid` did the first time. */
export interface OnceRecord {
  key: string;
  at: number;
  result: string;
}

export interface CardEntityRecord {
  cardId: string;
  appId: string;
  json: Record<string, unknown>;
  sequence: number;
  uuids: string[];
  createdAt: number;
  sentMessageId?: string;
  streamingSince?: number;
}

/** Rows of the small services (tasks, bases with their tables and records), keyed by their id. */
export interface ThingRecord {
  id: string;
  kind: "task" | "bitable_base" | "bitable_table" | "bitable_record";
  parent: string;
  createdAt: number;
  updatedAt: number;
  value: Record<string, unknown>;
}

export interface BatchRecord {
  id: string;
  appId: string;
  messageIds: string[];
  validUsers: number;
  at: number;
}
