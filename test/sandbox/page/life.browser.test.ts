import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../../src/sandbox/index.ts";
import { start } from "../support/start.ts";
import { BOT, TOWN } from "../support/town.ts";
import { expectAccessible, launch, open, shot } from "./browser.ts";
import { card, deskBot } from "./desk-bot.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const columnOf = (page: Page, name: string): Locator => page.getByRole("region", { name: `${name}的飞书` });

const say = async (column: Locator, words: string): Promise<void> => {
  const box = column.getByRole("textbox", { name: /^发送给/u });
  await box.fill(words);
  await box.press("Enter");
};

const openChat = (column: Locator, name: RegExp): Promise<void> =>
  column
    .getByRole("navigation", { name: /的会话$/u })
    .getByRole("button", { name })
    .click();

describe("three persons at one desk", () => {
  it("plays a request from the first word to the group's notice", async () => {
    const started = await start();
    const { actions } = deskBot(started);
    const page = await open(browser, started.sandbox.url);
    const li = columnOf(page, "李厂长");
    const wang = columnOf(page, "王干部");
    const zhao = columnOf(page, "赵主任");

    await say(li, "纬二路停电了");
    await li.getByRole("log").getByText("已收到，王干部来办").waitFor();
    await wang.getByRole("log").getByText("请在10:30前接收").waitFor();
    await shot(page, "life-1");

    await wang.getByRole("button", { name: "接收", exact: true }).click();
    await wang.getByRole("status").getByText("已接收，请今天联系企业").waitFor();
    await wang.getByRole("log").getByText("正在办理：纬二路停电").waitFor();
    expect(await wang.getByRole("log").getByText("请在10:30前接收").count()).toBe(0);

    await wang.getByRole("button", { name: "办结" }).click();
    await wang.getByRole("alert").getByText("请填写办理结果").waitFor();
    expect(actions).toHaveLength(1);
    await wang.getByRole("textbox", { name: "办理结果" }).fill("23:40恢复供电");
    await shot(page, "life-2");
    await wang.getByRole("button", { name: "办结" }).click();
    await wang.getByRole("log").getByText("已办结：纬二路停电").waitFor();
    await li.getByRole("log").getByText("已办结：23:40恢复供电").waitFor();

    await zhao.getByRole("button", { name: /^办公群办结1件/u }).click();
    await zhao.getByRole("log").getByText("办结1件：23:40恢复供电").waitFor();
    await shot(page, "life-3");
    expect(actions[1]).toEqual({
      tag: "button",
      name: "done",
      form_value: { result: "23:40恢复供电" },
      timezone: "Asia/Shanghai",
    });
  });

  it("mentions, replies, reacts, recalls and attaches as people do", async () => {
    const started = await start();
    deskBot(started);
    const page = await open(browser, started.sandbox.url);
    const wang = columnOf(page, "王干部");
    const zhao = columnOf(page, "赵主任");
    await openChat(zhao, /办公群/u);
    await openChat(wang, /办公群/u);

    await zhao.getByRole("button", { name: "@成员" }).click();
    await page.getByRole("menuitem", { name: "企服" }).click();
    await say(zhao, `${await zhao.getByRole("textbox", { name: /^发送给/u }).inputValue()}发一下日报`);
    const received = await wang.getByRole("log").getByText("@企服").textContent();
    expect(received).toBe("@企服");
    expect(started.bot.of("im.message.receive_v1")[0]?.body["event"].message.mentions).toMatchObject([
      { name: "企服", mentioned_type: "bot" },
    ]);

    const heard = wang.locator("[data-message]").filter({ hasText: "发一下日报" }).first();
    await heard.hover();
    await heard.getByRole("button", { name: "回复" }).click();
    await say(wang, "马上");
    await zhao.getByRole("log").getByText("回复 赵主任：@企服 发一下日报").waitFor();

    await heard.hover();
    await heard.getByRole("button", { name: "表情回应" }).click();
    await page.getByRole("menuitem", { name: /OK/u }).click();
    await zhao.getByRole("button", { name: "OK，王干部" }).waitFor();

    const own = wang.locator("[data-message]").filter({ hasText: "马上" });
    await own.hover();
    await own.getByRole("button", { name: "撤回" }).click();
    await zhao.getByRole("log").getByText("王干部撤回了一条消息").waitFor();

    for (const sample of ["现场照片（样例）", "语音（样例）", "情况说明（样例）"]) {
      await wang.getByRole("button", { name: "发送图片、语音或文件" }).click();
      await page.getByRole("menuitem", { name: sample }).click();
    }
    await zhao.getByRole("img", { name: "图片" }).waitFor();
    await zhao.getByRole("img", { name: "语音 5秒" }).waitFor();
    await zhao.getByRole("log").getByText("情况说明.txt").waitFor();
    await shot(page, "life-4");
  });

  it("says so when the bot fails a click, and taps the bot's menu", async () => {
    const started = await start();
    const { send } = deskBot(started);
    const broken = card("坏按钮", "red", [
      {
        tag: "button",
        text: { tag: "plain_text", content: "试试" },
        behaviors: [{ type: "callback", value: { a: "broken" } }],
      },
    ]);
    await send("ou_li", "open_id", broken);
    const page = await open(browser, started.sandbox.url);
    const li = columnOf(page, "李厂长");
    await li.getByRole("button", { name: "试试" }).click();
    await li
      .getByRole("status")
      .getByText(/^出错了，请稍后重试 code: 200\d{3}$/u)
      .waitFor();

    await li.getByRole("button", { name: "我要诉求" }).click();
    await expect.poll(() => started.bot.of("application.bot.menu_v6").length).toBe(1);
  });
});

