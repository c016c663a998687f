import { expect, test } from "vitest";
import type { LearnedExample } from "../../src/assistant/index.ts";
import { createAssistant } from "../../src/assistant/index.ts";
import type { Understanding } from "../../src/assistant/types.ts";

const said = (text: string, examples: readonly LearnedExample[]): Promise<Understanding> =>
  createAssistant({ examples: () => examples }).understand({
    id: "1",
    text,
    sentAt: Date.parse("2026-11-24T10:00:00+08:00"),
    channel: "p2p",
    context: { openTickets: [], lastBot: null, replyTo: null },
  });
const lesson = (text: string, intent: LearnedExample["intent"]): LearnedExample => ({
  id: "ex_1",
  text,
  intent,
  category: null,
});

test("what was called no request quiets the same words, and never an outage told in other ones", async () => {
  const drill = lesson("测试一下系统,园区纬二路停电", "other");
  expect((await said("测试一下系统，园区纬二路停电", [drill])).intent).toBe("other");
  for (const text of ["园区纬二路停电了", "测试车间纬二路停电了", "园区纬二路停电,系统全停了"])
    expect((await said(text, [drill])).intent, text).toBe("new_request");
});

test("a question that was answered is a question the next time, not a request", async () => {
  const asked = "请问镇里今年的篮球比赛什么时候报名,麻烦安排人回复一下";
  expect((await said(asked, [])).intent).toBe("new_request");
  const taught = await said(asked, [lesson(asked, "question")]);
  expect(taught).toMatchObject({ intent: "question", urgency: "low", by: "examples" });
  expect(taught.items.every(({ intent }) => intent === "question")).toBe(true);
});
