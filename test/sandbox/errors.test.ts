import { describe, expect, test } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { start } from "./support/start.ts";
import { BOT, SECOND } from "./support/town.ts";

/** Wrong calls, one by one, as raw HTTP: each must get the documented code on the documented status. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
const CARD = { schema: "2.0", body: { elements: [{ tag: "markdown", content: "x" }] } };
const OLD = { config: { update_multi: true }, elements: [] };
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Answer {
  status: number;
  code: number;
  msg: string;
  body: Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- bodies of every shape
  headers: Headers;
}

const world = async (change: Partial<SandboxOptions> = {}) => {
  const started = await start({ rateLimits: false, ...change });
  const { url } = started.sandbox;
  const raw = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(url + path, { method, ...init });
    const text = await response.text();
    const body = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
    return {
      status: response.status,
      code: Number(body["code"]),
      msg: String(body["msg"]),
      body,
      headers: response.headers,
    };
  };
  const tokenOf = async (app = BOT): Promise<string> => {
    const body = JSON.stringify({ app_id: app.appId, app_secret: app.appSecret });
    const answer = await raw("POST", "/open-apis/auth/v3/tenant_access_token/internal", { method: "POST", body });
    return String(answer.body["tenant_access_token"]);
  };
  const token = await tokenOf();
  const call = (method: string, path: string, body?: unknown, as = token): Promise<Answer> =>
    raw(method, path, {
      headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const send = (to: string, type: string, content: unknown, more: Record<string, unknown> = {}, idType = "open_id") =>
    call("POST", `/open-apis/im/v1/messages?receive_id_type=${idType}`, {
      receive_id: to,
      msg_type: type,
      content: typeof content === "string" ? content : JSON.stringify(content),
      ...more,
    });
  const text = (to: string, idType = "open_id", more: Record<string, unknown> = {}) =>
    send(to, "text", { text: "话" }, more, idType);
  const sent = async (
    to = "ou_li",
    type = "text",
    content: unknown = { text: "话" },
    idType = "open_id",
  ): Promise<string> => {
    const answer = await send(to, type, content, {}, idType);
    expect(answer.msg).toBe("success");
    return String(answer.body["data"].message_id);
  };
  const upload = async (what: "images" | "files", fields: Record<string, string | Blob>, as = token) => {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    return raw("POST", `/open-apis/im/v1/${what}`, { body: form, headers: { authorization: `Bearer ${as}` } });
  };
  return { ...started, raw, call, send, text, sent, upload, token, tokenOf };
};

type World = Awaited<ReturnType<typeof world>>;
type Case = [
  name: string,
  code: number,
  status: number,
  run: (w: World) => Promise<Answer>,
  change?: Partial<SandboxOptions>,
];

const AUTH = "/open-apis/auth/v3/tenant_access_token/internal";
const auth = (w: World, body: unknown) => w.raw("POST", AUTH, { body: JSON.stringify(body) });
const blob = (bytes: number | Buffer) =>
  new Blob([typeof bytes === "number" ? Buffer.alloc(bytes, 1) : Uint8Array.from(bytes)]);
const image = (bytes: number | Buffer) => ({ image_type: "message", image: blob(bytes) });
const file = (type: string, bytes: number | Buffer = 4) => ({ file_type: type, file_name: "a", file: blob(bytes) });
const message = (id: string, tail = "") => `/open-apis/im/v1/messages/${id}${tail}`;
const key = async (w: World, what: "images" | "files", fields: Record<string, string | Blob>, as = w.token) =>
  String((await w.upload(what, fields, as)).body["data"][what === "images" ? "image_key" : "file_key"]);
const patch = async (w: World, id: string, card: unknown) =>
  w.call("PATCH", message(id), { content: JSON.stringify(card) });
const urgent = (w: World, id: string, ids = ["ou_li"]) =>
  w.call("PATCH", message(id, "/urgent_app?user_id_type=open_id"), { user_id_list: ids });
const scoped = (scopes: string[]): Partial<SandboxOptions> => ({ apps: [{ ...BOT, scopes }, SECOND] });

const tokens: Case[] = [
  ["an app nobody knows", 10014, 200, (w) => auth(w, { app_id: "cli_ffffffffffffffff", app_secret: "x" })],
  ["a malformed app id", 10003, 200, (w) => auth(w, { app_id: "bot", app_secret: "x" })],
  ["an empty body", 10003, 200, (w) => w.raw("POST", AUTH)],
  ["no JSON", 10003, 200, (w) => w.raw("POST", AUTH, { body: "{" })],
  ["a wrong secret", 10015, 200, (w) => auth(w, { app_id: BOT.appId, app_secret: "x" })],
  ["no token", 99991661, 400, (w) => w.raw("GET", "/open-apis/im/v1/chats")],
  ["an invented token", 99991663, 400, (w) => w.call("GET", "/open-apis/im/v1/chats", undefined, "t-invented")],
  [
    "an expired token",
    99991663,
    400,
    async (w) => {
      await w.control.advance(2 * HOUR + 1);
      return w.call("GET", "/open-apis/im/v1/chats");
    },
  ],
  ["a user's token", 99991668, 400, (w) => w.call("GET", "/open-apis/im/v1/chats", undefined, "u-x")],
  ["a token of no kind", 99991671, 400, (w) => w.call("GET", "/open-apis/im/v1/chats", undefined, "x-x")],
  ["an app token", 99991664, 400, (w) => w.call("GET", "/open-apis/im/v1/chats", undefined, "a-x")],
  ["a missing scope", 99991672, 400, (w) => w.text("ou_li"), scoped(["im:chat"])],
  ["an unknown path", 99991201, 404, (w) => w.call("GET", "/open-apis/im/v9/messages")],
  [
    "a body that is no JSON",
    9499,
    400,
    (w) =>
      w.raw("POST", "/open-apis/im/v1/messages?receive_id_type=open_id", {
        body: "{",
        headers: { authorization: `Bearer ${w.token}` },
      }),
  ],
  [
    "a used-up month",
    99991403,
    429,
    async (w) => {
      await w.text("ou_li");
      return w.text("ou_li");
    },
    { monthlyQuota: 1 },
  ],
];

const sending: Case[] = [
  ["no receive_id_type", 99992402, 400, (w) => w.call("POST", "/open-apis/im/v1/messages", {})],
  [
    "no receive_id",
    99992402,
    400,
    (w) => w.call("POST", "/open-apis/im/v1/messages?receive_id_type=open_id", { msg_type: "text", content: "{}" }),
  ],
  ["a uuid of 51", 99992402, 400, (w) => w.text("ou_li", "open_id", { uuid: "x".repeat(51) })],
  ["an unknown open_id", 99992351, 400, (w) => w.text("ou_nobody")],
  [
    "another app's open_id",
    99992361,
    400,
    async (w) => {
      const second = await w.tokenOf(SECOND);
      const found = await w.call(
        "POST",
        "/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id",
        { mobiles: ["13800000001"] },
        second,
      );
      return w.text(String(found.body["data"].user_list[0].user_id));
    },
  ],
  ["an unknown user_id", 99992360, 400, (w) => w.text("nobody", "user_id")],
  ["an unknown union_id", 99992364, 400, (w) => w.text("on_nobody", "union_id")],
  ["an unknown chat", 99992356, 400, (w) => w.text("oc_nowhere", "chat_id")],
  ["a malformed id", 230034, 400, (w) => w.text("li", "open_id")],
  ["a group without the bot", 230002, 400, (w) => w.text("oc_nobot", "chat_id")],
  [
    "a dissolved group",
    232009,
    400,
    (w) => {
      w.control.group({ op: "disband", chatId: "oc_staff" });
      return w.text("oc_staff", "chat_id");
    },
  ],
  ["somebody outside the range", 230013, 400, (w) => w.text("ou_far")],
  ["somebody who left", 230029, 400, (w) => w.text("ou_gone")],
  ["an outsider who never opened the bot", 230013, 400, (w) => w.text("ou_out")],
  ["content that is no JSON", 230001, 400, (w) => w.send("ou_li", "text", "话")],
  ["content without text", 230001, 400, (w) => w.send("ou_li", "text", { words: "话" })],
  ["a text of 151 KB", 230025, 400, (w) => w.send("ou_li", "text", { text: "x".repeat(151 * 1024) })],
  [
    "a card of 31 KB",
    230025,
    400,
    (w) =>
      w.send("ou_li", "interactive", {
        schema: "2.0",
        body: { elements: [{ tag: "markdown", content: "x".repeat(31 * 1024) }] },
      }),
  ],
  [
    "a broken card",
    230099,
    400,
    (w) => w.send("ou_li", "interactive", { schema: "2.0", body: { elements: [{ tag: "action", actions: [] }] } }),
  ],
  [
    "a card with another's picture",
    230099,
    400,
    (w) =>
      w.send("ou_li", "interactive", {
        schema: "2.0",
        body: { elements: [{ tag: "img", img_key: "img_v3_x", alt: { tag: "plain_text", content: "" } }] },
      }),
  ],
  [
    "a card that names nobody",
    230099,
    400,
    (w) =>
      w.send("ou_li", "interactive", {
        schema: "2.0",
        body: { elements: [{ tag: "markdown", content: "<at id=ou_nobody></at>" }] },
      }),
  ],
  [
    "an unknown template",
    230099,
    400,
    (w) => w.send("ou_li", "interactive", { type: "template", data: { template_id: "AAqx" } }),
  ],
  ["a post without language", 230001, 400, (w) => w.send("ou_li", "post", { title: "", content: [] })],
  [
    "md beside text in a post",
    230001,
    400,
    (w) =>
      w.send("ou_li", "post", {
        zh_cn: {
          content: [
            [
              { tag: "md", text: "x" },
              { tag: "text", text: "y" },
            ],
          ],
        },
      }),
  ],
  ["an image nobody uploaded", 230017, 400, (w) => w.send("ou_li", "image", { image_key: "img_v3_x" })],
  [
    "another app's image",
    230017,
    400,
    async (w) => w.send("ou_li", "image", { image_key: await key(w, "images", image(PNG), await w.tokenOf(SECOND)) }),
  ],
  [
    "a person's image",
    230017,
    400,
    (w) => {
      const mine = w.control.upload({ as: "ou_li", kind: "image", fileName: "a.png", mime: "image/png", bytes: PNG });
      return w.send("ou_li", "image", { image_key: mine.imageKey });
    },
  ],
  [
    "a PDF as voice",
    230055,
    400,
    async (w) => w.send("ou_li", "audio", { file_key: await key(w, "files", file("pdf")) }),
  ],
  [
    "a video as file",
    230055,
    400,
    async (w) => w.send("ou_li", "file", { file_key: await key(w, "files", file("mp4")) }),
  ],
  [
    "sharing a p2p chat",
    230015,
    400,
    (w) => w.send("ou_li", "share_chat", { chat_id: w.control.enter("ou_li").chatId }),
  ],
  [
    "a divider in a group",
    230001,
    400,
    (w) => w.send("oc_staff", "system", { type: "divider", params: { divider_text: { text: "新" } } }, {}, "chat_id"),
  ],
  [
    "a divider without its scope",
    230027,
    400,
    (w) => w.send("ou_li", "system", { type: "divider", params: { divider_text: { text: "新" } } }),
    scoped(["im:message"]),
  ],
];

const changing: Case[] = [
  [
    "a reply to nothing",
    99992354,
    400,
    (w) => w.call("POST", message("om_none", "/reply"), { msg_type: "text", content: '{"text":"x"}' }),
  ],
  [
    "a reply to a recalled message",
    230011,
    400,
    async (w) => {
      const id = await w.sent();
      await w.call("DELETE", message(id));
      return w.call("POST", message(id, "/reply"), { msg_type: "text", content: '{"text":"x"}' });
    },
  ],
  [
    "PUT on a card",
    230001,
    400,
    async (w) =>
      w.call("PUT", message(await w.sent("ou_li", "interactive", CARD)), {
        msg_type: "interactive",
        content: JSON.stringify(CARD),
      }),
  ],
  ["PATCH on a text", 230001, 400, async (w) => patch(w, await w.sent(), CARD)],
  [
    "editing a person's message",
    230012,
    400,
    (w) => w.call("PUT", message(w.control.say("ou_li", "x").messageId), { msg_type: "text", content: '{"text":"y"}' }),
  ],
  [
    "the 21st edit",
    230001,
    400,
    async (w) => {
      const id = await w.sent();
      for (let count = 0; count < 20; count += 1) {
        expect((await w.call("PUT", message(id), { msg_type: "text", content: '{"text":"y"}' })).code).toBe(0);
      }
      return w.call("PUT", message(id), { msg_type: "text", content: '{"text":"z"}' });
    },
  ],
  [
    "another app's card",
    230012,
    400,
    async (w) => {
      const second = await w.tokenOf(SECOND);
      w.control.group({ op: "addBot", chatId: "oc_staff", appId: SECOND.appId });
      const made = await w.call(
        "POST",
        "/open-apis/im/v1/messages?receive_id_type=chat_id",
        { receive_id: "oc_staff", msg_type: "interactive", content: JSON.stringify(CARD) },
        second,
      );
      return patch(w, String(made.body["data"].message_id), CARD);
    },
  ],
  [
    "a card of 15 days",
    230031,
    400,
    async (w) => {
      const id = await w.sent("ou_li", "interactive", CARD);
      await w.control.advance(15 * DAY);
      return w.call("PATCH", message(id), { content: JSON.stringify(CARD) }, await w.tokenOf());
    },
  ],
  [
    "a recalled card",
    230011,
    400,
    async (w) => {
      const id = await w.sent("ou_li", "interactive", CARD);
      await w.call("DELETE", message(id));
      return patch(w, id, CARD);
    },
  ],
  ["2.0 onto 1.0", 230099, 400, async (w) => patch(w, await w.sent("ou_li", "interactive", OLD), CARD)],
  ["1.0 onto 2.0", 230099, 400, async (w) => patch(w, await w.sent("ou_li", "interactive", CARD), OLD)],
  [
    "1.0 without update_multi",
    230001,
    400,
    async (w) => patch(w, await w.sent("ou_li", "interactive", { elements: [] }), OLD),
  ],
  [
    "a broken card as update",
    230099,
    400,
    async (w) => patch(w, await w.sent("ou_li", "interactive", CARD), { schema: "2.0", elements: [] }),
  ],
  [
    "recalling after the window",
    230009,
    400,
    async (w) => {
      const id = await w.sent();
      await w.control.advance(25 * HOUR);
      return w.call("DELETE", message(id), undefined, await w.tokenOf());
    },
  ],
  [
    "recalling a person's message without any office",
    230026,
    400,
    (w) => w.call("DELETE", message(w.control.say("ou_wang", "x", "oc_staff").messageId)),
  ],
  [
    "recalling twice",
    230011,
    400,
    async (w) => {
      const id = await w.sent();
      await w.call("DELETE", message(id));
      return w.call("DELETE", message(id));
    },
  ],
  [
    "reading a group without the scope",
    230027,
    400,
    (w) => w.call("GET", message(w.control.say("ou_wang", "x", "oc_staff").messageId)),
    scoped(["im:message"]),
  ],
  [
    "history of an unknown thread",
    230019,
    400,
    (w) => w.call("GET", "/open-apis/im/v1/messages?container_id_type=thread&container_id=omt_x"),
  ],
  [
    "a page of 51",
    99992402,
    400,
    (w) => w.call("GET", "/open-apis/im/v1/messages?container_id_type=chat&container_id=oc_staff&page_size=51"),
  ],
  ["urging with a person's message", 230012, 400, (w) => urgent(w, w.control.say("ou_li", "x").messageId)],
  [
    "urging in an external group",
    230027,
    400,
    async (w) => urgent(w, await w.sent("oc_outer", "text", { text: "x" }, "chat_id")),
  ],
  [
    "urging by telephone without the scope",
    99991672,
    400,
    (w) => w.call("PATCH", message("om_x", "/urgent_phone?user_id_type=open_id"), { user_id_list: ["ou_li"] }),
    scoped(["im:message.urgent"]),
  ],
  [
    "follow-ups in a group",
    230054,
    400,
    async (w) =>
      w.call("POST", message(await w.sent("oc_staff", "text", { text: "x" }, "chat_id"), "/push_follow_up"), {
        follow_ups: [{ content: "好" }],
      }),
  ],
  [
    "follow-ups after ten minutes",
    230009,
    400,
    async (w) => {
      const id = await w.sent();
      await w.control.advance(601_000);
      return w.call("POST", message(id, "/push_follow_up"), { follow_ups: [{ content: "好" }] });
    },
  ],
  [
    "an emoji that is none",
    231001,
    400,
    async (w) => w.call("POST", message(await w.sent(), "/reactions"), { reaction_type: { emoji_type: "🙂" } }),
  ],
  ["deleting another's reaction", 231003, 400, async (w) => w.call("DELETE", message(await w.sent(), "/reactions/x"))],
  [
    "forwarding a card that forbids it",
    230054,
    400,
    async (w) =>
      w.call(
        "POST",
        message(
          await w.sent("ou_li", "interactive", { ...CARD, config: { enable_forward: false } }),
          "/forward?receive_id_type=open_id",
        ),
        { receive_id: "ou_wang" },
      ),
  ],
];

const files: Case[] = [
  ["an upload that is no form", 234001, 400, (w) => w.call("POST", "/open-apis/im/v1/images", {})],
  ["an image of no type", 234001, 400, (w) => w.upload("images", { image_type: "x", image: blob(PNG) })],
  ["an empty image", 234010, 400, (w) => w.upload("images", image(0))],
  ["an image of 11 MB", 234006, 400, (w) => w.upload("images", image(11 * 1024 * 1024))],
  ["an image that is none", 234011, 400, (w) => w.upload("images", image(64))],
  [
    "a picture of 12001 pixels",
    234039,
    400,
    (w) => {
      const wide = Buffer.from(PNG);
      wide.writeUInt32BE(12_001, 16);
      return w.upload("images", image(wide));
    },
  ],
  ["a file of 31 MB", 234006, 400, (w) => w.upload("files", file("stream", 31 * 1024 * 1024))],
  ["an empty file", 234010, 400, (w) => w.upload("files", file("stream", 0))],
  ["a file of no type", 234001, 400, (w) => w.upload("files", file("zip"))],
  [
    "another app's file",
    234008,
    400,
    async (w) =>
      w.call("GET", `/open-apis/im/v1/files/${await key(w, "files", file("pdf"))}`, undefined, await w.tokenOf(SECOND)),
  ],
  [
    "a resource that is not in the message",
    234003,
    400,
    (w) => w.call("GET", message(w.control.say("ou_li", "x").messageId, "/resources/img_x?type=image")),
  ],
  [
    "a resource of a group without the bot",
    234004,
    400,
    (w) => w.call("GET", message(w.control.say("ou_wang", "x", "oc_nobot").messageId, "/resources/img_x?type=image")),
  ],
  [
    "a resource of an external group",
    234009,
    400,
    (w) => {
      const { imageKey } = w.control.upload({
        as: "ou_wang",
        kind: "image",
        fileName: "a.png",
        mime: "image/png",
        bytes: PNG,
      });
      const { messageId } = w.control.send({ as: "ou_wang", chat: "oc_outer", type: "image", content: { imageKey } });
      return w.call("GET", message(messageId, `/resources/${imageKey}?type=image`));
    },
  ],
  [
    "a sticker",
    234043,
    400,
    (w) => {
      const { messageId } = w.control.send({
        as: "ou_li",
        chat: "bot",
        type: "sticker",
        content: { file_key: "file_x" },
      });
      return w.call("GET", message(messageId, "/resources/file_x?type=file"));
    },
  ],
];

const groups: Case[] = [
  ["an unknown group", 232006, 400, (w) => w.call("GET", "/open-apis/im/v1/chats/oc_none")],
  ["a group without the bot", 232011, 400, (w) => w.call("GET", "/open-apis/im/v1/chats/oc_nobot")],
  ["dissolving another's group", 232017, 400, (w) => w.call("DELETE", "/open-apis/im/v1/chats/oc_staff")],
  ["dissolving an external group", 232033, 400, (w) => w.call("DELETE", "/open-apis/im/v1/chats/oc_outer")],
  [
    "members of a dissolved group",
    232009,
    400,
    (w) => {
      w.control.group({ op: "disband", chatId: "oc_staff" });
      return w.call("GET", "/open-apis/im/v1/chats/oc_staff/members");
    },
  ],
  [
    "an outsider into an internal group",
    232028,
    400,
    (w) => w.call("POST", "/open-apis/im/v1/chats/oc_staff/members", { id_list: ["ou_out"] }),
  ],
  [
    "an id nobody has",
    232043,
    400,
    (w) => w.call("POST", "/open-apis/im/v1/chats/oc_staff/members", { id_list: ["ou_nobody"] }),
  ],
  [
    "all or nothing",
    232024,
    400,
    (w) => w.call("POST", "/open-apis/im/v1/chats/oc_staff/members?succeed_type=2", { id_list: ["ou_li", "ou_far"] }),
  ],
  [
    "a group with somebody who left",
    232024,
    400,
    (w) => w.call("POST", "/open-apis/im/v1/chats", { user_id_list: ["ou_gone"] }),
  ],
  [
    "51 members at once",
    99992402,
    400,
    (w) =>
      w.call("POST", "/open-apis/im/v1/chats/oc_staff/members", { id_list: Array.from({ length: 51 }, () => "ou_li") }),
  ],
  [
    "taking out a member without any office",
    232017,
    400,
    (w) => w.call("DELETE", "/open-apis/im/v1/chats/oc_staff/members", { id_list: ["ou_wang"] }),
  ],
];

const others: Case[] = [
  [
    "contact of an outsider",
    41050,
    400,
    (w) => w.call("GET", "/open-apis/contact/v3/users/ou_out?user_id_type=open_id"),
  ],
  [
    "contact outside the range",
    41050,
    400,
    (w) => w.call("GET", "/open-apis/contact/v3/users/ou_far?user_id_type=open_id"),
  ],
  ["a department nobody knows", 43007, 400, (w) => w.call("GET", "/open-apis/contact/v3/departments/od_none")],
  ["an update with no token", 300020, 200, (w) => w.call("POST", "/open-apis/interactive/v1/card/update", {})],
  [
    "an entity in 1.0",
    300303,
    400,
    (w) => w.call("POST", "/open-apis/cardkit/v1/cards", { type: "card_json", data: JSON.stringify(OLD) }),
  ],
  [
    "an entity nobody made",
    200740,
    400,
    (w) =>
      w.call("PUT", "/open-apis/cardkit/v1/cards/x", {
        sequence: 1,
        card: { type: "card_json", data: JSON.stringify(CARD) },
      }),
  ],
  ["a task without summary", 1470400, 400, (w) => w.call("POST", "/open-apis/task/v2/tasks", {})],
  ["a task nobody made", 1470404, 400, (w) => w.call("GET", "/open-apis/task/v2/tasks/x")],
  ["a base that is none", 1254040, 200, (w) => w.call("GET", "/open-apis/bitable/v1/apps/x/tables/tblX1/records")],
  ["a table that is none", 1254041, 200, async (w) => w.call("GET", `${await baseIn(w)}/tables/x/records`)],
  ["a batch of nothing", 10003, 200, (w) => w.call("POST", "/open-apis/message/v4/batch_send/", { msg_type: "audio" })],
  [
    "speech of another format",
    1040101,
    400,
    (w) =>
      w.call("POST", "/open-apis/speech_to_text/v1/speech/file_recognize", {
        speech: { speech: "AAAA" },
        config: { file_id: "a", format: "opus" },
      }),
  ],
];

const baseIn = async (w: World): Promise<string> => {
  const made = await w.call("POST", "/open-apis/bitable/v1/apps", { name: "台账" });
  return `/open-apis/bitable/v1/apps/${String(made.body["data"].app.app_token)}`;
};

/** A table with one column of each type that matters; the first is 编号. */
const tableIn = async (w: World): Promise<string> => {
  const base = await baseIn(w);
  const fields = COLUMNS.map(([field_name, type]) => ({ field_name, type }));
  const made = await w.call("POST", `${base}/tables`, { table: { name: "工单", fields } });
  expect(made.msg).toBe("success");
  return `${base}/tables/${String(made.body["data"].table_id)}`;
};
const COLUMNS = [
  ["编号", 1],
  ["件数", 2],
  ["单位", 3],
  ["标签", 4],
  ["期限", 5],
  ["好了", 7],
  ["谁", 11],
  ["电话", 13],
  ["网址", 15],
  ["自动", 1005],
] as const;

