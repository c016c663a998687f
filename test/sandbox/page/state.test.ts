import { describe, expect, it } from "vitest";
import { messageLine, messageText, postOf, systemText, textSegments } from "../../../src/sandbox/page/chat/content.ts";
import { timeline } from "../../../src/sandbox/page/chat/timeline.ts";
import { encodeMentions } from "../../../src/sandbox/page/state/mentions.ts";
import { BOT_CHAT, initialState, rowsFor, threadKey } from "../../../src/sandbox/page/state/model.ts";
import type { PageState } from "../../../src/sandbox/page/state/model.ts";
import { applyPush, prepend, WIRE_LIMIT } from "../../../src/sandbox/page/state/push.ts";
import { startPeople } from "../../../src/sandbox/page/state/start-columns.ts";
import { dateText, fullClock, listTime, separatorTime } from "../../../src/sandbox/page/state/time.ts";
import { filterWire, pretty } from "../../../src/sandbox/page/tools/wire-filter.ts";
import { hueOf, initials } from "../../../src/sandbox/page/ui/avatar.ts";
import type { SandboxMessage, SandboxWire } from "../../../src/sandbox/protocol.ts";
import { TOWN } from "../support/town.ts";

const NOON = Date.parse("2026-11-24T04:00:00Z");

const message = (n: number, change: Partial<SandboxMessage> = {}): SandboxMessage => ({
  messageId: `om_${n}`,
  chatId: "oc_1",
  from: "ou_a",
  fromName: "甲",
  type: "text",
  content: { text: `第${n}条` },
  createTime: NOON + n * 1000,
  updateTime: NOON + n * 1000,
  recalled: false,
  cardVersion: 0,
  mentions: [],
  urgent: [],
  readBy: [],
  reactions: [],
  pinned: false,
  ...change,
});

const withThread = (as: string, messages: SandboxMessage[]): PageState => ({
  ...initialState("light"),
  threads: { [threadKey(as, "oc_1")]: { anchorId: messages[0]?.messageId ?? null, messages, more: false } },
});
const idsOf = (state: PageState, as: string): string[] =>
  (state.threads[threadKey(as, "oc_1")]?.messages ?? []).map((one) => one.messageId);

describe("the stream", () => {
  it("puts a message once, in order, and only where it may be seen", () => {
    let state = withThread("ou_a", [message(1), message(3)]);
    for (const push of [message(2), message(2), message(4, { onlyFor: "ou_b" }), message(5, { chatId: "oc_2" })]) {
      state = applyPush(state, { type: "message", message: push }, 0);
    }
    expect(idsOf(state, "ou_a")).toEqual(["om_1", "om_2", "om_3"]);
  });

  it("tells who else a bot wrote to, newest last, and nobody who is being looked at", () => {
    let state: PageState = { ...initialState("light"), columns: [{ id: 1, as: "ou_a", chatId: BOT_CHAT }] };
    for (const [n, to] of ["ou_b", "ou_a", "ou_c", "ou_b"].entries()) {
      state = applyPush(state, { type: "message", message: message(n, { from: "bot", p2pWith: to }) }, 0);
    }
    state = applyPush(state, { type: "message", message: message(9, { from: "ou_d", p2pWith: "ou_d" }) }, 0);
    expect(Object.entries(state.elsewhere)).toEqual([
      ["ou_c", 1],
      ["ou_b", 2],
    ]);
  });

  it("keeps the newer of two versions of a card, whichever comes first", () => {
    const card = (version: number) =>
      message(1, { type: "interactive", content: { v: version }, cardVersion: version });
    const state = withThread("ou_a", [card(3)]);
    const late = applyPush(state, { type: "messageUpdated", message: card(2) }, 0);
    expect(late).toBe(state);
    const next = applyPush(state, { type: "messageUpdated", message: card(4) }, 0);
    expect(next.threads[threadKey("ou_a", "oc_1")]?.messages[0]?.content).toEqual({ v: 4 });
  });

  it("marks recalled and read, and forgets everything on reset", () => {
    let state = withThread("ou_a", [message(1)]);
    state = applyPush(state, { type: "read", chatId: "oc_1", openId: "ou_b" }, 0);
    state = applyPush(state, { type: "messageRecalled", messageId: "om_1", chatId: "oc_1" }, 0);
    expect(state.threads[threadKey("ou_a", "oc_1")]?.messages[0]).toMatchObject({ readBy: ["ou_b"], recalled: true });
    expect(applyPush(state, { type: "reset" }, 0).threads).toEqual({});
  });

  it("keeps the newest lines of the wire, each once", () => {
    const entry = (seq: number): SandboxWire => ({
      seq,
      at: 0,
      kind: "api",
      name: "x",
      status: 200,
      latencyMs: 1,
      request: {},
      response: {},
    });
    let state = initialState("light");
    for (let seq = 1; seq <= WIRE_LIMIT + 5; seq += 1) state = applyPush(state, { type: "wire", entry: entry(seq) }, 0);
    state = applyPush(state, { type: "wire", entry: entry(WIRE_LIMIT + 5) }, 0);
    expect(state.wire).toHaveLength(WIRE_LIMIT);
    expect(state.wire.at(-1)?.seq).toBe(WIRE_LIMIT + 5);
  });
});

