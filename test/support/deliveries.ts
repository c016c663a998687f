import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { LOCAL_APP } from "../../src/local/app.ts";

export interface Keys {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

export const KEYS: Keys = LOCAL_APP;

export interface Delivery {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** What the platform sends for a payload, made apart from the desk's own code (feishu.md 1.4). */
export function delivery(
  payload: unknown,
  options: { readonly keys?: Keys; readonly at: number; readonly nonce?: string; readonly iv?: Buffer },
): Delivery {
  const keys = options.keys ?? KEYS;
  const iv = options.iv ?? randomBytes(16);
  const key = createHash("sha256").update(keys.encryptKey).digest();
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const plain = typeof payload === "string" ? payload : JSON.stringify(payload);
  const encrypt = Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final()]).toString("base64");
  return signed(`{"encrypt":"${encrypt}"}`, options);
}

/** Any text as the body of a signed request. */
export function signed(
  text: string,
  options: { readonly keys?: Keys; readonly at: number; readonly nonce?: string },
): Delivery {
  const { encryptKey } = options.keys ?? KEYS;
  const nonce = options.nonce ?? "nonce-0001";
  const timestamp = String(Math.floor(options.at / 1000));
  const body = new TextEncoder().encode(text);
  const signature = createHash("sha256")
    .update(timestamp + nonce + encryptKey)
    .update(body)
    .digest("hex");
  return {
    body,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": nonce,
      "x-lark-signature": signature,
    },
  };
}

let counter = 0;

/** A text message to the bot as the platform tells of it. */
export function messageEvent(change: { readonly openId?: string; readonly text?: string; readonly at?: number } = {}) {
  counter += 1;
  const { openId = "ou_demo_e01", text = "园区纬二路停电了", at = 1_795_485_600_000 } = change;
  return {
    schema: "2.0",
    header: {
      event_id: `ev-${counter}`,
      event_type: "im.message.receive_v1",
      create_time: String(at),
      token: KEYS.verificationToken,
      app_id: LOCAL_APP.appId,
      tenant_key: "tk_yunxi",
    },
    event: {
      sender: { sender_id: { open_id: openId }, sender_type: "user", tenant_key: "tk_yunxi" },
      message: {
        message_id: `om_test_${counter}`,
        create_time: String(at + counter),
        chat_id: `oc_p2p_${openId}`,
        chat_type: "p2p",
        message_type: "text",
        content: JSON.stringify({ text }),
      },
    },
  };
}
