import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TicketAction } from "../../../src/desk/views/ticket-actions.ts";
import { FORM_ACTIONS } from "../../../src/desk/views/ticket-actions.ts";
import type { Audience, TicketView } from "../../../src/desk/views/ticket-view.ts";
import { decodeAction } from "../../../src/feishu/actions/codec.ts";
import { errorCard, supersededCard, ticketCard } from "../../../src/feishu/cards/index.ts";
import type { Card } from "../../../src/feishu/cards/index.ts";
import { cardBytes } from "../../../src/feishu/cards/fit.ts";
import type { Button, Form, Markdown } from "../../../src/feishu/cards/types.ts";
import { HOSTILE } from "../../../src/local/gallery/extremes.ts";
import { CATEGORIES, COLLEAGUES, UNITS } from "../../../src/local/gallery/town.ts";
import { STEPS } from "../../../src/local/gallery/steps.ts";
import { at, view } from "../../../src/local/gallery/views.ts";
import type { Inline } from "../../../src/sandbox/page/cards/markdown-inline.ts";
import { parseMarkdown } from "../../../src/sandbox/page/cards/markdown.ts";

type Node = Record<string, unknown>;

function nodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== "object" || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodes)];
}

const all = <T>(card: Card, tag: string): T[] => nodes(card).filter((node) => node["tag"] === tag) as T[];
const buttons = (card: Card): Button[] => all<Button>(card, "button");
const labels = (card: Card): string[] => buttons(card).map((button) => button.text.content);
const actionOf = (button: Button | undefined) => decodeAction({ value: button?.behaviors[0]?.value });
const readable = (card: Card): string =>
  all<Markdown>(card, "markdown")
    .map(({ content }) => content)
    .join("\n");

const REQUESTER: readonly TicketAction[] = ["supplement", "urge", "withdraw"];
const CHOICES = {
  projects: [{ id: "P03", name: "冷链仓储及分拨中心", leader: "云致远" }],
  colleagues: COLLEAGUES,
  units: UNITS,
  categories: CATEGORIES,
  olderTickets: [{ id: "t0", label: "QF-20261123-0003 变压器跳闸" }],
  level: 2 as const,
  days: [at("2026-11-27 17:30"), at("2026-12-10 17:30")],
};

describe("a receipt", () => {
  test("says answer, person, phone and time in header and first paragraph", () => {
    const card = ticketCard(view({ actions: REQUESTER }));
    expect(card.header?.title.content).toBe("已收到，正在派给公用事业服务站");
    expect(card.header?.subtitle?.content).toBe("QF-20261124-0007");
    const [first] = card.body.elements as Markdown[];
    expect(first?.content.split("\n")).toEqual([
      "**纬二路停电，注塑机停产**（供电 · 紧急）",
      "负责人：房若水 140-0000-0106",
      "最晚11月24日(周二)10:30前联系您",
      "最晚11月26日(周四)17:30前办完",
    ]);
    expect(labels(card)).toEqual(["补充材料", "催办", "撤回"]);
    expect(card.config.summary.content).toBe("已收到，正在派给公用事业服务站 · 纬二路停电，注塑机停产");
  });

  test("after hours names the next working time and the phone that answers now", () => {
    const night = { now: at("2026-11-24 21:40"), nextWorkingAt: at("2026-11-25 08:30") };
    expect(readable(ticketCard(view(night)))).toContain(
      "11月25日(周三)上午8:30上班后处理。下班时间有急事，请打值班电话0000-8880102。",
    );
    expect(readable(ticketCard(view({ ...night, deskPhone: "" })))).not.toContain("值班电话");
    expect(readable(ticketCard(view({})))).not.toContain("下班");
  });

  test("says that a date may still move when its calendar is not known", () => {
    expect(readable(ticketCard(view({ provisional: true })))).toContain("日期可能调整");
  });

  test("tells bad news before it is asked for", () => {
    const card = ticketCard(view({ ...STEPS.overdue, actions: ["urge"] }));
    expect(card.header).toMatchObject({ title: { content: "已过期限，还在办理" }, template: "red" });
    expect(readable(card)).toContain("已超3个工作日");
    expect(readable(ticketCard(view(STEPS.contact_late)))).toContain("说好的时间还没联系您");
  });
});

