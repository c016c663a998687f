import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxGalleryEntry } from "../../../src/sandbox/protocol.ts";
import { start } from "../support/start.ts";
import { expectAccessible, launch, open, shot } from "./browser.ts";
import { deskBot } from "./desk-bot.ts";
import { actionCard, displayCard, formCard } from "./every-component.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const columnOf = (page: Page, name: string): Locator => page.getByRole("region", { name: `${name}的飞书` });

/** A page on which the manager looks at the card; `next` answers the newest action the bot got. */
const showing = async (build: (imageKey: string) => Record<string, unknown>) => {
  const started = await start({ rateLimits: false });
  const { send, actions } = deskBot(started);
  const image = await started.client.im.v1.image.create({ data: { image_type: "message", image: PNG } });
  await send("ou_li", "open_id", build(image?.image_key ?? ""));
  const page = await open(browser, started.sandbox.url);
  const card = columnOf(page, "李厂长").getByRole("article");
  await card.waitFor();
  const next = async (count: number): Promise<Record<string, unknown>> => {
    await expect.poll(() => actions.length).toBe(count);
    // The card is locked until the answer is in, as on the platform.
    await expect.poll(() => card.getAttribute("aria-busy")).toBe("false");
    return actions[count - 1] ?? {};
  };
  return { page, card, next, actions };
};

describe("interactive components", () => {
  it("calls back with the keys the platform documents, and no others", async () => {
    const { page, card, next, actions } = await showing(actionCard);

    await card.getByRole("button", { name: "接收", exact: true }).click();
    expect(await next(1)).toEqual({ tag: "button", value: { a: "take" } });

    await card.getByRole("button", { name: "退回" }).click();
    await page.getByRole("dialog").getByText("退回这件事？").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    await card.getByRole("button", { name: "不能按，已经有人接收" }).click({ force: true });
    expect(actions).toHaveLength(1);
  });

  it("sends options, dates with their zone, input, tick and the whole container", async () => {
    const { page, card, next } = await showing((image) => {
      const whole = actionCard(image);
      const elements = (whole["body"] as { elements: { tag: string }[] }).elements;
      return { ...whole, body: { elements: elements.filter((element) => element.tag !== "column_set") } };
    });

    await card.getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("menuitem", { name: "合并" }).click();
    expect(await next(1)).toEqual({ tag: "overflow", option: "merge", value: { o: 1 } });

    await card.getByRole("button", { name: /^选紧急程度/u }).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await next(2)).toEqual({ tag: "select_static", option: "p2", value: { s: 1 } });

    await card.getByRole("button", { name: /^选接办人/u }).click();
    await page.getByRole("option", { name: "李厂长" }).click();
    expect(await next(3)).toEqual({ tag: "select_person", option: "ou_li", value: { p: 1 } });

    await card.getByLabel("选日期", { exact: true }).fill("2026-12-01");
    await card.getByRole("button", { name: "确定" }).click();
    expect(await next(4)).toEqual({
      tag: "date_picker",
      option: "2026-12-01 +0800",
      value: { d: 1 },
      timezone: "Asia/Shanghai",
    });

    await card.getByLabel("选时间", { exact: true }).fill("17:30");
    await card.getByRole("button", { name: "确定" }).click();
    expect(await next(5)).toMatchObject({ tag: "picker_time", option: "17:30 +0800" });

    await card.getByLabel("选日期时间").fill("2026-12-01T17:30");
    await card.getByRole("button", { name: "确定" }).click();
    expect(await next(6)).toMatchObject({ tag: "picker_datetime", option: "2026-12-01 17:30 +0800" });

    await card.getByRole("textbox", { name: "补一句" }).fill("再说一句");
    await card.getByRole("textbox", { name: "补一句" }).press("Enter");
    expect(await next(7)).toEqual({ tag: "input", input_value: "再说一句", value: { i: 1 } });

    await card.getByRole("checkbox").check();
    expect(await next(8)).toEqual({ tag: "checker", checked: true, value: { c: 1 } });

    await card.getByRole("button", { name: "第2张" }).click();
    expect(await next(9)).toEqual({ tag: "select_img", option: "two", value: { g: 1 } });

    await card.getByText("点整块").click();
    expect(await next(10)).toEqual({ tag: "interactive_container", value: { k: 1 } });
  });

  it("holds a form back until required fields are filled, then sends every value as documented", async () => {
    const { page, card, next, actions } = await showing(() => formCard("ou_wang"));
    await card.getByRole("button", { name: "提交" }).click();
    await card.getByText("请填写事由").waitFor();
    await card.getByText("请填写选标签").waitFor();
    expect(actions).toEqual([]);
    expect(await page.evaluate("document.activeElement?.getAttribute('data-field')")).toBe("reason");

    await card.getByRole("textbox", { name: "事由" }).fill("停电");
    await card.getByRole("button", { name: /^程度/u }).click();
    await page.getByRole("option", { name: "紧急" }).click();
    await card.getByRole("button", { name: /^选标签/u }).click();
    await page.getByRole("option", { name: "供电" }).click();
    await page.getByRole("option", { name: "道路" }).click();
    await page.keyboard.press("Escape");
    await card.getByRole("button", { name: /^接办人/u }).click();
    await page.getByRole("option", { name: "王干部" }).click();
    await card.getByLabel("日期", { exact: true }).fill("2024-04-01");
    await card.getByLabel("时间", { exact: true }).fill("00:00");
    await card.getByLabel("日期时间").fill("2024-04-29T07:07");
    await card.getByRole("checkbox").check();
    await shot(page, "form-filled");
    await card.getByRole("button", { name: "提交" }).click();
    expect(await next(1)).toEqual({
      tag: "button",
      name: "submit_btn",
      timezone: "Asia/Shanghai",
      value: { a: "register" },
      form_value: {
        reason: "停电",
        detail: "",
        level: "p1",
        tags: ["a", "b"],
        who: "ou_wang",
        day: "2024-04-01 +0800",
        at: "00:00 +0800",
        when: "2024-04-29 07:07 +0800",
        told: true,
      },
    });
  });
});

