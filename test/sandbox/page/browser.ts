import { accessSync, constants } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium of the machine. @throws when there is none: these tests must not pass without a browser */
const executable = (): string => {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        continue;
      }
    }
  }
  throw new Error("no chromium, chromium-browser or google-chrome on PATH");
};

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: executable(), args: ARGS });

/** Opens the page and fails the test at its end when the console saw an error or a request left the machine; `expected` excuses. */
export const open = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  expected: RegExp | null = null,
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && expected?.test(message.text()) !== true) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.stack ?? error.message));
  page.on("request", (request) => {
    if (!/^(https?:\/\/127\.0\.0\.1[:/]|data:|blob:)/u.test(request.url())) problems.push(`left: ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  await page.goto(url);
  return page;
};

/** No violation of WCAG 2.x A/AA as far as axe can see. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map((one) => ({
    id: one.id,
    nodes: one.nodes.map((node) => `${node.target.join(" ")} — ${node.failureSummary ?? ""}`),
  }));
  expect(told).toEqual([]);
};

/** Picture of the page for a person's eye, when QIFU_SHOTS names a folder. */
export const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env["QIFU_SHOTS"];
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
};
