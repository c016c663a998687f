import { describe, expect, test } from "vitest";
import type { Notice } from "../../../src/desk/outgoing.ts";
import { decodeAction } from "../../../src/feishu/actions/codec.ts";
import { noticeMessage } from "../../../src/feishu/cards/index.ts";
import { HOSTILE } from "../../../src/local/gallery/extremes.ts";
import { LINES, SAYINGS } from "../../../src/local/gallery/lines.ts";
import { AN, YOU } from "../../../src/local/gallery/town.ts";

const context = { now: Date.parse("2026-11-24T09:12:00+08:00"), utcOffsetMinutes: 480 };

const sent = (notice: Notice) => noticeMessage(notice, context);
const text = (notice: Notice): string => {
  const message = sent(notice);
  return message.msgType === "text" ? message.content.text : JSON.stringify(message.content);
};

/** What every button of a message would do, in order. */
function actions(notice: Notice): unknown[] {
  const found: unknown[] = [];
  JSON.stringify(sent(notice).content, (_, value: unknown) => {
    if (typeof value === "object" && value !== null && "behaviors" in value) {
      const { behaviors } = value as { behaviors: { value: unknown }[] };
      found.push(decodeAction({ value: behaviors[0]?.value }));
    }
    return value;
  });
  return found;
}

describe("one sentence goes as text", () => {
  test.each(Object.values(SAYINGS))("$code", (what) => {
    const message = sent({ kind: "said", what });
    expect(message.msgType).toBe("text");
    expect(text({ kind: "said", what })).toMatch(/。$/u);
  });

  test.each(Object.values(LINES))("$code", (line) => {
    expect(sent({ kind: "ticket_line", line }).msgType).toBe("text");
    expect(text({ kind: "ticket_line", line })).toContain(line.title);
    expect(text({ kind: "ticket_line", line }).length).toBeLessThanOrEqual(120);
  });

  test("a person's words in it call nobody and carry no link", () => {
    const line = { ...LINES.supplemented, text: HOSTILE, title: HOSTILE, by: HOSTILE };
    expect(text({ kind: "ticket_line", line })).not.toMatch(/[<>]|\]\(|@_/u);
  });

  test("nobody's name is known of an unknown person: he is the enterprise", () => {
    expect(text({ kind: "ticket_line", line: { ...LINES.urged, by: "" } })).toMatch(/^企业催办/u);
  });

  test("an empty day is one line, with what was done last", () => {
    const notice: Notice = {
      kind: "list",
      what: "tasks",
      rows: [],
      total: 0,
      lastClosed: { no: "QF-20261123-0011", title: "路灯不亮", level: 5, closedAt: context.now - 86_400_000 },
    };
    expect(text(notice)).toBe("手上没有待办。最近一件QF-20261123-0011「路灯不亮」昨天办结，企业评价「非常满意」。");
  });
});

describe("an emergency", () => {
  const emergency = (danger: Extract<Notice, { kind: "emergency" }>["danger"], numbers: readonly string[]): Notice => ({
    kind: "emergency",
    danger,
    numbers,
    duty: AN,
    ticketNo: "QF-20261124-0009",
    askPlace: true,
  });

  test("begins with the number to call, in the header and in the chat list", () => {
    const message = sent(emergency("fire", ["119"]));
    if (message.msgType !== "interactive") throw new Error("a card");
    expect(message.content.header).toMatchObject({
      title: { content: "请马上拨打119，先撤离，不要返回取物。" },
      template: "red",
    });
    expect(message.content.config.summary.content).toBe("请马上拨打119，先撤离，不要返回取物。");
  });

  test.each(["fire", "gas", "injury", "violence", "traffic", "self_harm", "other"] as const)(
    "%s names every number and asks for the place",
    (danger) => {
      const said = text(emergency(danger, ["119", "120"]));
      expect(said).toContain("119、120");
      expect(said).toContain("请回复具体位置");
      expect(said).toContain("安景明 140-0000-0101");
    },
  );

  test("the duty alarm can be taken until somebody has", () => {
    const alarm: Extract<Notice, { kind: "duty_alarm" }> = {
      kind: "duty_alarm",
      ticketId: "t1",
      no: "QF-20261124-0009",
      text: "车间着火了",
      place: null,
      requesterName: null,
      requesterPhone: null,
      enterprise: null,
      at: context.now,
      alarm: 2,
      confirmedBy: null,
    };
    expect(actions(alarm)).toEqual([{ k: "duty", t: "t1" }]);
    expect(text(alarm)).toContain("第2次提醒");
    expect(actions({ ...alarm, confirmedBy: "安景明" })).toEqual([]);
    expect(text({ ...alarm, confirmedBy: "安景明" })).toContain("安景明正在处理");
  });
});

