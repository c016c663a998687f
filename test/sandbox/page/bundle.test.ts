import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pageBundle } from "../../../src/sandbox/page/bundle.ts";

const KIB = 1024;

describe("the page's bundle", () => {
  it("answers both routes with a document whose assets exist, and nothing else", async () => {
    const bundle = await pageBundle();
    const html = String(bundle.get("/")?.body);
    expect(bundle.get("/gallery")?.body).toBe(html);
    const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/gu)].map((match) => match[1] ?? "");
    expect(assets).toHaveLength(2);
    for (const asset of assets) expect(bundle.get(asset)?.type).toMatch(/^text\/(javascript|css)/u);
    expect(bundle.get("/assets/../bundle.ts")).toBeNull();
    expect(bundle.get("/other")).toBeNull();
  });

  it("loads at most 300 KiB gzip at first, and the chart library only with a chart", async () => {
    const bundle = await pageBundle();
    const first = new Set<string>();
    const follow = (path: string): void => {
      if (first.has(path)) return;
      first.add(path);
      const text = Buffer.from(bundle.get(path)?.body ?? "").toString("utf8");
      // Static imports only: `import("./x")` waits for its moment.
      for (const [, name] of text.matchAll(/(?:^|[;}\n])import(?:[^"'()]*?from)?"\.\/([^"]+)"/gu))
        follow(`/assets/${name}`);
    };
    const html = String(bundle.get("/")?.body);
    for (const [, asset] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/gu)) follow(asset ?? "");
    const bytes = [...first].reduce(
      (sum, path) => sum + gzipSync(bundle.get(path)?.body ?? "").length,
      gzipSync(html).length,
    );
    expect(bytes).toBeLessThan(300 * KIB);
    expect([...first].some((path) => Buffer.from(bundle.get(path)?.body ?? "").includes("VChart"))).toBe(false);
  });

  it("is the same for everybody who asks at once", async () => {
    const [one, two] = await Promise.all([pageBundle(), pageBundle()]);
    expect(one).toBe(two);
  });
});