describe("gallery", () => {
  it("draws every component in both themes, and says what it cannot draw", async () => {
    const entries: SandboxGalleryEntry[] = [];
    const { sandbox, control } = await start({ gallery: () => entries });
    const image = control.upload({ as: "ou_li", kind: "image", fileName: "a.png", mime: "image/png", bytes: PNG });
    const key = image.imageKey ?? "";
    const odd = { schema: "2.0", body: { elements: [{ tag: "no_such_thing" }] } };
    entries.push(
      { group: "组件", title: "展示", card: displayCard(key, "ou_wang") },
      { group: "组件", title: "交互", card: actionCard(key) },
      { group: "组件", title: "表单", card: formCard("ou_wang") },
      { group: "坏的", title: "不认识", card: odd },
    );
    const page = await open(browser, `${sandbox.url}/gallery`);
    await page.getByText("共4张，1张没通过检查").waitFor();

    const display = page.getByRole("article", { name: "展示" });
    expect(await display.getByRole("article").count()).toBe(2);
    await expect.poll(() => display.locator("canvas").count()).toBe(2);
    expect(await display.getByRole("img", { name: "柱状图：七日收办。周一 2，周二 3，周三 4" }).count()).toBe(2);
    expect(await display.getByRole("link", { name: "链接" }).first().getAttribute("href")).toBe(
      "https://example.com/a",
    );
    await display.getByRole("button", { name: "下一页" }).first().click();
    await display.getByRole("cell", { name: "QF-3" }).waitFor();
    await display.getByRole("button", { name: "办理经过" }).first().click();
    await display.getByText("11月23日 09:12 转给供电所").first().waitFor();

    const odds = page.getByRole("article", { name: "不认识" });
    await odds.getByText("不认识的组件：no_such_thing").first().waitFor();
    await odds.getByText(/^20\d{4} .*body -> elements/u).waitFor();
    await shot(page, "gallery");
    await page.getByRole("searchbox", { name: "找样张" }).fill("登记表");
    await expect.poll(() => page.getByRole("heading", { level: 3 }).allTextContents()).toEqual(["表单通过"]);
    await page.getByRole("searchbox", { name: "找样张" }).fill("");
    await expectAccessible(page);
  });
});