const entity = async (w: World, json: unknown = ENTITY): Promise<string> => {
  const made = await w.call("POST", CARDS, { type: "card_json", data: JSON.stringify(json) });
  expect(made.msg).toBe("success");
  return `${CARDS}/${String(made.body["data"].card_id)}`;
};
const CARDS = "/open-apis/cardkit/v1/cards";
const element = (id: string, more: object = {}) => ({ tag: "markdown", element_id: id, content: "x", ...more });
const ENTITY = {
  schema: "2.0",
  config: { streaming_mode: true },
  body: { elements: [element("e1"), { tag: "hr", element_id: "e2" }] },
};
const data = (json: unknown) => ({ type: "card_json", data: JSON.stringify(json) });
const full = (elements: unknown[], config: object = {}) => data({ schema: "2.0", config, body: { elements } });
const stream = (path: string, id: string, sequence = 1) =>
  ["PUT", `${path}/elements/${id}/content`, { content: "y", sequence }] as const;

const entities: Case[] = [
  ["an empty card", 300307, 400, (w) => w.call("POST", CARDS, data({}))],
  ["a card that is no JSON", 100030, 400, (w) => w.call("POST", CARDS, { type: "card_json", data: "{" })],
  ["a card not shared", 300302, 400, (w) => w.call("POST", CARDS, full([], { update_multi: false }))],
  ["one element_id twice", 300301, 400, (w) => w.call("POST", CARDS, full([element("a"), element("a")]))],
  ["201 elements", 300305, 400, (w) => w.call("POST", CARDS, full(Array.from({ length: 201 }, () => ({ tag: "hr" }))))],
  ["31 KB", 200860, 400, (w) => w.call("POST", CARDS, full([{ tag: "markdown", content: "x".repeat(31 * 1024) }]))],
  [
    "an entity of another app",
    300311,
    400,
    async (w) => {
      const path = await entity(w);
      return w.call(...stream(path, "e1"), await w.tokenOf(SECOND));
    },
  ],
  [
    "an entity of 15 days",
    200750,
    400,
    async (w) => {
      const path = await entity(w);
      await w.control.advance(15 * DAY);
      return w.call(...stream(path, "e1"), await w.tokenOf());
    },
  ],
  [
    "streaming after ten minutes",
    200850,
    400,
    async (w) => {
      const path = await entity(w);
      await w.control.advance(601_000);
      return w.call(...stream(path, "e1"));
    },
  ],
  ["streaming into a line", 300310, 400, async (w) => w.call(...stream(await entity(w), "e2"))],
  ["an element that is not there", 300313, 400, async (w) => w.call(...stream(await entity(w), "e9"))],
  [
    "another tag",
    300312,
    400,
    async (w) => w.call("PATCH", `${await entity(w)}/elements/e1`, { partial_element: '{"tag":"hr"}', sequence: 1 }),
  ],
  [
    "an action nobody knows",
    300314,
    400,
    async (w) => w.call("POST", `${await entity(w)}/batch_update`, { actions: '[{"action":"dance"}]', sequence: 1 }),
  ],
  [
    "an entity while its click waits",
    200810,
    400,
    async (w) => {
      const path = await entity(w, { schema: "2.0", body: { elements: [element("e1")] } });
      const messageId = await w.sent("ou_li", "interactive", {
        type: "card",
        data: { card_id: path.slice(CARDS.length + 1) },
      });
      let during: Answer | undefined;
      w.bot.answer(async () => {
        during = await w.call("DELETE", `${path}/elements/e1`, { sequence: 1 });
        return { body: {} };
      });
      await w.control.click({ as: "ou_li", messageId, action: { tag: "button" } });
      if (during === undefined) throw new Error("the click did not arrive");
      return during;
    },
  ],
];

