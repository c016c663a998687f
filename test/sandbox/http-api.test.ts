import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { SandboxPush } from "../../src/sandbox/protocol.ts";
import { DAY_ONE, start } from "./support/start.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const HOUR = 3_600_000;

/** A bot's control base that writes down what it is told. */
const startControl = async (nextDue: number | null) => {
  const told: string[] = [];
  const server = createServer((request, response) => {
    told.push(`${request.method} ${request.url}`);
    response.end(request.url === "/c/next-due" ? JSON.stringify({ at: nextDue }) : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/c`, told };
};

const api = (url: string) => async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${url}/sandbox/api${path}`, {
    method,
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- bodies of every shape
  return { status: response.status, body: (await response.json()) as any };
};

test("state, chats, messages with pages, read, send with mention, reply, recall, react", async () => {
  const { sandbox, bot } = await start();
  const call = api(sandbox.url);
  expect((await call("GET", "/state")).body).toMatchObject({
    town: "测试镇",
    now: DAY_ONE,
    bot: { name: "企服", openId: "ou_bot1" },
    botMenu: [{ eventKey: "new" }],
    delivery: { pending: 0, target: bot.url },
  });
  const one = (
    await call("POST", "/send", {
      as: "ou_wang",
      chat: "oc_staff",
      type: "text",
      content: { text: "@bot @[ou_zhao] @all 看" },
    })
  ).body;
  const [message] = (await call("GET", "/messages?as=ou_zhao&chat=oc_staff")).body.messages;
  expect(message).toMatchObject({
    content: { text: "@_user_1 @_user_2 @_all 看" },
    mentions: [
      { key: "@_user_1", openId: "ou_bot1", name: "企服" },
      { key: "@_user_2", openId: "ou_zhao", name: "赵主任" },
    ],
  });
  expect((await call("GET", "/chats?as=ou_zhao")).body.chats[0]).toMatchObject({
    chatId: "oc_staff",
    unread: 1,
    summary: "@企服 @赵主任 @所有人 看",
  });
  await sandbox.control.advance(1);
  const two = (
    await call("POST", "/send", {
      as: "ou_zhao",
      chat: "oc_staff",
      type: "text",
      content: { text: "好" },
      replyTo: one.messageId,
    })
  ).body;
  await call("POST", "/react", { as: "ou_wang", messageId: two.messageId, emoji: "OK" });
  const first = (await call("GET", "/messages?as=ou_zhao&chat=oc_staff&limit=1")).body;
  expect(first).toMatchObject({
    more: true,
    messages: [{ messageId: two.messageId, rootId: one.messageId, reactions: [{ emoji: "OK", from: "ou_wang" }] }],
  });
  await call("POST", "/recall", { as: "ou_zhao", messageId: two.messageId });
  await call("POST", "/read", { as: "ou_zhao", chatId: "oc_staff" });
  expect((await call("GET", "/chats?as=ou_zhao")).body.chats[0]).toMatchObject({ unread: 0, summary: "[消息已撤回]" });
  await sandbox.idle();
  const mentions = bot.of("im.message.receive_v1")[0]?.body["event"].message.mentions;
  expect(mentions).toMatchObject([
    { id: { open_id: "ou_bot1" }, mentioned_type: "bot" },
    { id: { open_id: "ou_zhao", union_id: "on_zhao" }, mentioned_type: "user" },
  ]);
});

test("what a person cannot do is 400 with the reason", async () => {
  const { sandbox } = await start();
  const call = api(sandbox.url);
  const wrong: [string, unknown][] = [
    ["/send", { as: "ou_nobody", chat: "bot", type: "text", content: { text: "x" } }],
    ["/send", { as: "ou_li", chat: "oc_staff", type: "text", content: { text: "x" } }],
    ["/send", { as: "ou_gone", chat: "bot", type: "text", content: { text: "x" } }],
    ["/recall", { as: "ou_li", messageId: "om_none" }],
    ["/click", { as: "ou_li", messageId: "om_none", action: {} }],
    ["/click", { as: "ou_li" }],
    ["/send", { as: "ou_li", chat: "bot", type: "telegram", content: {} }],
    ["/send", []],
    ["/faults", { reorder: -1 }],
    ["/faults", { earthquake: 1 }],
    ["/clock", { op: "yesterday" }],
    ["/group", { op: "create", as: "ou_li" }],
    ["/person", { op: "add", person: {} }],
    ["/upload", { as: "ou_li" }],
    ["/read", { as: "ou_li", chatId: "oc_none" }],
    ["/menu", { as: "ou_li", eventKey: "x".repeat(31) }],
  ];
  for (const [path, body] of wrong) {
    const answer = await call("POST", path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toEqual(expect.any(String));
  }
});

test("the clock: the bot is told before due retries go out; office mornings and working days skip the weekend", async () => {
  const friday = Date.parse("2026-11-27T02:00:00Z");
  const control = await startControl(friday + 80 * HOUR);
  const { sandbox, bot } = await start({ now: () => friday, controlUrl: control.url });
  const call = api(sandbox.url);
  expect((await call("GET", "/clock")).body).toEqual({ now: friday, offset: 0 });
  const move = async (body: unknown) => new Date((await call("POST", "/clock", body)).body.now).toISOString();
  bot.answer(() => ({ status: 500 }));
  sandbox.control.say("ou_wang", "@bot 在吗", "oc_staff");
  await sandbox.idle();
  let toldBefore = -1;
  bot.answer(() => {
    toldBefore = control.told.length;
    return {};
  });
  expect(await move({ op: "advance", ms: HOUR })).toBe("2026-11-27T03:00:00.000Z");
  await sandbox.idle();
  expect(toldBefore).toBe(1);
  expect(await move({ op: "nextOfficeMorning" })).toBe("2026-11-30T00:30:00.000Z");
  expect(await move({ op: "set", to: friday })).toBe("2026-11-27T02:00:00.000Z");
  expect(await move({ op: "nextWorkingDay" })).toBe("2026-11-30T02:00:00.000Z");
  expect(await move({ op: "nextDue" })).toBe(new Date(friday + 80 * HOUR).toISOString());
  expect(await move({ op: "real" })).toBe("2026-11-27T02:00:00.000Z");
  await call("POST", "/reset");
  expect(control.told).toEqual([
    ...Array.from({ length: 4 }, () => "POST /c/tick"),
    "GET /c/next-due",
    "POST /c/tick",
    "POST /c/tick",
    "POST /c/reset",
  ]);
});

test("a control base that is not there hinders nothing", async () => {
  const lines: string[] = [];
  const { control } = await start({ controlUrl: "http://127.0.0.1:1/c", log: (line) => lines.push(line) });
  expect(await control.advance(HOUR)).toBe(DAY_ONE + HOUR);
  expect(await control.moveClock({ op: "nextDue" })).toBe(DAY_ONE + HOUR);
  await control.reset();
  expect(lines.filter((line) => line.startsWith("bot control"))).toHaveLength(4);
});

test("uploads are served as what they are, and nothing a person uploads can run in the page", async () => {
  const { sandbox } = await start();
  const call = api(sandbox.url);
  const form = new FormData();
  form.set("as", "ou_li");
  form.set("kind", "image");
  form.set("file", new File([PNG], "图.png", { type: "image/png" }));
  const uploaded = (await call("POST", "/upload", form)).body;
  expect(uploaded).toEqual({ imageKey: expect.stringMatching(/^img_v3_/), fileName: "图.png", size: PNG.length });
  const got = await fetch(`${sandbox.url}/sandbox/api/file/${uploaded.imageKey}`);
  expect(got.headers.get("content-type")).toBe("image/png");
  expect(got.headers.get("content-security-policy")).toBe("sandbox");
  expect(Buffer.from(await got.arrayBuffer()).equals(PNG)).toBe(true);
  expect((await call("GET", "/file/img_none")).status).toBe(404);
});

test("menu, entering, groups and people push their events", async () => {
  const { sandbox, bot } = await start();
  const call = api(sandbox.url);
  await call("POST", "/enter", { as: "ou_out" });
  await call("POST", "/enter", { as: "ou_out" });
  await call("POST", "/menu", { as: "ou_li", eventKey: "new" });
  const { chatId } = (
    await call("POST", "/group", { op: "create", as: "ou_li", name: "新群", memberOpenIds: ["ou_wang"] })
  ).body;
  await call("POST", "/group", { op: "addUser", chatId, openId: "ou_zhao" });
  await call("POST", "/group", { op: "removeUser", chatId, openId: "ou_zhao" });
  await call("POST", "/group", { op: "removeBot", chatId });
  await call("POST", "/group", { op: "addBot", chatId });
  await call("POST", "/group", { op: "disband", chatId });
  await call("POST", "/person", { op: "hide", openId: "ou_zhao" });
  await call("POST", "/person", { op: "resign", openId: "ou_wang" });
  await sandbox.idle();
  const count = (type: string): number => bot.of(type).length;
  expect({
    created: count("p2p_chat_create"),
    entered: count("im.chat.access_event.bot_p2p_chat_entered_v1"),
    menu: count("application.bot.menu_v6"),
    botIn: count("im.chat.member.bot.added_v1"),
    botOut: count("im.chat.member.bot.deleted_v1"),
    userIn: count("im.chat.member.user.added_v1"),
    gone: count("im.chat.disbanded_v1"),
    scope: count("contact.scope.updated_v3"),
    left: count("contact.user.deleted_v3"),
  }).toEqual({ created: 2, entered: 2, menu: 1, botIn: 2, botOut: 1, userIn: 1, gone: 1, scope: 1, left: 1 });
  expect(bot.of("application.bot.menu_v6")[0]?.body["event"]).toEqual({
    operator: {
      operator_name: "李厂长",
      operator_id: { open_id: "ou_li", union_id: "on_li", user_id: "u_li" },
    },
    event_key: "new",
    timestamp: DAY_ONE / 1000,
  });
  const entered = bot.of("im.chat.access_event.bot_p2p_chat_entered_v1")[0]?.body["event"];
  expect(entered.operator_id).toEqual({ open_id: "ou_out", union_id: "on_out" });
  expect(bot.of("contact.user.deleted_v3")[0]?.body["event"]).toMatchObject({
    object: { department_ids: [] },
    old_object: { department_ids: ["od_1"] },
  });
});

test("after opening the bot an outsider can be written to, and his event tells the other tenant", async () => {
  const { sandbox, bot, client, control } = await start();
  control.say("ou_out", "你好");
  await sandbox.idle();
  const event = bot.of("im.message.receive_v1")[0]?.body;
  expect(event?.["event"].sender.tenant_key).toBe("tk_other");
  expect(event?.["header"].tenant_key).toBe("tk_town");
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: "ou_out", msg_type: "text", content: '{"text":"请问怎么称呼"}' },
  });
  expect(sent.code).toBe(0);
});

test("in a thread group every message starts a thread and answers stay in it", async () => {
  const { client, control } = await start();
  const { messageId } = control.say("ou_wang", "@bot 一号单", "oc_thread");
  const reply = await client.im.v1.message.reply({
    path: { message_id: messageId },
    data: { msg_type: "text", content: '{"text":"收到"}' },
  });
  const [root] = control.messages("ou_wang", "oc_thread").messages;
  expect(root?.threadId).toMatch(/^omt_/);
  expect(reply.data).toMatchObject({ root_id: messageId, parent_id: messageId, thread_id: root?.threadId });
  const deeper = await client.im.v1.message.reply({
    path: { message_id: reply.data?.message_id ?? "" },
    data: { msg_type: "text", content: '{"text":"再"}' },
  });
  expect(deeper.data).toMatchObject({ root_id: messageId, parent_id: messageId, thread_id: root?.threadId });
  const chat = await client.im.v1.message.list({ params: { container_id_type: "chat", container_id: "oc_thread" } });
  expect(chat.data?.items?.map((item) => item.message_id)).toEqual([messageId]);
  const thread = await client.im.v1.message.list({
    params: { container_id_type: "thread", container_id: root?.threadId ?? "" },
  });
  expect(thread.data?.items).toHaveLength(3);
});

test("what scopes leave out is not pushed: group talk without the bot, user ids", async () => {
  const { BOT } = await import("./support/town.ts");
  const { sandbox, bot, control } = await start({
    apps: [{ ...BOT, scopes: ["im:message.group_at_msg:readonly"] }],
  });
  control.say("ou_wang", "私下说", "oc_staff");
  control.say("ou_li", "单聊");
  control.say("ou_wang", "@bot 听到吗", "oc_staff");
  await sandbox.idle();
  const heard = bot.of("im.message.receive_v1").map((got) => got.body["event"]);
  expect(heard.map((event) => event.message.content)).toEqual(['{"text":"@_user_1 听到吗"}']);
  expect(heard[0].sender.sender_id).toEqual({ open_id: "ou_wang", union_id: "on_wang" });
});

test("the stream tells a page everything as it happens", async () => {
  const { sandbox, control } = await start();
  const response = await fetch(`${sandbox.url}/sandbox/api/stream`);
  const reader = response.body?.getReader();
  let text = "";
  const until = async (words: string): Promise<void> => {
    while (!text.includes(words)) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) throw new Error(`stream ended before ${words}: ${text}`);
      text += Buffer.from(chunk.value).toString("utf8");
    }
  };
  await until('"type":"clock"');
  const { messageId } = control.say("ou_wang", "@bot 流", "oc_staff");
  await until('"type":"wire"');
  control.recall("ou_wang", messageId);
  control.setFaults({ delayMs: 5 });
  await control.advance(HOUR);
  await control.reset();
  await until('"type":"reset"');
  const types = text
    .split("\n")
    .filter((line) => line.startsWith("data: "))
    .map((line) => (JSON.parse(line.slice(6)) as SandboxPush).type);
  expect(new Set(types)).toEqual(new Set(["clock", "message", "read", "wire", "messageRecalled", "faults", "reset"]));
  await reader?.cancel();
});

