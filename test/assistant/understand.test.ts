import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlind } from "../../scripts/eval/blind.ts";
import { readLabelled } from "../../scripts/eval/labels.ts";
import type { LabelledMessage } from "../../scripts/eval/labels.ts";
import { score } from "../../scripts/eval/score.ts";
import { CATEGORIES } from "../../src/assistant/category/lexicon.ts";
import { createAssistant } from "../../src/assistant/index.ts";
import { INTENTS } from "../../src/assistant/types.ts";
import { message, ticket } from "./messages.ts";

const assistant = createAssistant();

async function shares(labelled: readonly LabelledMessage[]): Promise<ReadonlyMap<string, number>> {
  const answers = [];
  for (const one of labelled) answers.push({ labelled: one, understood: await assistant.understand(one.message) });
  return new Map([...score(answers).measures].map(([name, { right, all }]) => [name, right / all]));
}

describe("the sixty sample messages", () => {
  it("are understood as labelled", async () => {
    const share = await shares(readLabelled(new URL("../../db/sample/messages.jsonl", import.meta.url)));
    for (const gate of ["emergency recall", "no false emergency", "confidential recall", "emergency numbers"])
      expect(share.get(gate), gate).toBe(1);
    for (const name of ["intent", "category", "urgency", "number of matters", "deadline", "rating"])
      expect(share.get(name), name).toBeGreaterThanOrEqual(0.98);
  });
});

describe("the sets written blind", () => {
  it.each(["blind-1", "blind-2", "blind-3", "blind-4", "blind-5", "blind-6", "blind-7", "blind-8", "blind-9"])(
    "%s stays understood",
    async (name) => {
      const share = await shares(readBlind(new URL(`../../db/examples/check/${name}.txt`, import.meta.url)));
      expect(share.get("no false emergency")).toBe(1);
      expect(share.get("confidential recall") ?? 1).toBe(1);
      expect(share.get("emergency recall")).toBeGreaterThan(0.9);
      expect(share.get("intent")).toBeGreaterThan(0.85);
      expect(share.get("category")).toBeGreaterThan(0.87);
      expect(share.get("number of matters")).toBeGreaterThan(0.94);
    },
  );
});

describe("the tenth and the eleventh set, written blind and hard", () => {
  it.each(["blind-10", "blind-11"])("%s stays understood", async (name) => {
    const share = await shares(readLabelled(new URL(`../../db/examples/check/${name}.jsonl`, import.meta.url)));
    for (const gate of ["emergency recall", "no false emergency", "confidential recall"])
      expect(share.get(gate), gate).toBe(1);
    expect(share.get("intent")).toBeGreaterThan(0.95);
    expect(share.get("category")).toBeGreaterThan(0.9);
    expect(share.get("number of matters")).toBeGreaterThan(0.95);
  });
});

it("the twelfth set, in the proportions of a real desk, is understood by ears that never learned from it", async () => {
  const share = await shares(readLabelled(new URL("../../db/examples/check/blind-12.jsonl", import.meta.url)));
  expect(share.get("emergency recall")).toBe(1);
  expect(share.get("no false emergency")).toBeGreaterThan(0.97);
  for (const measure of ["intent", "category", "number of matters"])
    expect(share.get(measure), measure).toBeGreaterThan(0.92);
});

it.each(["厂门口的路灯坏了好几天,晚上工人不敢走", "水管漏了几天了", "路灯几天没亮了", "下水道堵了十几天"])(
  "how long it has lasted is no question: %s",
  async (text) => expect((await assistant.understand(message(text))).intent).toBe("new_request"),
);

it.each(["补贴几天能到账", "办下来要几天", "验收几个工作日"])("how long it takes is one: %s", async (text) =>
  expect((await assistant.understand(message(text))).intent).toBe("question"),
);

describe("several matters", () => {
  it.each([
    ["路灯坏了。另外,想招两个焊工", ["park", "labor"]],
    ["货车没地方停。再有,首贷贴息今年还有没有", ["road", "finance"]],
    ["商标被抢注 + 电梯坏了 + 想招三个焊工", ["market", "park", "labor"]],
  ])("%s", async (text, categories) => {
    const { items } = await assistant.understand(message(text));
    expect(items.map((one) => one.category)).toEqual(categories);
  });
});

describe("words of danger that are none", () => {
  it.each([
    "昨晚看电影看哭了,那个塌楼的镜头太真",
    "租金又涨,这是割我们的肉。能帮着谈谈吗",
    "总不能等哪天真砸了人再修吧",
    "想请老师来讲讲触电怎么施救,五十个人",
  ])("%s", async (text) => {
    expect((await assistant.understand(message(text))).intent).not.toBe("emergency");
  });

  it.each([
    "室友吃鸡打到半夜,今早叫不醒,嘴唇发紫",
    "老王爬塔吊上拍视频的时候掉下来了",
    "教教我怎么急救,老婆噎住了脸都青了",
    "撤单吧,不用管我了,我不想活了",
  ])("but %s", async (text) => {
    expect((await assistant.understand(message(text))).intent).toBe("emergency");
  });
});

describe("any text at all", () => {
  const pieces = fc.constantFrom(
    "停电",
    "着火",
    "投诉",
    "?",
    "1、",
    "另外",
    "QF-20261105-0004",
    "[图片]",
    "\u{1F44D}",
    "<",
    "\uD800",
    "满意",
    "12月31日前",
    "ting dian",
    "\n",
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }).map((parts) => parts.join("")),
  );

  it("gets a well-formed answer", async () => {
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), async (text, withTicket) => {
        const openTickets = withTicket ? [ticket("QF-20261105-0004", "road", "路面破损", "done")] : [];
        const answer = await assistant.understand(
          message(text, { openTickets, lastBot: withTicket ? "请评价(1-5分)" : null }),
        );
        expect(INTENTS).toContain(answer.intent);
        expect(answer.also).not.toContain(answer.intent);
        expect(answer.confidence).toBeGreaterThanOrEqual(0);
        expect(answer.confidence).toBeLessThanOrEqual(1);
        if (answer.category !== null) expect([...CATEGORIES]).toContain(answer.category);
        for (const item of answer.items) {
          expect(Array.from(item.title).length).toBeLessThanOrEqual(20);
          expect(text.includes(item.text)).toBe(true);
        }
        for (const number of answer.emergencyNumbers) expect(["110", "119", "120", "122"]).toContain(number);
        // Where danger is only possible, the numbers are told and the sender is asked.
        expect(answer.emergencyNumbers.length > 0).toBe(answer.intent === "emergency" || answer.perhaps !== undefined);
        expect(answer.urgency === "emergency").toBe(answer.intent === "emergency");
        if (answer.ticketNo !== null) expect(openTickets.map((one) => one.no)).toContain(answer.ticketNo);
        if (answer.rating !== null) expect([1, 2, 3, 4, 5]).toContain(answer.rating);
      }),
      { numRuns: 300 },
    );
  });

  it("is answered the same way twice", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        expect(await assistant.understand(message(text))).toEqual(await assistant.understand(message(text)));
      }),
      { numRuns: 50 },
    );
  });

  it("however long, does not hold the desk up for more than the part that is read", async () => {
    const answer = await assistant.understand(message("停电了。".repeat(20_000)));
    expect(answer.category).toBe("power");
  });
});
