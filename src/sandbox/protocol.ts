/**
 * The contract between the local Feishu server and whoever sits in front of it: the chat page, the story player and
 * tests. Everything here is JSON under `/sandbox/api`; the open-platform API the bot calls lives beside it under
 * `/open-apis` and is documented by Feishu, not here. Times are UTC milliseconds of the sandbox clock.
 */

/** A person of the local tenant (or an outsider, when `tenantKey` differs from the town's). */
export interface SandboxPerson {
  /** open_id as the first app sees it; other apps see a derived one. */
  openId: string;
  unionId: string;
  userId: string;
  name: string;
  /** What the page shows under the name, e.g. "禾穗食品 · 总经理". */
  title: string;
  /** Column of the page the person belongs to. */
  side: "enterprise" | "cadre" | "leader" | "outsider";
  mobile?: string;
  email?: string;
  departmentIds?: string[];
  tenantKey?: string;
  /** Resigned people stay listed, and every API call about them fails as the platform's does. */
  resigned?: boolean;
  /** false = outside the bot's availability range (230013). Default true. */
  available?: boolean;
}

/** A group chat of the town. The bot is a member unless `withBot` is false. */
export interface SandboxGroup {
  chatId: string;
  name: string;
  memberOpenIds: string[];
  ownerOpenId?: string;
  external?: boolean;
  messageType?: "chat" | "thread";
  withBot?: boolean;
}

/** What fills an empty sandbox. Plain data, so that any project can bring its own town. */
export interface SandboxTown {
  name: string;
  tenantKey: string;
  people: SandboxPerson[];
  /** Departments people's `departmentIds` name; an id without an entry is its own name. */
  departments?: { id: string; name: string; parentId?: string }[];
  groups: SandboxGroup[];
  /** Bot menu shown in p2p chats: a tap pushes `application.bot.menu_v6` with `eventKey`. */
  botMenu?: { label: string; eventKey: string }[];
  /** Written scenario the page can play; answered by `GET /sandbox/api/story`. */
  story?: SandboxStory;
}

export interface SandboxApp {
  appId: string;
  appSecret: string;
  encryptKey?: string;
  verificationToken: string;
  botName: string;
  botOpenId: string;
  /** Scopes granted; absent = all of them. A missing scope answers 99991672. */
  scopes?: string[];
  /** The bot ability is switched off in the console: 230006, 232025, 234007. */
  botOff?: boolean;
}

/** One message as a reader of the chat sees it. */
export interface SandboxMessage {
  messageId: string;
  chatId: string;
  /** Private chats with a bot: open_id of the person, so that the page can say who else has just been written to. */
  p2pWith?: string;
  /** "bot" or an open_id. */
  from: string;
  fromName: string;
  type:
    | "text"
    | "post"
    | "image"
    | "file"
    | "audio"
    | "media"
    | "sticker"
    | "interactive"
    | "share_chat"
    | "share_user"
    | "system"
    | "location"
    | "merge_forward";
  /** Parsed content: what the sender sent, for cards the card JSON of the newest version. */
  content: unknown;
  /** Bytes of the file of a file or video message: not in its content, yet every client shows it. */
  fileSize?: number;
  createTime: number;
  updateTime: number;
  rootId?: string;
  parentId?: string;
  threadId?: string;
  recalled: boolean;
  /** Message type "interactive" only: bumped at each change of the card. */
  cardVersion: number;
  /** Only this person sees it (ephemeral card). */
  onlyFor?: string;
  mentions: { key: string; openId: string; name: string }[];
  urgent: { openId: string; kind: "app" | "sms" | "phone"; at: number }[];
  readBy: string[];
  reactions: { emoji: string; from: string }[];
  pinned: boolean;
  /** Bubbles under the newest message of a p2p chat (push_follow_up); a tap sends the text as the person. */
  followUps?: string[];
}

/** A row of someone's chat list. */
export interface SandboxChatRow {
  chatId: string;
  kind: "p2p" | "group";
  name: string;
  unread: number;
  lastAt: number;
  /** One line, as the real chat list shows it: card summary, text, "[图片]" … */
  summary: string;
  dissolved: boolean;
}