const rarer: Case[] = [
  [
    "200 unread urgent messages and one more",
    230023,
    400,
    async (w) => {
      for (let count = 0; count < 200; count += 1) expect((await urgent(w, await w.sent())).code).toBe(0);
      return urgent(w, await w.sent());
    },
  ],
  [
    "a group that forbids urging",
    230052,
    400,
    async (w) => {
      await w.call("PUT", "/open-apis/im/v1/chats/oc_staff", { urgent_setting: "only_owner" });
      return urgent(w, await w.sent("oc_staff", "text", { text: "x" }, "chat_id"), ["ou_wang"]);
    },
  ],
  [
    "a group where only the owner speaks",
    230018,
    400,
    async (w) => {
      await w.call("PUT", "/open-apis/im/v1/chats/oc_staff", { moderation_permission: "only_owner" });
      return w.text("oc_staff", "chat_id");
    },
  ],
  [
    "another app's card for one pair of eyes",
    230050,
    400,
    async (w) => {
      const made = await w.call("POST", "/open-apis/ephemeral/v1/send", {
        chat_id: "oc_staff",
        open_id: "ou_wang",
        msg_type: "interactive",
        card: CARD,
      });
      w.control.group({ op: "addBot", chatId: "oc_staff", appId: SECOND.appId });
      return w.call("GET", message(String(made.body["data"].message_id)), undefined, await w.tokenOf(SECOND));
    },
  ],
  [
    "a card for one pair of eyes in a thread group",
    18053,
    200,
    (w) =>
      w.call("POST", "/open-apis/ephemeral/v1/send", {
        chat_id: "oc_thread",
        open_id: "ou_wang",
        msg_type: "interactive",
        card: CARD,
      }),
  ],
  [
    "a card for eyes that are not there",
    18054,
    200,
    (w) =>
      w.call("POST", "/open-apis/ephemeral/v1/send", {
        chat_id: "oc_staff",
        open_id: "ou_li",
        msg_type: "interactive",
        card: CARD,
      }),
  ],
  ["no bot ability: messages", 230006, 400, (w) => w.text("ou_li"), { apps: [{ ...BOT, botOff: true }, SECOND] }],
  [
    "no bot ability: groups",
    232025,
    400,
    (w) => w.call("GET", "/open-apis/im/v1/chats"),
    { apps: [{ ...BOT, botOff: true }, SECOND] },
  ],
  [
    "no bot ability: files",
    234007,
    400,
    (w) => w.upload("images", image(PNG)),
    { apps: [{ ...BOT, botOff: true }, SECOND] },
  ],
  ["a malformed contact id", 41012, 400, (w) => w.call("GET", "/open-apis/contact/v3/users/li?user_id_type=open_id")],
  [
    "a batch of 51 people",
    40001,
    400,
    (w) => w.call("GET", `/open-apis/contact/v3/users/batch?${"user_ids=ou_li&".repeat(51)}`),
  ],
  [
    "a client token that is no UUID",
    1254037,
    400,
    async (w) => w.call("POST", `${await tableIn(w)}/records?client_token=x`, { fields: {} }),
  ],
  [
    "61 s of speech",
    1040102,
    400,
    (w) =>
      w.call("POST", "/open-apis/speech_to_text/v1/speech/file_recognize", {
        speech: { speech: Buffer.alloc(61 * 32_000).toString("base64") },
        config: { file_id: "abcdefgh12345678", format: "pcm", engine_type: "16k_auto" },
      }),
  ],
  [
    "dissolving a p2p chat",
    232001,
    400,
    (w) => w.call("DELETE", `/open-apis/im/v1/chats/${w.control.enter("ou_li").chatId}`),
  ],
  [
    "the 6th pinning in a second",
    230047,
    400,
    async (w) => {
      const id = await w.sent();
      for (let count = 0; count < 5; count += 1) await w.call("POST", "/open-apis/im/v1/pins", { message_id: id });
      return w.call("POST", "/open-apis/im/v1/pins", { message_id: id });
    },
    { rateLimits: true, limitClock: () => 0 },
  ],
  [
    "the 6th change of members in a second",
    232019,
    400,
    async (w) => {
      const add = () => w.call("POST", "/open-apis/im/v1/chats/oc_staff/members", { id_list: ["ou_li"] });
      for (let count = 0; count < 5; count += 1) await add();
      return add();
    },
    { rateLimits: true, limitClock: () => 0 },
  ],
];