describe("buttons", () => {
  test("nothing is shown that cannot work now", () => {
    for (const audience of ["requester", "task", "dispatcher", "watch", "group"] satisfies Audience[]) {
      expect(buttons(ticketCard(view({ audience })))).toEqual([]);
    }
  });

  test("three in sight, the rest behind 更多, which shows all of them and the way back", () => {
    const many = view({ ...STEPS.accepted, audience: "task", actions: ["resolve", "progress", "materials", "return"] });
    const rest = ticketCard(many);
    expect(labels(rest)).toEqual(["办结", "写进展", "更多"]);
    expect(buttons(rest).map(({ type }) => type)).toEqual(["primary_filled", "default", "default"]);
    expect(actionOf(buttons(rest)[2])).toEqual({ k: "mode", m: "more", t: many.ticketId });
    const more = ticketCard(many, "more");
    expect(labels(more)).toEqual(["办结", "写进展", "请补充", "不归我管", "返回"]);
    expect(actionOf(buttons(more)[4])).toEqual({ k: "mode", m: "main", t: many.ticketId });
  });

  test("a press carries ticket and version", () => {
    const [first] = buttons(ticketCard(view({ audience: "task", version: 7, actions: ["accept"] })));
    expect(actionOf(first)).toEqual({ k: "press", a: "accept", t: view({}).ticketId, v: 7 });
  });

  test("five marks and 没解决, none of them put forward", () => {
    const card = ticketCard(view({ ...STEPS.resolved, actions: ["supplement", "rate", "not_solved"] }));
    expect(labels(card)).toEqual(["非常满意", "满意", "基本满意", "不满意", "非常不满意", "没解决", "补充材料"]);
    const marks = buttons(card).slice(0, 6);
    expect(new Set(marks.map(({ type }) => type))).toEqual(new Set(["default"]));
    expect(marks.slice(0, 5).map((mark) => (actionOf(mark) as { level: number }).level)).toEqual([5, 4, 3, 2, 1]);
  });
});

describe("an opened form", () => {
  const ACTIONS: readonly TicketAction[] = [...FORM_ACTIONS, "rate"];

  test.each(ACTIONS)("%s: its button says by value and by name what it does, and 返回 stands outside", (action) => {
    const card = ticketCard(view({ audience: "task", version: 3, actions: [action] }), action, CHOICES);
    const [form, ...more] = all<Form>(card, "form");
    expect(more).toEqual([]);
    const submit = form?.elements.at(-1) as Button;
    const answered: Partial<Record<TicketAction, object>> = {
      rate: { level: 2, q: "r0" },
      supervise_reply: { q: "s0" },
      level_up: { q: "l0" },
    };
    const extra = answered[action] ?? {};
    const expected = { k: "submit", a: action, t: view({}).ticketId, v: 3, ...extra };
    expect(actionOf(submit)).toEqual(expected);
    expect(decodeAction({ name: submit.name ?? null })).toEqual(expected);
    expect(submit.form_action_type).toBe("submit");
    expect(buttons(card).at(-1)?.text.content).toBe("返回");
    expect(form?.elements).not.toContainEqual(
      expect.objectContaining({ text: { tag: "plain_text", content: "返回" } }),
    );
  });

  test.each(["withdraw", "merge", "refuse"] satisfies TicketAction[])("%s asks once more", (action) => {
    const card = ticketCard(view({ audience: "dispatcher", actions: [action] }), action, CHOICES);
    const submit = all<Form>(card, "form")[0]?.elements.at(-1) as Button;
    expect(submit.type).toBe("danger_filled");
    expect(submit.confirm).toMatchObject({ title: { content: expect.stringMatching(/./u) } });
  });

  test("whose action has become impossible falls back to the card as it is", () => {
    const stale = view({ audience: "task", actions: ["accept"] });
    expect(ticketCard(stale, "resolve", CHOICES)).toEqual(ticketCard(stale));
  });

  test("with nothing to choose from says so instead of an empty list", () => {
    const card = ticketCard(view({ audience: "dispatcher", actions: ["merge"] }), "merge", { olderTickets: [] });
    expect(all(card, "form")).toEqual([]);
    expect(readable(card)).toContain("现在没有可选的");
    expect(labels(card)).toEqual(["返回"]);
  });

  test("a choice that comes twice is offered once, because the platform refuses the card otherwise", () => {
    const twice = { categories: [...CATEGORIES, ...CATEGORIES], category: "nonsense" };
    const card = ticketCard(view({ audience: "dispatcher", actions: ["dispatch"] }), "dispatch", twice);
    const [select] = all<{ options: unknown[]; initial_option?: string }>(card, "select_static");
    expect(select?.options).toHaveLength(CATEGORIES.length);
    expect(select?.initial_option).toBeUndefined();
  });

  test("papers asked for a second time need their reason", () => {
    const asked = (materialsRequests: number) =>
      all(ticketCard(view({ audience: "task", actions: ["materials"], materialsRequests }), "materials"), "input");
    expect(asked(0)).toHaveLength(1);
    expect(asked(1)).toHaveLength(2);
  });
});