describe("what the bot does by itself", () => {
  it("shows urgent marks and messages taken back", async () => {
    const started = await start({ rateLimits: false });
    const { send } = deskBot(started);
    const page = await open(browser, started.sandbox.url);
    const wang = columnOf(page, "王干部");
    const log = wang.getByRole("log");
    await openChat(wang, /办公群/u);

    const urgent = await send("ou_wang", "open_id", "请马上接收");
    const urgentId = urgent.data?.message_id ?? "";
    await started.client.im.v1.message.urgentApp({
      path: { message_id: urgentId },
      params: { user_id_type: "open_id" },
      data: { user_id_list: ["ou_wang"] },
    });
    await wang.getByRole("button", { name: /^加急消息/u }).click();
    await log.locator("[data-message]").filter({ hasText: "请马上接收" }).getByText("加急", { exact: true }).waitFor();
    await shot(page, "urgent");

    await started.client.im.v1.message.delete({ path: { message_id: urgentId } });
    await log.getByText("企服撤回了一条消息").waitFor();
    expect(await log.getByText("请马上接收").count()).toBe(0);

    await send("ou_wang", "open_id", "还要办吗");
    await log.getByText("还要办吗").waitFor();
    await expectAccessible(page);
  });

  it("does not let a slow page of messages undo what the stream told meanwhile", async () => {
    const started = await start();
    const { messageId } = started.control.say("ou_wang", "说错了", "oc_staff");
    const page = await open(browser, started.sandbox.url);
    const zhao = columnOf(page, "赵主任");
    const row = zhao.getByRole("navigation", { name: /的会话$/u }).getByRole("button", { name: /办公群/u });
    let slowed = 0;
    const stale = Promise.withResolvers<void>();
    await page.route("**/sandbox/api/messages?*oc_staff*", async (route) => {
      const response = await route.fetch();
      const first = slowed === 0;
      if (first) {
        slowed += 1;
        started.control.recall("ou_wang", messageId);
        await row.getByText("[消息已撤回]").waitFor({ state: "attached" });
      }
      await route.fulfill({ response });
      if (first) stale.resolve();
    });
    await row.click();
    // Only once the stale page has come in does the promise mean anything.
    await stale.promise;
    await zhao.getByRole("log").getByText("王干部撤回了一条消息").waitFor();
    expect(slowed).toBe(1);
    expect(await zhao.getByRole("log").getByText("说错了").count()).toBe(0);
    await page.unrouteAll({ behavior: "wait" });
  });

  it("comes back by itself when the sandbox is started again, with all that was said meanwhile", async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "page-"));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const options = { town: TOWN, apps: [BOT], eventsUrl: null, dataDir };
    const first = await startSandbox(options);
    const page = await open(browser, first.url, {}, /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/u);
    const zhao = columnOf(page, "赵主任");
    await openChat(zhao, /办公群/u);
    await zhao.getByRole("log").getByText("还没有消息").waitFor();
    await first.close();
    await page.getByText("连接断了，正在重连").waitFor();
    const second = await startSandbox({ ...options, port: first.port });
    onTestFinished(() => second.close());
    second.control.say("ou_wang", "断线时说的", "oc_staff");
    await zhao.getByRole("log").getByText("断线时说的").waitFor();
    await page.getByText("连接断了，正在重连").waitFor({ state: "detached" });
  });
});

