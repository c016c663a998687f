import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxStory } from "../../../src/sandbox/protocol.ts";
import { start } from "../support/start.ts";
import { expectAccessible, launch, open, shot } from "./browser.ts";
import { deskBot } from "./desk-bot.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A clock that moves a second at each look: messages in order, without waiting. */
const ticking = (): (() => number) => {
  let now = Date.parse("2026-11-24T01:00:00Z");
  return () => (now += 1000);
};

describe("a long chat", () => {
  it("stays at the bottom, keeps still when scrolled up, and loads older messages above", async () => {
    const { sandbox, control } = await start({ now: ticking(), eventsUrl: null });
    for (let n = 1; n <= 2000; n += 1) control.say("ou_wang", `第${n}条`, "oc_staff");
    const page = await open(browser, sandbox.url);
    const zhao = page.getByRole("region", { name: "赵主任的飞书" });
    await zhao.getByRole("button", { name: /办公群/u }).click();
    const log = zhao.getByRole("log");
    await log.getByText("第2000条", { exact: true }).waitFor();
    const gap = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    await expect.poll(gap).toBeLessThan(2);

    control.say("ou_wang", "到底了", "oc_staff");
    await log.getByText("到底了", { exact: true }).waitFor();
    await expect.poll(gap).toBeLessThan(2);

    await log.evaluate((box) => box.scrollTo({ top: box.scrollHeight / 2 }));
    const seen = log.getByText("第1975条", { exact: true });
    await expect.poll(() => seen.isVisible()).toBe(true);
    const before = await seen.boundingBox();
    control.say("ou_wang", "看不见的新消息", "oc_staff");
    await zhao.getByRole("button", { name: "新消息", exact: true }).waitFor();
    expect((await seen.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);

    // Up to the oldest, page by page.
    await expect
      .poll(
        async () => {
          await log.evaluate((box) => box.scrollTo({ top: 0 }));
          return log.getByText("第1条", { exact: true }).count();
        },
        { timeout: 60_000, interval: 50 },
      )
      .toBe(1);
    expect(await log.locator("[data-message]").count()).toBe(2002);

    // With two thousand messages in the page, jumping into the middle is drawn at once.
    const ms = await page.evaluate<number>(`(async () => {
      const box = document.querySelector("[data-as=ou_zhao] [role=log]");
      const started = performance.now();
      box.scrollTo({ top: box.scrollHeight / 3 });
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - started;
    })()`);
    expect(ms).toBeLessThan(500);
    await zhao.getByRole("button", { name: "新消息", exact: true }).click();
    await expect.poll(gap).toBeLessThan(2);
  });

  it("does not move what is read when older messages come in above", async () => {
    const { sandbox, control } = await start({ now: ticking(), eventsUrl: null });
    for (let n = 1; n <= 120; n += 1) control.say("ou_wang", `第${n}条`, "oc_staff");
    const page = await open(browser, sandbox.url);
    const zhao = page.getByRole("region", { name: "赵主任的飞书" });
    await zhao.getByRole("button", { name: /办公群/u }).click();
    const log = zhao.getByRole("log");
    await log.getByText("第71条", { exact: true }).waitFor({ state: "attached" });
    await log.evaluate((box) => box.scrollTo({ top: 150 }));
    const before = await log.getByText("第75条", { exact: true }).boundingBox();
    await log.getByText("第21条", { exact: true }).waitFor({ state: "attached" });
    const after = await log.getByText("第75条", { exact: true }).boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 999))).toBeLessThan(60);
  });
});

describe("the story", () => {
  const story: SandboxStory = {
    title: "一件停电诉求",
    intro: "看看一件事怎样有人接、有结果。",
    steps: [
      { caption: "李厂长像给熟人发消息一样说事。", as: "李厂长", do: { op: "say", text: "纬二路停电了" } },
      { caption: "几秒后他知道谁来办。", as: "李厂长", do: { op: "wait", text: "最晚今天10:30前联系您" } },
      { caption: "王干部接收。", as: "王干部", do: { op: "click", label: "接收", near: "纬二路停电" } },
      { as: "王干部", do: { op: "wait", text: "正在办理" } },
      { caption: "一小时过去。", do: { op: "clock", move: { op: "advance", ms: 3_600_000 } } },
      {
        caption: "填上结果，办结。",
        as: "王干部",
        do: { op: "click", label: "办结", form: { result: "23:40恢复供电" } },
      },
      { caption: "领导在群里看到。", as: "赵主任", chat: "办公群", do: { op: "wait", text: "办结1件" } },
    ],
  };

  it("plays to its end on its own", async () => {
    const started = await start({ now: ticking(), story });
    const { actions } = deskBot(started);
    const page = await open(browser, started.sandbox.url);
    await page.getByRole("button", { name: "故事" }).click();
    const bar = page.getByRole("region", { name: "故事：一件停电诉求" });
    await bar.getByText("看看一件事怎样有人接、有结果。").waitFor();
    await bar.getByRole("button", { name: "快" }).click();
    await bar.getByRole("button", { name: "开始" }).click();
    await bar.getByText("王干部接收。").waitFor();
    await shot(page, "story");
    await bar.getByText("演完了").waitFor({ timeout: 60_000 });
    await shot(page, "story-end");
    await expectAccessible(page);
    expect(actions.map((action) => action["value"] ?? action["form_value"])).toEqual([
      { a: "accept" },
      { result: "23:40恢复供电" },
    ]);
    await page.getByRole("region", { name: "赵主任的飞书" }).getByRole("log").getByText("办结1件").waitFor();
  });

  it("fits a phone, and changes the person on the screen with the story", async () => {
    const started = await start({ now: ticking(), story });
    deskBot(started);
    const page = await open(browser, started.sandbox.url, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.getByRole("button", { name: "故事" }).click();
    const bar = page.getByRole("region", { name: "故事：一件停电诉求" });
    await bar.getByRole("button", { name: "快" }).click();
    for (const done of ["2/7", "3/7", "4/7"]) {
      await bar.getByRole("button", { name: "下一步" }).click();
      await bar.getByText(done).waitFor();
    }
    await page.getByRole("region", { name: "王干部的飞书" }).getByText("正在办理：纬二路停电").last().waitFor();
    await shot(page, "story-phone");
    await expectAccessible(page);
  });

  it("goes step by step, and says what did not happen", async () => {
    const broken: SandboxStory = {
      ...story,
      steps: [
        story.steps[0] ?? { do: { op: "look" } },
        { as: "李厂长", do: { op: "wait", text: "不会有的话", timeoutMs: 200 } },
        { as: "查无此人", do: { op: "look" } },
      ],
    };
    const started = await start({ story: broken });
    deskBot(started);
    const page = await open(browser, started.sandbox.url);
    await page.getByRole("button", { name: "故事" }).click();
    const bar = page.getByRole("region", { name: "故事：一件停电诉求" });
    await bar.getByRole("button", { name: "快" }).click();
    await bar.getByRole("button", { name: "下一步" }).click();
    await bar.getByText("2/3").waitFor();
    expect(started.control.chats("ou_li").find((row) => row.kind === "p2p")?.lastAt).toBeGreaterThan(0);
    await bar.getByRole("button", { name: "下一步" }).click();
    await bar.getByText("没有等到“不会有的话”").waitFor();
    await bar.getByRole("button", { name: "跳过这一步" }).click();
    await bar.getByRole("button", { name: "下一步" }).click();
    await bar.getByText("故事里的“查无此人”不在这个镇").waitFor();
  });
});
