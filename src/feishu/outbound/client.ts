import type { EmergencyUrgent } from "../../domain/people/directory.ts";
import type { Recipient } from "../../desk/outgoing.ts";
import { recipientKey } from "../../desk/outgoing.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { ApiFailure } from "./failures.ts";
import type { ApiResult, FeishuHttp } from "./http.ts";
import type { Pace } from "./pace.ts";

export interface OutMessage {
  readonly msgType: "interactive" | "text" | "file";
  readonly content: object;
}

export interface OutFile {
  /** With its ending, as people see it. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The platform's limit for one file, bytes (feishu.md 3.5). */
export const MOST_FILE_BYTES = 30 * 1024 * 1024;

/** A file takes longer than a message; a try and its repetition after a refused token stay within a lease. */
const UPLOAD_TIMEOUT_MS = 20_000;

/** What the desk asks of the platform; each call once, its failure a value. */
export interface FeishuClient {
  /** @param uuid at most 50 characters; the same one posts once within an hour (feishu.md 3.4). */
  send(to: Recipient, message: OutMessage, uuid: string): Promise<Result<{ messageId: string }, ApiFailure>>;
  reply(
    messageId: string,
    to: Recipient,
    message: OutMessage,
    uuid: string,
  ): Promise<Result<{ messageId: string }, ApiFailure>>;
  /**
   * Uploads a file of ours, ready to be sent once or more; one that was uploaded twice is nowhere to be seen (feishu.md 3.5).
   * @param file not empty; above MOST_FILE_BYTES it is refused here, before it travels.
   */
  uploadFile(file: OutFile): Promise<Result<{ fileKey: string }, ApiFailure>>;
  patchCard(messageId: string, card: object): Promise<Result<null, ApiFailure>>;
  forward(messageId: string, to: Recipient, uuid: string): Promise<Result<null, ApiFailure>>;
  /** Urgent mark on one of our own messages: in the app, or by SMS or phone as well (feishu.md 3.4). */
  urgent(messageId: string, openId: string, how: EmergencyUrgent): Promise<Result<null, ApiFailure>>;
  /** open_id of the bot, by which its mention is known; null when the platform does not tell now. */
  botOpenId(): Promise<string | null>;
}

/** @param bot where the bot's own open_id is kept, for runtimes in which this client lives for one request only. */
export function createFeishuClient(
  http: FeishuHttp,
  pace: Pace,
  sleep: (ms: number) => Promise<void>,
  bot: { value: string | null } = { value: null },
): FeishuClient {
  const query = (to: Recipient): string => `receive_id_type=${to.type === "person" ? "open_id" : "chat_id"}`;
  const paced = async (to: Recipient): Promise<void> => {
    const wait = pace.take(recipientKey(to));
    if (wait > 0) await sleep(wait);
  };
  return {
    async send(to, message, uuid) {
      await paced(to);
      const body = {
        receive_id: recipientKey(to),
        msg_type: message.msgType,
        content: JSON.stringify(message.content),
        uuid,
      };
      return messageIdOf(await http.call({ method: "POST", path: `/open-apis/im/v1/messages?${query(to)}`, body }));
    },
    async reply(messageId, to, message, uuid) {
      await paced(to);
      const body = { msg_type: message.msgType, content: JSON.stringify(message.content), uuid };
      const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}/reply`;
      return messageIdOf(await http.call({ method: "POST", path, body }));
    },
    async uploadFile({ name, bytes }) {
      if (bytes.length > MOST_FILE_BYTES) return fail({ kind: "file_too_large", code: 0, waitMs: 0, logId: null });
      const form = new FormData();
      // xls is the old format's; what is none of the listed ones is a stream.
      form.set("file_type", "stream");
      form.set("file_name", name);
      // The name people see is the field's; the part's own stays ASCII, because servers differ in reading others.
      form.set("file", new Blob([bytes]), "file.xlsx");
      const result = await http.call({
        method: "POST",
        path: "/open-apis/im/v1/files",
        form,
        timeoutMs: UPLOAD_TIMEOUT_MS,
      });
      const fileKey = textOf(result, "file_key");
      return fileKey.ok ? ok({ fileKey: fileKey.value }) : fileKey;
    },
    async patchCard(messageId, card) {
      const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}`;
      const result = await http.call({ method: "PATCH", path, body: { content: JSON.stringify(card) } });
      return result.ok ? ok(null) : result;
    },
    async forward(messageId, to, uuid) {
      await paced(to);
      const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}/forward?${query(to)}&uuid=${uuid}`;
      const result = await http.call({ method: "POST", path, body: { receive_id: recipientKey(to) } });
      return result.ok ? ok(null) : result;
    },
    async urgent(messageId, openId, how) {
      const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}/urgent_${how}?user_id_type=open_id`;
      const result = await http.call({ method: "PATCH", path, body: { user_id_list: [openId] } });
      return result.ok ? ok(null) : result;
    },
    async botOpenId() {
      if (bot.value !== null) return bot.value;
      const result = await http.call({ method: "GET", path: "/open-apis/bot/v3/info" });
      const about = result.ok ? result.value["bot"] : null;
      if (typeof about === "object" && about !== null && "open_id" in about && typeof about.open_id === "string")
        bot.value = about.open_id;
      return bot.value;
    },
  };
}

function messageIdOf(result: ApiResult): Result<{ messageId: string }, ApiFailure> {
  const id = textOf(result, "message_id");
  return id.ok ? ok({ messageId: id.value }) : id;
}

function textOf(result: ApiResult, field: string): Result<string, ApiFailure> {
  if (!result.ok) return result;
  const data = result.value["data"];
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? ok(value) : fail({ kind: "other", code: 0, waitMs: 0, logId: null });
}