describe("timeline", () => {
  it("never moves a message into another chunk, whatever comes before or after", () => {
    const all = Array.from({ length: 200 }, (_, n) => message(n));
    const first = all.slice(100, 150);
    const keyOf = (messages: SandboxMessage[]) =>
      new Map(
        timeline(messages, NOON, "om_100").flatMap((chunk) =>
          chunk.entries.map((entry) => [entry.message.messageId, chunk.key]),
        ),
      );
    const before = keyOf(first);
    const thread = prepend(
      { anchorId: "om_100", messages: [...first, ...all.slice(150)], more: true },
      all.slice(40, 100),
      true,
    );
    const after = keyOf([...thread.messages]);
    for (const [id, key] of before) expect(after.get(id)).toBe(key);
    const older = keyOf([...prepend(thread, all.slice(0, 40), false).messages]);
    for (const [id, key] of after) expect(older.get(id)).toBe(key);
    expect([...older.keys()]).toEqual(all.map((one) => one.messageId));
  });

  it("writes the time after five quiet minutes and joins what one person says at once", () => {
    const quiet = message(400, { createTime: NOON + 400_000 });
    const entries = timeline([message(1), message(2), message(3, { from: "ou_b" }), quiet], NOON, null).flatMap(
      (chunk) => chunk.entries,
    );
    expect(entries.map((entry) => [entry.separator !== null, entry.joined])).toEqual([
      [true, false],
      [false, true],
      [false, false],
      [true, false],
    ]);
  });
});

describe("words of a message", () => {
  it("name the mentioned and open the links", () => {
    const mentions = [{ key: "@_user_1", openId: "ou_bot", name: "企服" }];
    expect(textSegments("@_user_1 看 https://e.cn/a。@_all", mentions)).toEqual([
      { type: "mention", text: "@企服" },
      { type: "text", text: " 看 " },
      { type: "link", url: "https://e.cn/a" },
      { type: "text", text: "。" },
      { type: "mention", text: "@所有人" },
    ]);
    expect(textSegments("@_user_10", [...mentions, { key: "@_user_10", openId: "ou_x", name: "十" }])).toEqual([
      { type: "mention", text: "@十" },
    ]);
  });

  it("are the card's summary in one line, and all of its text for search", () => {
    const card = {
      config: { summary: { content: "已收到" } },
      header: { title: { content: "标题" } },
      body: { elements: [{ tag: "markdown", content: "**正文**" }] },
    };
    const one = message(1, { type: "interactive", content: card });
    expect(messageLine(one)).toBe("已收到");
    expect(messageText(one)).toBe("标题\n正文");
    expect(messageText(message(1, { recalled: true }))).toBe("此消息已撤回");
    expect(messageLine(message(1, { type: "file", content: { file_name: "a.pdf" } }))).toBe("[文件] a.pdf");
  });

  it("read posts with and without the locale wrapper, and fill system templates", () => {
    const lines = [[{ tag: "text", text: "一" }]];
    expect(postOf({ title: "", content: lines }).lines).toEqual(lines);
    expect(postOf({ zh_cn: { title: "题", content: lines } })).toEqual({ title: "题", lines });
    expect(
      systemText({ template: "{from_user} 邀请 {to_chatters}", from_user: ["甲"], to_chatters: ["乙", "丙"] }),
    ).toBe("甲 邀请 乙、丙");
  });

  it("turn names back into mentions, the longer name first", () => {
    const members = [
      { openId: "ou_1", name: "王干" },
      { openId: "ou_2", name: "王干部" },
    ];
    expect(encodeMentions("@企服 问 @王干部 和 @王干", "企服", members)).toBe("@bot 问 @[ou_2] 和 @[ou_1]");
  });
});

