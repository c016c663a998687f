import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

async function batch(
  input: string,
): Promise<{ out: readonly Record<string, unknown>[]; error: string; code: number | null }> {
  const child = spawn(process.execPath, ["scripts/understand.ts"], { cwd: root });
  let out = "";
  let error = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (error += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const lines = out.split("\n").filter((line) => line !== "");
  return { out: lines.map((line) => JSON.parse(line) as Record<string, unknown>), error, code };
}

it("answers every line of the sample in the fields of the contract, in order", async () => {
  const input = readFileSync(`${root}db/sample/messages.jsonl`, "utf8");
  const ids = input.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { id: string }).id]));
  const { out, error, code } = await batch(input);
  expect([error, code]).toEqual(["", 0]);
  expect(out.map((line) => line["id"])).toEqual(ids);
  const fields = [
    "id",
    "intent",
    "also",
    "category",
    "urgency",
    "n_requests",
    "items",
    "location",
    "deadline",
    "emergency_numbers",
    "confidential",
    "rating",
    "confidence",
  ];
  for (const line of out) expect(Object.keys(line)).toEqual(fields);
  expect(out.find((line) => line["id"] === "dev-045")?.["category"]).toBe("none");
});

it("names a bad line and answers the others", async () => {
  const good = JSON.stringify({
    id: "a",
    text: "停电了",
    sent_at: "2026-11-10T09:30:00+08:00",
    channel: "p2p",
    context: { open_tickets: [], last_bot: null },
  });
  const { out, error, code } = await batch(
    [good, "{not json", '{"id":"b"}', "", '{"id":"c","text":"路灯坏了"}'].join("\n"),
  );
  expect(out.map((line) => line["id"])).toEqual(["a", "c"]);
  expect(error).toMatch(/^line 2: .*\nline 3: text/u);
  expect(code).toBe(1);
});
