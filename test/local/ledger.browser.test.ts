import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { readXlsx } from "../../src/reports/xlsx/read.ts";
import type { Office } from "../support/office.ts";
import { openOffice } from "../support/office.ts";
import { launch, open, shot } from "../sandbox/page/browser.ts";

let browser: Browser;
let office: Office;
beforeAll(async () => {
  browser = await launch();
  office = await openOffice();
});
afterAll(async () => {
  await office.close();
  await browser.close();
});

test("a leader asks on the page, writes why, and downloads the workbook from its bubble", async () => {
  await office.person("ou_demo_e01").say("纬二路停电了,注塑机全停,请尽快来修");
  await office.person("ou_demo_l03").say("导出本月台账");
  const page = await open(browser, office.sandbox.url, {
    viewport: { width: 1600, height: 900 },
    acceptDownloads: true,
  });
  await page.getByLabel("做什么用").last().fill("月度调度会附表");
  await page.getByRole("button", { name: "导出", exact: true }).last().click();
  const bubble = page.getByRole("link", { name: /企业服务台账 2026年11月\.xlsx/ });
  await bubble.waitFor({ timeout: 20_000 });
  await expect.poll(() => bubble.textContent()).toMatch(/\d+ KB/);
  await shot(page, "ledger-file");
  const [download] = await Promise.all([page.waitForEvent("download"), bubble.click()]);
  expect(download.suggestedFilename()).toBe("企业服务台账 2026年11月.xlsx");
  const sheets = await readXlsx(readFileSync(await download.path()));
  expect(sheets[0]?.rows.map((row) => row[4])).toEqual(["类别", "供电"]);
  await page.context().close();
});