/** `GET /sandbox/api/state` */
export interface SandboxState {
  town: string;
  now: number;
  people: SandboxPerson[];
  groups: SandboxGroup[];
  bot: { name: string; openId: string };
  botMenu: { label: string; eventKey: string }[];
  faults: SandboxFaults;
  /** Connection of the bot as far as known: last successful delivery, last failure. */
  delivery: { target: string; lastOkAt: number | null; lastError: string | null; pending: number };
}

/** `GET /sandbox/api/chats?as=ou_…` → `{ chats: SandboxChatRow[] }` */
/** `GET /sandbox/api/messages?as=ou_…&chat=oc_…&before=<createTime>&limit=50` → `{ messages: SandboxMessage[], more: boolean }` (oldest first) */
/** `POST /sandbox/api/read` `{ as, chatId }` marks all read (and pushes im.message.message_read_v1 for p2p). */

/** `POST /sandbox/api/send` → `{ messageId, chatId }`. `chat: "bot"` means the p2p chat with the bot, made on first use. */
export interface SandboxSend {
  as: string;
  chat: string;
  type: "text" | "post" | "image" | "file" | "audio" | "media" | "sticker" | "location" | "share_user" | "interactive";
  /** text: `{text}` in which `@bot` and `@[ou_…]` become mentions; image/file/audio/media: `{fileKey|imageKey, …}` from upload. */
  content: Record<string, unknown>;
  replyTo?: string;
}

/** `POST /sandbox/api/upload` multipart `as`, `kind` = image|file|audio|media, `file` → `{ imageKey?, fileKey?, fileName, size, duration? }` */
/** `GET /sandbox/api/file/:key` gives the bytes of an image_key or file_key. · `POST /sandbox/api/verify-url` makes the console's handshake: `{ ok, problem? }`. */
/** `POST /sandbox/api/recall` `{ as, messageId }` · `POST /sandbox/api/react` `{ as, messageId, emoji, remove? }` */
/** `POST /sandbox/api/menu` `{ as, eventKey }` pushes the bot-menu event. · `POST /sandbox/api/enter` `{ as }` opens the p2p chat with the bot (bot_p2p_chat_entered, and p2p_chat_create the first time). */
/** `POST /sandbox/api/group` `{ op: "create"|"addUser"|"removeUser"|"addBot"|"removeBot"|"disband", … }` · `POST /sandbox/api/person` `{ op: "resign"|"hide"|"add", … }` */

/** `POST /sandbox/api/click`: what a person does on a card. Answers when the bot has, or after the platform's 3 s. */
export interface SandboxClick {
  as: string;
  messageId: string;
  /** `tag`, `name`, `value`, `form_value`, `option`, `options`, `checked`, `input_value`, `timezone` exactly as the callback's `action`. */
  action: Record<string, unknown>;
}

export interface SandboxClickResult {
  ok: boolean;
  /** Platform code shown to the person when `ok` is false (200341, 200671 …). */
  code?: number;
  toast?: { type: "info" | "success" | "error" | "warning"; content: string };
  /** True when the answer replaced the card; the message itself arrives by the stream. */
  cardUpdated: boolean;
  latencyMs: number;
}

/** `POST /sandbox/api/clock`; answers `{ now }` after the bot has been told to tick (when a tick address is known). */
export type SandboxClockMove =
  | { op: "advance"; ms: number }
  | { op: "set"; to: number }
  /** Next 08:30 of a weekday, Asia/Shanghai. */
  | { op: "nextOfficeMorning" }
  | { op: "nextWorkingDay" }
  /** Asks the bot's next-due address; no change when nothing is due. */
  | { op: "nextDue" }
  | { op: "real" };

/**
 * `GET|POST /sandbox/api/faults`: switches. Below 1 a value is a probability; from 1 on it is the number of the next
 * occasions, counted down (a `faults` push tells each step).
 */
