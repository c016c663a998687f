import { describe, expect, it } from "vitest";
import { createAssistant } from "../../src/assistant/index.ts";
import { message, ticket } from "./messages.ts";

const assistant = createAssistant();
const NO = "QF-20261109-0003";
const drain = (state: string) => ticket(NO, "water", "厂门口下水道堵", state);
const GOOD = ["解决了", "解决啦", "搞定了", "问题解决了", "已处理", "通了", "来电了,谢谢", "已经修好了"];
const BAD = ["没解决", "还没修好", "不通", "还是老样子"];

describe("how a matter came out, in a few words that nobody asked for (000-16, 003-09)", () => {
  it.each(GOOD)("%s is the mark of what is done, and news of what is in work — never a new matter", async (words) => {
    for (const state of ["done", "closed", "in_progress"]) {
      const answer = await assistant.understand(message(words, { openTickets: [drain(state)] }));
      expect(answer).toMatchObject({ intent: "satisfied", ticketNo: NO, items: [] });
    }
  });

  it.each(BAD)("%s opens again what is done, and urges what is in work", async (words) => {
    const done = await assistant.understand(message(words, { openTickets: [drain("done")] }));
    expect(done).toMatchObject({ intent: "dissatisfied", ticketNo: NO, items: [] });
    expect(done.flags).toContain("reopen");
    const working = await assistant.understand(message(words, { openTickets: [drain("in_progress")] }));
    expect(working).toMatchObject({ intent: "urge", ticketNo: NO, items: [] });
  });

  it.each(["解决了吗", "解决了没有", "我们厂的下水道又堵了,还没通"])("%s is more than that", async (words) => {
    const answer = await assistant.understand(message(words, { openTickets: [drain("in_progress")] }));
    expect(answer.intent).not.toBe("satisfied");
  });
});