describe.each([
  ["entities", entities],
  ["rarer", rarer],
  ["tokens", tokens],
  ["sending", sending],
  ["changing", changing],
  ["files", files],
  ["groups", groups],
  ["others", others],
])("%s", (_family, cases) => {
  test.each(cases)("%s: %i on HTTP %i", async (_name, code, status, run, change) => {
    const w = await world(change);
    const answer = await run(w);
    expect({ code: answer.code, status: answer.status, msg: answer.msg }).toMatchObject({ code, status });
    // Everything but the token endpoints tells where to look further.
    if (code > 20_000 && status !== 404) expect(answer.body["error"].log_id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("words", () => {
  test("230099 names code, words, path and value; 230001 says which with ext=", async () => {
    const w = await world();
    const broken = await w.send("ou_li", "interactive", { schema: "2.0", body: { elements: [{ tag: "note" }] } });
    expect(broken.msg).toBe(
      'Failed to create card content, ext=ErrCode: 200861; ErrMsg: cards of schema V2 no longer support this capability; unsupported tag note; ErrPath: ROOT -> body -> elements -> [0](tag: note); ErrorValue: "note"',
    );
    expect((await w.send("ou_li", "text", { words: "x" })).msg).toMatch(
      /^Your request contains an invalid request parameter, ext=/,
    );
    const missing = await w.call("POST", "/open-apis/im/v1/messages", {});
    expect(missing.body["error"].field_violations).toMatchObject([{ field: "receive_id_type" }]);
  });
});

describe("limits", () => {
  const burst = async (count: number, one: () => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, one));

  test("50 a second and 1000 a minute on one endpoint, then 429 with what to wait for", async () => {
    let now = 0;
    const w = await world({ rateLimits: true, limitClock: () => now });
    const list = () => w.call("GET", "/open-apis/im/v1/chats");
    const refused = (await burst(60, list)).filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ code: 99991400 });
    expect(refused[0]?.headers.get("x-ogw-ratelimit-limit")).toBe("50");
    expect(refused[0]?.headers.get("x-ogw-ratelimit-reset")).toBe("1");
    for (let second = 1; second < 20; second += 1) {
      now += 1001;
      expect((await burst(50, list)).every((answer) => answer.status === 200)).toBe(true);
    }
    now += 1001;
    const last = await list();
    expect(last.status).toBe(429);
    expect(last.headers.get("x-ogw-ratelimit-limit")).toBe("1000");
    expect(last.headers.get("x-ogw-ratelimit-reset")).toBe("40");
    // Another endpoint has its own windows.
    expect((await w.text("ou_li")).code).toBe(0);
  });

  test("5 a second to one person, one group, one card; others are not held up", async () => {
    let now = 0;
    const w = await world({ rateLimits: true, limitClock: () => now });
    const limited = (answers: Answer[]): number =>
      answers.filter((answer) => answer.code === 230020 && answer.status === 400).length;
    expect(limited(await burst(7, () => w.text("ou_li")))).toBe(2);
    expect((await w.text("ou_wang")).code).toBe(0);
    const id = await w.sent("oc_staff", "interactive", CARD, "chat_id");
    expect(limited(await burst(7, () => patch(w, id, CARD)))).toBe(2);
    now += 1001;
    expect((await w.text("ou_li")).code).toBe(0);
    expect((await patch(w, id, CARD)).code).toBe(0);
  });
});

describe("repetition", () => {
  test("a uuid sends once within the hour, again after it; another uuid is another message", async () => {
    const w = await world();
    const ids: unknown[] = [];
    const send = async (uuid: string) => {
      const answer = await w.call(
        "POST",
        "/open-apis/im/v1/messages?receive_id_type=open_id",
        { receive_id: "ou_li", msg_type: "text", content: '{"text":"x"}', uuid },
        await w.tokenOf(),
      );
      expect(answer.code).toBe(0);
      ids.push(answer.body["data"].message_id);
    };
    await send("a");
    await send("a");
    await send("b");
    await w.control.advance(HOUR);
    await send("a");
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe(ids[1]);
    expect(w.control.messages("ou_li").messages).toHaveLength(3);
  });

  test("a token stays the same down to 30 minutes; below, a new one is issued and both work", async () => {
    const w = await world();
    expect(await w.tokenOf()).toBe(w.token);
    await w.control.advance(1.5 * HOUR);
    expect(await w.tokenOf()).toBe(w.token);
    await w.control.advance(1000);
    const next = await w.tokenOf();
    expect(next).not.toBe(w.token);
    for (const token of [w.token, next])
      expect((await w.call("GET", "/open-apis/im/v1/chats", undefined, token)).code).toBe(0);
    const again = await w.raw("POST", AUTH, { body: JSON.stringify({ app_id: BOT.appId, app_secret: BOT.appSecret }) });
    expect(again.body).toEqual({ code: 0, msg: "ok", tenant_access_token: next, expire: 7200 });
  });
});

describe("injected faults of the API", () => {
  test.each([
    ["apiServerError", 502, Number.NaN],
    ["apiRateLimited", 429, 99991400],
    ["apiChatLimited", 400, 230020],
    ["apiTokenExpired", 400, 99991663],
  ] as const)("%s strikes the next call only and carries nothing out", async (fault, status, code) => {
    const w = await world();
    w.control.setFaults({ [fault]: 1 });
    expect(await w.text("ou_li")).toMatchObject({ status, code });
    expect(w.control.messages("ou_li").messages).toEqual([]);
    const token = await w.tokenOf();
    expect(token === w.token).toBe(fault !== "apiTokenExpired");
    const again = await w.call(
      "POST",
      "/open-apis/im/v1/messages?receive_id_type=open_id",
      { receive_id: "ou_li", msg_type: "text", content: '{"text":"x"}' },
      token,
    );
    expect(again.code).toBe(0);
  });

  test("a time-out after success: the message is there, the answer is not, and the uuid makes the retry harmless", async () => {
    const w = await world();
    w.control.setFaults({ apiTimeoutAfterSuccess: 1 });
    await expect(w.text("ou_li", "open_id", { uuid: "u" })).rejects.toThrow("fetch failed");
    expect(w.control.messages("ou_li").messages).toHaveLength(1);
    expect((await w.text("ou_li", "open_id", { uuid: "u" })).code).toBe(0);
    expect(w.control.messages("ou_li").messages).toHaveLength(1);
    expect(w.control.wire().find((entry) => entry.error !== undefined)?.error).toMatch(/connection cut/);
  });
});
