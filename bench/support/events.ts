import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { LOCAL_APP } from "../../src/local/app.ts";

/** One delivery of the platform as it goes over the wire. */
export interface Delivery {
  readonly messageId: string;
  readonly openId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Clear new matters of different categories, as managers write them. */
export const MATTERS = [
  "园区纬二路停电了,注塑机全停了,请尽快安排人来看",
  "厂里自来水压力太小,三楼都上不来水,请协调自来水公司检查",
  "厂门口那段路坑太大,货车昨天把轴都颠断了,请安排修补",
  "厂区雨水管堵了,一下雨院子就积水,请派人来疏通",
  "宿舍楼的宽带三天没信号了,麻烦联系运营商抢修",
  "招不到熟练焊工,想请镇里帮忙组织一场招聘会",
  "隔壁工地夜里施工噪音大,工人休息不好,请管一管",
  "流动资金紧张,想申请贷款贴息,请帮忙对接银行",
] as const;

let serial = 0;

/** A text message of a person to the bot: a v2 envelope, encrypted and signed at `now` (feishu.md 1.2–1.4). */
export function textDelivery(openId: string, text: string, now: number): Delivery {
  serial += 1;
  const messageId = `om_bench_${serial}_${randomBytes(6).toString("hex")}`;
  const payload = {
    schema: "2.0",
    header: {
      event_id: randomBytes(16).toString("hex"),
      event_type: "im.message.receive_v1",
      create_time: String(now),
      token: LOCAL_APP.verificationToken,
      app_id: LOCAL_APP.appId,
      tenant_key: "tk_yunxi",
    },
    event: {
      sender: {
        sender_id: { open_id: openId, union_id: `on_${openId}`, user_id: openId.slice(3) },
        sender_type: "user",
        tenant_key: "tk_yunxi",
      },
      message: {
        message_id: messageId,
        // Distinct even within a millisecond, or the desk would rightly take it for a redelivery.
        create_time: String(now + serial),
        update_time: String(now + serial),
        chat_id: `oc_p2p_${openId}`,
        chat_type: "p2p",
        message_type: "text",
        content: JSON.stringify({ text }),
        user_agent: "Mozilla/5.0 Feishu/7.40",
      },
    },
  };
  return { messageId, openId, ...signed(JSON.stringify(payload), now) };
}

/** `count` distinct messages, in turn of as many people as `openId` names. */
export function deliveries(count: number, now: number, openId: (i: number) => string = managerAt): Delivery[] {
  return Array.from({ length: count }, (_, i) => textDelivery(openId(i), MATTERS[i % MATTERS.length] ?? "", now));
}

/** open_id of a manager of the sample town; any whole number ≥ 0. */
export const managerAt = (i: number): string => `ou_demo_e${String(1 + (i % 40)).padStart(2, "0")}`;

const key = createHash("sha256").update(LOCAL_APP.encryptKey).digest();

function signed(plain: string, now: number): Pick<Delivery, "headers" | "body"> {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const encrypt = Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final()]).toString("base64");
  const body = JSON.stringify({ encrypt });
  const timestamp = String(Math.floor(now / 1000));
  const nonce = randomBytes(8).toString("hex");
  const signature = createHash("sha256")
    .update(timestamp + nonce + LOCAL_APP.encryptKey + body)
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

/** The whole HTTP request, so that the load generator only has to write bytes. */
export function requestBytes({ headers, body }: Delivery): Buffer {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST /feishu/events HTTP/1.1\r\nhost: 127.0.0.1\r\n${head.join("")}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
