import { afterEach, expect, test } from "vitest";
import type { Workerd } from "../support/workerd.ts";
import { localVars, startWorkerd } from "../support/workerd.ts";

let worker: Workerd | undefined;
afterEach(() => worker?.close());

const NOWHERE = "http://127.0.0.1:9";

test("a Worker that is not configured says what is missing, on every address, and logs it once", async () => {
  worker = await startWorkerd({
    vars: { FEISHU_APP_ID: "cli_x", FEISHU_APP_SECRET: "secret-value", FEISHU_ENCRYPT_KEY: " " },
  });
  for (const path of ["/healthz", "/feishu/events"]) {
    const answer = await fetch(`${worker.url}${path}`, { method: path === "/healthz" ? "GET" : "POST" });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      error: "not_configured",
      missing: ["FEISHU_ENCRYPT_KEY", "FEISHU_VERIFICATION_TOKEN", "DATABASE_URL"],
    });
  }
  await worker.scheduled();
  expect(worker.log.filter((line) => line.includes("settings.unusable"))).toHaveLength(1);
  expect(worker.log.join("\n")).not.toContain("secret-value");
});

test("a Worker of the real platform has no local control, and its health names a database that does not answer", async () => {
  const { QIFU_LOCAL_CLOCK_URL: _, ...vars } = localVars(NOWHERE, NOWHERE);
  worker = await startWorkerd({ vars });
  for (const path of ["/local/tick", "/local/reset", "/local/busy", "/local/next-due", "/nothing"]) {
    expect((await fetch(`${worker.url}${path}`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${worker.url}${path}`)).status).toBe(404);
  }
  const health = await fetch(`${worker.url}/healthz`);
  expect(health.status).toBe(503);
  expect(await health.json()).toEqual({ ok: false });
});