export interface SandboxFaults {
  /** Events delivered again with the same event_id. */
  duplicateSameEvent: number;
  /** Delivered again with a new event_id, same message_id. */
  duplicateNewEvent: number;
  /** Delivered again with a new message_id, same create_time and content. */
  duplicateNewMessage: number;
  reorder: number;
  delayMs: number;
  /** The bot's 200 is thrown away, so the platform retries. */
  dropAnswer: number;
  connectionRefused: number;
  /** API calls of the bot: answered 5xx / 429 + 99991400 / 230020 / 99991663; done but answered with a time-out. */
  apiServerError: number;
  apiRateLimited: number;
  apiChatLimited: number;
  /** Writes to a base: 1254290, too many; 1254291, another write at the same time. */
  apiTableLimited: number;
  apiTableConflict: number;
  apiTokenExpired: number;
  apiTimeoutAfterSuccess: number;
  /** Divides the platform's retry waits (15 s, 5 min, 1 h, 6 h). Default 1 in the page, large in tests. */
  retryTimeScale: number;
}

/** One line of the wire view; `GET /sandbox/api/wire?after=<seq>` → `{ entries: SandboxWire[] }`. */
export interface SandboxWire {
  seq: number;
  at: number;
  kind: "event" | "callback" | "api";
  /** event type, callback tag or "POST /open-apis/…". */
  name: string;
  status: number;
  code?: number;
  latencyMs: number;
  request: unknown;
  response: unknown;
  error?: string;
}

/** `GET /sandbox/api/stream` (server-sent events, `data:` is one of these). */
export type SandboxPush =
  | { type: "message"; message: SandboxMessage }
  | { type: "messageUpdated"; message: SandboxMessage }
  | { type: "messageRecalled"; messageId: string; chatId: string }
  | { type: "toast"; as: string; toast: { type: string; content: string } }
  | { type: "clock"; now: number }
  | { type: "wire"; entry: SandboxWire }
  | { type: "read"; chatId: string; openId: string }
  | { type: "group"; chatId: string }
  | { type: "faults"; faults: SandboxFaults }
  | { type: "reset" };

/** `POST /sandbox/api/reset` empties chats and wire, and calls the bot's reset address when there is one. */

/** `GET /sandbox/api/file/<image_key|file_key>` → the bytes with their content type, for pictures and downloads on the page. */

/** `GET /sandbox/api/story` → `{ story: SandboxStory | null }`: a scenario as data, so that the page knows no product. */
export interface SandboxStory {
  title: string;
  /** One or two sentences shown before it starts. */
  intro: string;
  steps: SandboxStoryStep[];
}

export interface SandboxStoryStep {
  /** What the viewer reads while the step plays; absent = the caption before stays. */
  caption?: string;
  /** open_id or name of the person whose column plays the step; needed by all but "clock". */
  as?: string;
  /** "bot" (default), a chat_id or the name of a group. */
  chat?: string;
  do: SandboxStoryAction;
}

export type SandboxStoryAction =
  /** Typed into the composer and sent; `@bot` becomes a mention. */
  | { op: "say"; text: string }
  /** A sample of the kind is uploaded and sent. */
  | { op: "send"; kind: "image" | "file" | "audio"; fileName?: string }
  | { op: "menu"; eventKey: string }
  /**
   * Presses the newest button (or entry of an overflow menu) with this label, in a card that contains `near` when given.
   * `form` fills fields of the button's form by name; a select takes the option's value or its label.
   */
  | { op: "click"; label: string; near?: string; form?: Record<string, string | boolean | string[]> }
  /** Until a message with this text is in the chat (cards count with all their text). Default 20 s. */
  | { op: "wait"; text: string; timeoutMs?: number }
  | { op: "clock"; move: SandboxClockMove }
  /** Only brings the chat into view. */
  | { op: "look" };

/** `GET /sandbox/api/gallery` → `{ entries: SandboxGalleryEntry[] }`: every card the product can send, for the gallery page. */
export interface SandboxGalleryEntry {
  group: string;
  title: string;
  card: Record<string, unknown>;
  /** What the card validator says; empty = passes, absent = not checked. */
  problems?: string[];
}