describe("who is shown", () => {
  it("starts with one of each side, or with whoever was chosen and still is there", () => {
    expect(startPeople(TOWN.people, null)).toEqual(["ou_li", "ou_wang", "ou_zhao"]);
    expect(startPeople(TOWN.people, JSON.stringify(["ou_out", "ou_nobody"]))).toEqual(["ou_out"]);
    expect(startPeople(TOWN.people, "{broken")).toEqual(["ou_li", "ou_wang", "ou_zhao"]);
  });

  it("always lists the bot first, even before the first word", () => {
    const row = { kind: "group" as const, name: "群", unread: 0, summary: "", dissolved: false };
    const state = {
      ...initialState("light"),
      rows: {
        ou_a: [
          { ...row, chatId: "oc_1", lastAt: 1 },
          { ...row, chatId: "oc_2", lastAt: 2 },
        ],
      },
    };
    expect(rowsFor(state, "ou_a").map((one) => one.chatId)).toEqual([BOT_CHAT, "oc_2", "oc_1"]);
  });

  it("gives a stable face", () => {
    expect(initials("苗德润")).toBe("德润");
    expect(initials("Li Na")).toBe("LI");
    expect(hueOf("苗德润")).toBe(hueOf("苗德润"));
  });
});

describe("times in Shanghai", () => {
  it("are said as people say them", () => {
    expect(fullClock(NOON)).toBe("11月24日 周二 12:00");
    expect(separatorTime(NOON, NOON)).toBe("今天 12:00");
    expect(separatorTime(NOON - 86_400_000, NOON)).toBe("昨天 12:00");
    expect(separatorTime(NOON - 4 * 86_400_000, NOON)).toBe("11月20日 周五 12:00");
    expect(listTime(NOON - 3 * 86_400_000, NOON)).toBe("周六");
    expect(listTime(NOON - 400 * 86_400_000, NOON)).toBe("2025/10/20");
    expect(dateText(NOON, "YYYY-MM-DD")).toBe("2026-11-24");
  });
});

describe("the wire", () => {
  const entry = (seq: number, change: Partial<SandboxWire>): SandboxWire => ({
    seq,
    at: 0,
    kind: "api",
    name: "POST /x",
    status: 200,
    latencyMs: 1,
    request: {},
    response: {},
    ...change,
  });

  it("filters by kind, by failure in the platform's sense, and by words anywhere", () => {
    const wire = [
      entry(1, { kind: "event", request: { text: "停电" } }),
      entry(2, { code: 230020 }),
      entry(3, { status: 500 }),
      entry(4, { code: 0 }),
    ];
    expect(filterWire(wire, "all", "").map((one) => one.seq)).toEqual([4, 3, 2, 1]);
    expect(filterWire(wire, "error", "").map((one) => one.seq)).toEqual([3, 2]);
    expect(filterWire(wire, "event", "停电").map((one) => one.seq)).toEqual([1]);
  });

  it("opens JSON inside JSON", () => {
    expect(JSON.parse(pretty({ content: '{"text":"你好"}' }))).toEqual({ content: { text: "你好" } });
    expect(pretty("plain")).toBe("plain");
    expect(pretty(null)).toBe("");
  });
});
