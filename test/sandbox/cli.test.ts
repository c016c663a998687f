import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const CLI = new URL("../../src/sandbox/cli.ts", import.meta.url).pathname;

/** Runs the command; `until` resolves with all output once it matches. */
const run = (args: string[]) => {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  const listeners = new Set<() => void>();
  const closed = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (): void => void (pattern.test(out) && resolve(out));
      listeners.add(look);
      void closed.then(() => reject(new Error(`ended without ${pattern}: ${out}`)));
      look();
    });
  return { child, closed, until, output: () => out };
};

test("starts alone with a town of its own, serves the demo people, and ends cleanly", async () => {
  const { child, closed, until } = run(["--port", "0"]);
  const out = await until(/events by long connection/);
  const url = /本地飞书 (http:\S+)\//.exec(out)?.[1] ?? "";
  const state = (await (await fetch(`${url}/sandbox/api/state`)).json()) as { town: string; people: unknown[] };
  expect(state).toMatchObject({ town: "示例公司" });
  expect(state.people).toHaveLength(4);
  expect(out).toMatch(/app_id cli_[0-9a-f]{16}/);
  child.kill("SIGTERM");
  expect(await closed).toBe(0);
});

test("help explains every option; nothing is started", async () => {
  const { closed, output } = run(["--help"]);
  expect(await closed).toBe(0);
  expect(output()).toMatch(/--events URL[\s\S]*--data DIR[\s\S]*--retry-time-scale/);
});

const broken = join(mkdtempSync(join(tmpdir(), "sandbox-")), "town.json");
writeFileSync(broken, '{"name":"x"}');

test.each([
  ["an unknown option", ["--nope"], /Unknown option/],
  ["a port that is none", ["--port", "seven"], /--port must be/],
  ["an address that is none", ["--events", "bot"], /--events must be an http/],
  ["an app id the clients refuse", ["--app-id", "bot"], /--app-id must be cli_/],
  ["a broken town", ["--town", broken], /--town .* cannot be used/],
  ["a data directory that cannot be", ["--port", "0", "--data", join(broken, "under")], /cannot start: .*ENOTDIR/],
])("%s: one sentence and exit code 1", async (_name, args, words) => {
  const { closed, output } = run(args);
  expect(await closed).toBe(1);
  expect(output()).toMatch(words);
  expect(output()).not.toMatch(/\n\s+at /);
});

test("a taken port is named", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { closed, output } = run(["--port", String(port)]);
  expect(await closed).toBe(1);
  expect(output()).toContain(`port ${port} is taken`);
});
