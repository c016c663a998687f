import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { FOLD_VERSION } from "../../src/domain/ticket/fold-version.ts";
import { writeSetting } from "../../src/store/settings.ts";
import { runChild, startChild } from "../support/child.ts";
import { until } from "../support/clock.ts";
import { freshDatabase } from "../support/template-database.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "qifu-start-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const FREE = ["--port", "0", "--sandbox-port", "0"];
/** One sentence on standard error, no trace, exit code 1. */
async function refusal(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, err } = await runChild("src/node.ts", args, env);
  expect(code).toBe(1);
  const told = err.split("\n").filter((line) => line !== "" && !line.startsWith("{"));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Qifu cannot start: /);
  return told[0] ?? "";
}

test("a taken port, of the desk or of the local Feishu, is named with what to do", { timeout: 60_000 }, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  expect(await refusal(["--port", String(port), "--sandbox-port", "0", "--data", dir])).toMatch(
    `Port ${port} is taken`,
  );
  const sandbox = await refusal(["--port", "0", "--sandbox-port", String(port), "--data", dir]);
  expect(sandbox).toMatch(new RegExp(`Port ${port} is taken.*--sandbox-port`));
  await new Promise((resolve) => other.close(resolve));
});

test("a data folder that cannot be", async () => {
  const file = join(dir, "file");
  writeFileSync(file, "");
  expect(await refusal([...FREE, "--data", join(file, "data")])).toMatch(/data folder .* cannot be written/);
});

test("a damaged database", async () => {
  writeFileSync(join(dir, "qifu.db"), "this is no database ".repeat(1000));
  expect(await refusal([...FREE, "--data", dir])).toMatch(/database .* is damaged.*backup/);
});

test("a database that a newer release has rebuilt", { timeout: 60_000 }, async () => {
  const db = await freshDatabase(dir);
  await writeSetting(db, "fold", { done: FOLD_VERSION + 1, doing: null, after: "" });
  db.$client.close();
  expect(await refusal([...FREE, "--data", dir])).toMatch(
    /belongs to a newer release.*Start the newer release.*backup/,
  );
});

test("a half-set Feishu configuration names what is there and what is missing", async () => {
  const said = await refusal([...FREE, "--data", dir], { FEISHU_APP_ID: "cli_x", FEISHU_APP_SECRET: "s3cret" });
  expect(said).toMatch(/FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN missing/);
  expect(said).not.toContain("s3cret");
});

test("bad arguments", async () => {
  expect(await refusal(["--port", "many"])).toMatch(/whole number/);
  expect(await refusal(["--nonsense"])).toMatch(/--help/);
});

test("Ctrl-C ends it cleanly, and the next start keeps the data", { timeout: 60_000 }, async () => {
  const start = async (flags?: readonly string[]) => {
    const child = startChild("src/node.ts", [...FREE, "--data", dir], {}, flags);
    const page = await until("the start", () => {
      if (child.process.exitCode !== null) throw new Error(child.err());
      return /Open this page\s+(\S+)\//.exec(child.out())?.[1];
    });
    return { child, page };
  };
  const as = "ou_demo_e01";
  const read = async (page: string): Promise<string> =>
    (await fetch(`${page}/sandbox/api/messages?as=${as}&chat=bot`)).text();
  // Exactly as people start it.
  const [, ...command] = packageJson.scripts.start.split(" ");
  expect(command.pop()).toBe("src/node.ts");
  const first = await start(command);
  const said = { as, chat: "bot", type: "text", content: { text: "园区纬二路停电了" } };
  await fetch(`${first.page}/sandbox/api/send`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(said),
  });
  const no = await until("the receipt", async () => /QF-\d{8}-\d{4}/.exec(await read(first.page))?.[0]);
  first.child.process.kill("SIGINT");
  expect(await first.child.ended).toEqual({ code: 0, signal: null });

  const second = await start();
  expect(await read(second.page)).toContain(no);
  second.child.process.kill("SIGTERM");
  expect(await second.child.ended).toEqual({ code: 0, signal: null });
  const audit = await runChild("scripts/audit.ts", ["--data", dir]);
  expect(audit).toMatchObject({ code: 0 });
  expect(audit.out).toMatch(/^1 tickets/);
});