describe("what a leader decides and supervises", () => {
  const leader = (change: Partial<TicketView>) => ticketCard(view({ audience: "leader", ...change }));

  test("is on his card with reason, new date and the time he has", () => {
    const card = leader({ ...STEPS.extension_asked, actions: ["approve", "deny", "supervise", "level_up"] });
    expect(card.header).toMatchObject({
      subtitle: { content: "请在11月25日(周三)17:30前批，不批按不同意处理" },
      template: "orange",
    });
    expect(readable(card)).toContain(
      "尤在渊申请延期到12月10日(周四)\n一般最晚只能延到12月8日(周二)，这次是按疑难的事申请的\n原因：要等市里地籍核查结果，11月30日出",
    );
    expect(labels(card)).toEqual(["同意", "不同意", "更多"]);
  });

  test("stays with its answer while the next one waits for a reply", () => {
    const card = leader(STEPS.supervised);
    expect(readable(card)).toContain("柏启新提醒：请尽快联系企业\n已回复督办：已联系，周一换线");
    expect(readable(card)).toContain("柏启新督办：请明天上午到现场看一下，请在12月2日(周三)12:00前回复");
    expect(readable(card)).toContain("已提级，请分管领导协调");
  });

  test("tells the worker who has to say yes, and the enterprise nothing before that", () => {
    expect(readable(ticketCard(view({ ...STEPS.extension_asked, audience: "task" })))).toContain(
      "已申请延期到12月10日(周四)，等柏启新批",
    );
    expect(readable(ticketCard(view(STEPS.extension_asked)))).not.toContain("申请延期");
    expect(readable(ticketCard(view(STEPS.extended)))).toContain(
      "已延到12月10日(周四)：要等市里地籍核查结果，11月30日出",
    );
  });

  test("parks with a date that the enterprise reads first, and ends with a reason", () => {
    expect(ticketCard(view(STEPS.parked)).header).toMatchObject({
      title: { content: "现在还办不了，2027年3月1日(周一)再办" },
      template: "grey",
    });
    expect(readable(ticketCard(view(STEPS.terminated)))).toContain("终止原因：企业多次联系不上，也没有补材料");
  });

  test("another unit sees its own part first, the lead unit all parts", () => {
    const assist = ticketCard(view({ ...STEPS.assisted, audience: "assist", actions: ["assist_done"] }));
    expect(assist.header).toMatchObject({
      subtitle: { content: "请在11月25日(周三)17:30前办好会办的部分" },
      template: "orange",
    });
    expect(readable(assist)).toContain("请您会办：请核实这段路的管线位置");
    const assists = STEPS.assisted.assists.map((one) => ({ ...one, mine: false }));
    const lead = readable(ticketCard(view({ ...STEPS.assisted, assists, audience: "task" })));
    expect(lead).toContain("会办：规划建设和交通办公室郎清越，11月25日(周三)17:30前");
    expect(lead).toContain("会办：工业园区管理办公室已办好，已通知12家企业");
    expect(lead).not.toContain("请您会办");
  });
});