test("the page is served, or said to be missing, at the root", async () => {
  const { sandbox } = await start();
  const page = await fetch(sandbox.url);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toMatch(/text\/html/);
  expect((await fetch(`${sandbox.url}/assets/none.js`)).status).toBe(404);
});

test("story and gallery are whatever the product brings; cards are judged on the way out", async () => {
  const story = { title: "一天", intro: "从诉求到办结", steps: [{ do: { op: "look" as const } }] };
  const fine = { schema: "2.0", body: { elements: [] } };
  const { sandbox } = await start({
    story,
    gallery: () => [
      { group: "回执", title: "好的", card: fine },
      { group: "回执", title: "坏的", card: { schema: "2.0", elements: [] } },
    ],
  });
  const call = api(sandbox.url);
  expect((await call("GET", "/story")).body).toEqual({ story });
  expect((await call("GET", "/gallery")).body.entries).toEqual([
    { group: "回执", title: "好的", card: fine, problems: [] },
    expect.objectContaining({ title: "坏的", problems: [expect.stringContaining("ROOT -> elements")] }),
  ]);
  const bare = await start();
  expect((await api(bare.sandbox.url)("GET", "/story")).body).toEqual({ story: null });
});

test("pages of messages never lose one of the same millisecond", async () => {
  const { control } = await start();
  for (let count = 0; count < 5; count += 1) control.say("ou_wang", `${count}`, "oc_staff");
  await control.advance(1);
  for (let count = 5; count < 8; count += 1) control.say("ou_wang", `${count}`, "oc_staff");
  const seen: string[] = [];
  let before = Number.POSITIVE_INFINITY;
  for (let more = true; more;) {
    const page = control.messages("ou_wang", "oc_staff", { before, limit: 2 });
    seen.unshift(...page.messages.map((one) => (one.content as { text: string }).text));
    before = page.messages[0]?.createTime ?? 0;
    more = page.more;
  }
  expect(seen).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
});
