import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleWorker } from "../support/wrangler.ts";

test("a deployment would be clean and small: no warning, at most 400 KiB gzip, no SDK, nothing of Node", async () => {
  const dir = mkdtempSync(join(tmpdir(), "qifu-bundle-"));
  try {
    const { text, gzipBytes, words } = await bundleWorker(dir);
    expect(words).toContain("--dry-run: exiting now.");
    expect(words).not.toMatch(/warning|error/i);
    expect(gzipBytes / 1024).toBeLessThan(400);
    // The long connection and its SDK are Node's; the SDK's verifier fails open (design.md, Parts).
    expect(text).not.toMatch(/EventDispatcher|WSClient/);
    expect(text).not.toMatch(/from\s*"node:|require\("node:/);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