describe("around the chats", () => {
  it("moves the clock, shows the wire, throws the switches and starts over", async () => {
    const started = await start();
    deskBot(started);
    const page = await open(browser, started.sandbox.url);
    await page.getByText("11月24日 周二 09:00").first().waitFor();
    await page.getByRole("button", { name: "+1个工作日" }).click();
    await page
      .getByText(/11月25日 周三/u)
      .first()
      .waitFor();

    await say(columnOf(page, "李厂长"), "纬二路停电了");
    await page.getByRole("button", { name: "线路" }).click();
    const wire = page.getByRole("complementary", { name: "线路" });
    await wire.getByRole("button", { name: /事件 im\.message\.receive_v1/u }).click();
    await wire.getByText("纬二路停电了").first().waitFor();
    await shot(page, "around-1");
    await wire.getByRole("button", { name: "接口", exact: true }).click();
    expect(await wire.getByText("im.message.receive_v1", { exact: true }).count()).toBe(0);

    await page.getByRole("button", { name: "故障" }).click();
    await page.getByRole("button", { name: /^重复：换事件号/u }).click();
    await page.getByRole("option", { name: "下3次" }).click();
    await expect.poll(() => started.control.faults().duplicateNewEvent).toBe(3);
    await page.getByRole("button", { name: "故障，有开着的" }).waitFor();
    await shot(page, "around-2");

    await page.getByRole("button", { name: "重置", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "重置" }).click();
    await columnOf(page, "李厂长").getByRole("log").getByText("还没有消息").waitFor();
    expect(started.control.chats("ou_li").filter((row) => row.summary !== "")).toEqual([]);
  });

  it("takes another person by search and keeps him over a reload", async () => {
    const started = await start();
    deskBot(started);
    const page = await open(browser, started.sandbox.url);
    await columnOf(page, "赵主任").getByRole("button", { name: /^身份/u }).click();
    await page.getByRole("combobox", { name: "搜索身份" }).fill("外部");
    await page.keyboard.press("Enter");
    await columnOf(page, "外部客户").waitFor();
    await page.reload();
    await columnOf(page, "外部客户").waitFor();
    expect(await columnOf(page, "赵主任").count()).toBe(0);
  });

  it.each([
    { name: "light", options: { colorScheme: "light" as const } },
    { name: "dark", options: { colorScheme: "dark" as const } },
    { name: "phone", options: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ])("has no accessibility violation: $name", async ({ name, options }) => {
    const started = await start();
    deskBot(started);
    const page = await open(browser, started.sandbox.url, options);
    const li = columnOf(page, "李厂长");
    await say(li, "纬二路停电了");
    await li.getByRole("log").getByText("已收到，王干部来办").waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe(name === "dark" ? "dark" : "light");
    await shot(page, `axe-${name}`);
    await expectAccessible(page);
    if (name === "phone") {
      await page
        .getByRole("navigation", { name: "换人" })
        .getByRole("button", { name: /王干部/u })
        .click();
      await columnOf(page, "王干部").getByText("请在10:30前接收").waitFor();
      await columnOf(page, "王干部").getByRole("button", { name: "会话列表" }).click();
      await columnOf(page, "王干部")
        .getByRole("button", { name: /办公群/u })
        .waitFor();
      await shot(page, "axe-phone-list");
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    }
    await page.getByRole("button", { name: "线路" }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "故障" }).click();
    await expectAccessible(page);
  });
});
