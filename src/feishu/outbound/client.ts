import type { Recipient } from "../../desk/outgoing.ts";
import { recipientKey } from "../../desk/outgoing.ts";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import type { ApiFailure } from "./failures.ts";
import type { ApiResult, FeishuHttp } from "./http.ts";
import type { Pace } from "./pace.ts";

export interface OutMessage {
  readonly msgType: "interactive" | "text";
  readonly content: object;
}

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
  patchCard(messageId: string, card: object): Promise<Result<null, ApiFailure>>;
  forward(messageId: string, to: Recipient, uuid: string): Promise<Result<null, ApiFailure>>;
  /** In-app urgent mark on one of our own messages. */
  urgentApp(messageId: string, openId: string): Promise<Result<null, ApiFailure>>;
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
    async urgentApp(messageId, openId) {
      const path = `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}/urgent_app?user_id_type=open_id`;
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
  if (!result.ok) return result;
  const data = result.value["data"];
  if (typeof data === "object" && data !== null && "message_id" in data && typeof data.message_id === "string")
    return ok({ messageId: data.message_id });
  return fail({ kind: "other", code: 0, waitMs: 0, logId: null });
}