describe("who sees what", () => {
  test("a group: number, state, who, and no more", () => {
    const card = ticketCard(view({ ...STEPS.contacted, audience: "group" }));
    expect(card.header?.title.content).toBe("QF-20261124-0007 正在办理");
    expect(readable(card)).toContain("负责人：尤在渊（公用事业服务站）");
    expect(JSON.stringify(card)).not.toMatch(/140|停电|苗德润|禾穗/u);
  });

  test("a list of papers is whole, however long", () => {
    const materials = Array.from({ length: 25 }, (_, i) => `第${i + 1}号文件`);
    const card = ticketCard(view({ ...STEPS.paused, materials }));
    expect(card.header?.title.content).toBe("还差25份材料，请您补充");
    for (const paper of materials) expect(readable(card)).toContain(paper);
  });

  test("what was done before a ticket came back is no news", () => {
    expect(readable(ticketCard(view(STEPS.contacted)))).toContain("11月24日(周二)10:05进展：");
    const again = ticketCard(view(STEPS.redo)).body.elements.filter(({ tag }) => tag === "markdown");
    expect(JSON.stringify(again)).not.toContain("进展：");
  });

  test("an old card is one grey line, an error has its reference", () => {
    const old = supersededCard(view({}));
    expect(old.header).toBeUndefined();
    expect(readable(old)).toContain("已有新卡片");
    expect(readable(errorCard("E-1"))).toContain("E-1");
  });
});

const KINDS = new Set<Inline["type"]>(["text", "br", "bold", "font"]);

function kindsOf(inlines: readonly Inline[]): Inline["type"][] {
  return inlines.flatMap((inline) => [inline.type, ...("children" in inline ? kindsOf(inline.children) : [])]);
}

test("whatever people write, a card has only the catalogue's own looks, the same elements, and fits", () => {
  const words = fc.oneof(
    fc.constant(HOSTILE),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.integer({ min: 1, max: 400 }).map((n) => "<[*&_`".repeat(n)),
  );
  const changes = fc.record({
    title: words,
    text: words,
    place: words,
    materials: fc.array(words, { maxLength: 12 }),
    history: fc.array(
      words.map((text): TicketView["history"][number] => ({
        at: at("2026-11-24 09:30"),
        kind: "progress",
        by: text,
        text,
      })),
      { maxLength: 40 },
    ),
    result: words.map((text) => ({ text, benefitYuan: null, at: at("2026-11-24 09:30") })),
    refusal: fc.record({ reason: words, properWay: words }),
    audience: fc.constantFrom<Audience>("requester", "task", "dispatcher", "watch", "group"),
    stage: fc.constantFrom<TicketView["stage"]>("triage", "in_progress", "awaiting_requester", "closed", "refused"),
  });
  fc.assert(
    fc.property(changes, (change) => {
      const card = ticketCard(view({ ...change, actions: ["progress"] }));
      expect(cardBytes(card)).toBeLessThanOrEqual(30 * 1024);
      expect(nodes(card).filter((node) => typeof node["tag"] === "string").length).toBeLessThanOrEqual(200);
      for (const { content } of all<Markdown>(card, "markdown"))
        for (const block of parseMarkdown(content)) {
          expect(block.type).toBe("paragraph");
          if (block.type === "paragraph") for (const kind of kindsOf(block.children)) expect(KINDS).toContain(kind);
        }
    }),
    { numRuns: 300 },
  );
});