describe("a question has its answers as buttons, and none once it is answered", () => {
  const i = "inbound-1";
  const options = [{ ticketId: "t1", no: "QF-20261123-0003", title: "变压器跳闸" }];

  test.each<readonly [string, Notice, unknown[], Notice]>([
    [
      "which",
      { kind: "which_ticket", inboundId: i, quote: "那个事", options, chosen: null },
      [
        { k: "choose", i, t: "t1" },
        { k: "choose", i, t: null },
      ],
      { kind: "which_ticket", inboundId: i, quote: "那个事", options, chosen: "t1" },
    ],
    [
      "what was said of a solved matter",
      { kind: "which_ticket", inboundId: i, quote: "还没电", options, chosen: null, solved: "r0" },
      [
        { k: "choose", i, t: "t1", done: "r0" },
        { k: "choose", i, t: null, done: "r0" },
      ],
      { kind: "which_ticket", inboundId: i, quote: "还没电", options: [], chosen: "t1", solved: "r0" },
    ],
    [
      "is it a request",
      { kind: "is_request", inboundId: i, quote: "唉", state: "asked" },
      [
        { k: "request", i, d: "yes" },
        { k: "request", i, d: "no" },
      ],
      { kind: "is_request", inboundId: i, quote: "唉", state: "no" },
    ],
    [
      "relay",
      { kind: "relay", inboundId: i, ticketId: "t1", no: "QF-1", quote: "下午到", state: "asked" },
      [
        { k: "relay", i, t: "t1", d: "send" },
        { k: "relay", i, t: "t1", d: "keep" },
        { k: "relay", i, t: "t1", d: "drop" },
      ],
      { kind: "relay", inboundId: i, ticketId: "t1", no: "QF-1", quote: "下午到", state: "sent" },
    ],
    [
      "complaint",
      { kind: "complaint_offer", inboundId: i, state: "asked", disciplinePhone: "" },
      [
        { k: "complaint", i, d: "ordinary" },
        { k: "complaint", i, d: "about" },
      ],
      { kind: "complaint_offer", inboundId: i, state: "ordinary", disciplinePhone: "" },
    ],
    [
      "possible danger",
      { kind: "possible_danger", inboundId: i, numbers: ["119"], ticketId: "t1", state: "asked" },
      [
        { k: "danger", i, t: "t1", d: "yes" },
        { k: "danger", i, t: "t1", d: "no" },
      ],
      { kind: "possible_danger", inboundId: i, numbers: [], ticketId: "t1", state: "yes" },
    ],
    [
      "several",
      { kind: "several", inboundId: i, rows: [], state: "asked" },
      [
        { k: "several", i, d: "right" },
        { k: "several", i, d: "wrong" },
      ],
      { kind: "several", inboundId: i, rows: [], state: "right" },
    ],
    [
      "who are you",
      { kind: "identity_form", ticketNo: "QF-1", state: "asked", name: null, enterprise: null },
      [{ k: "identify" }],
      { kind: "identity_form", ticketNo: "QF-1", state: "waiting", name: "a", enterprise: "b" },
    ],
  ])("%s", (_, asked, expected, answered) => {
    expect(actions(asked)).toEqual(expected);
    expect(actions(answered)).toEqual([]);
  });
});

test("the answer to 哪一件 is said back, whether or not its title is at hand", () => {
  const asked = { kind: "which_ticket", inboundId: "i", quote: "那个事" } as const;
  const options = [{ ticketId: "t1", no: "QF-20261123-0003", title: "变压器跳闸" }];
  expect(text({ ...asked, options, chosen: "t1" })).toContain("好的，是「变压器跳闸」。");
  expect(text({ ...asked, options: [], chosen: "t1" })).toContain("已记到您选的那一件");
  expect(text({ ...asked, options: [], chosen: "" })).toContain("按新的事登记");
});

describe("a list", () => {
  const row = (n: number) => ({
    ticketId: `t${n}`,
    no: `QF-20261124-${String(n).padStart(4, "0")}`,
    title: `第${n}件`,
    light: "green" as const,
    stage: "in_progress" as const,
    categoryName: null,
    responsible: YOU,
    resolveBy: context.now + 3 * 86_400_000,
    provisional: false,
    workingDaysLeft: 3,
  });
  const list = (count: number, page?: number): Notice => ({
    kind: "list",
    what: "tasks",
    rows: Array.from({ length: count }, (_, n) => row(n + 1)),
    total: count,
    lastClosed: null,
    ...(page === undefined ? {} : { page }),
  });
  const opened = (notice: Notice) => actions(notice).filter((action) => (action as { k: string }).k === "view");

  test("shows a colleague one screen at a time, with more behind a button (voice.md 6)", () => {
    expect(opened(list(25))).toHaveLength(6);
    expect(actions(list(25)).at(-1)).toEqual({ k: "show", what: "tasks", page: 1 });
    expect(text(list(25))).toContain("更多");
    expect(opened(list(25, 4))).toEqual([{ k: "view", t: "t25" }]);
    expect(actions(list(25, 4)).at(-1)).toEqual({ k: "show", what: "tasks", page: 3 });
    expect(text(list(13, 2))).toContain("第13到13件，共13件");
  });

  test("shows an enterprise ten at a time", () => {
    const matters = { ...list(25), what: "matters" } as Notice;
    expect(opened(matters)).toHaveLength(10);
    expect(actions(matters).at(-1)).toEqual({ k: "show", what: "matters", page: 1 });
  });

  test.each([-1, 99, 0.5, Number.NaN])("page %s is answered with a page that exists", (page) => {
    expect(opened(list(25, page)).length).toBeGreaterThan(0);
  });
});
