import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { galleryEntries } from "../../src/local/gallery/index.ts";
import { STORY } from "../../src/local/story.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { expectAccessible, launch, open, shot } from "../sandbox/page/browser.ts";

let browser: Browser;
let office: Office;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  office = await openOffice({ sandbox: { story: STORY, gallery: galleryEntries } });
});
afterEach(() => office.close());

test("the product's own story plays to its end beside the real desk, from a message to the morning's page", async () => {
  const page = await open(browser, office.sandbox.url);
  await page.getByRole("button", { name: "故事" }).first().click();
  await page.getByText("快", { exact: true }).last().click();
  await page.getByRole("button", { name: "开始" }).click();
  await page.getByText("演完了").waitFor({ timeout: 150_000 });
  await page
    .getByText(/日\(周.\)企业服务日报/)
    .first()
    .waitFor({ timeout: 20_000 });
  await shot(page, "story-end");
  await expectAccessible(page);
  expect(office.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  // The page's stream must end before the office does, or its cut counts as a fault of the page.
  await page.context().close();
});

test("every card of the product is in the gallery and none has a problem", async () => {
  const page = await open(browser, `${office.sandbox.url}/gallery`);
  const cards = galleryEntries().length;
  await page.getByText(`共${cards}张`).waitFor({ timeout: 30_000 });
  const answer = await page.request.get(`${office.sandbox.url}/sandbox/api/gallery`);
  const { entries } = (await answer.json()) as { entries: { title: string; problems: string[] }[] };
  expect(entries).toHaveLength(cards);
  expect(entries.filter(({ problems }) => problems.length > 0)).toEqual([]);
  await page.context().close();
});

test("on a phone the gallery is one column: no card and no link is cut off at the right", async () => {
  const options = { viewport: { width: 360, height: 760 }, hasTouch: true };
  const page = await open(browser, `${office.sandbox.url}/gallery`, options);
  await page.getByRole("article").first().waitFor();
  const back = await page.getByRole("link", { name: "回到聊天" }).boundingBox();
  expect((back?.x ?? 360) + (back?.width ?? 0)).toBeLessThanOrEqual(360);
  expect(await page.evaluate("document.querySelector('.gallery-main').scrollWidth")).toBeLessThanOrEqual(360);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  await page.context().close();
});
