import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { guides, policies } from "../../db/schema/index.ts";
import { sampleGuides, samplePolicies } from "../../db/sample/guides/load.ts";
import { planImport } from "../../src/desk/guides/import-plan.ts";
import { answerSheets } from "../../src/reports/answer-sheets.ts";
import { checkAnswers } from "../../src/reports/import-answers.ts";
import type { ReadSheet } from "../../src/reports/xlsx/read.ts";
import { readXlsx } from "../../src/reports/xlsx/read.ts";
import { writeXlsx } from "../../src/reports/xlsx/write.ts";
import type { Database } from "../../src/store/database.ts";
import { searchGuides } from "../../src/store/guides.ts";
import { importAnswers as T } from "../../src/texts/zh-CN/import-answers.ts";
import { NODE, QUICKLY } from "../support/child.ts";
import { freshDatabase } from "../support/template-database.ts";
import { sampleDirectory } from "../support/sample-directory.ts";

const directory = sampleDirectory();
const context = { directory, day: "2026-11-24" };

const GUIDE = [T.columns.title, T.columns.category, T.columns.flow, T.columns.applyAt, T.columns.workingDays] as const;
const HEAD = [...GUIDE, T.columns.fee, T.columns.materials, T.columns.supervisionPhone, T.columns.validTo];
const sheet = (...rows: (string | number | null)[][]): ReadSheet => ({ name: "办事指南", rows: [HEAD, ...rows] });
const whole = (title: string, change: Record<number, string | number | null> = {}) =>
  [
    title,
    "供电",
    "申请\n勘查→送电",
    "服务大厅",
    "5个工作日",
    "0",
    "1. 申请表×2\n2、营业执照",
    "12345",
    "2027年6月30日",
  ].map((cell, i) => (i in change ? (change[i] ?? null) : cell));

describe("a filled-in sheet", () => {
  test("is read as people write it: steps, copies, days, dates in words", () => {
    const { guides: rows, problems } = checkAnswers([sheet(whole("临时用电"))], context);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      expect.objectContaining({
        id: null,
        title: "临时用电",
        category: "power",
        flow: ["申请", "勘查", "送电"],
        list: { applyAt: "服务大厅", workingDays: 5, fee: "0", basis: "" },
        materials: [
          { name: "申请表", copies: 2, original: "" },
          { name: "营业执照", copies: 1, original: "" },
        ],
        validFrom: "2026-11-24",
        validTo: "2027-06-30",
      }),
    ]);
  });

  test("names every bad row and its cell, and keeps the good ones apart", () => {
    const policy: ReadSheet = {
      name: "政策",
      rows: [
        ["名称", "类别", "责任单位", "内容", "来源", "有效期从", "有效期到"],
        ["房租补贴", "作风效能", "没这个单位", "补三成", "文件", "2026-12-01", "2026-11-30"],
      ],
    };
    const guideSheet = sheet(
      whole("临时用电"),
      whole("", { 1: "没这一类" }),
      whole("临时用电", { 4: "很快", 7: "打电话", 8: "年底" }),
      [null, null, null],
      whole("用水报装", { 8: null }),
      whole(`${T.examplePrefix}不算`, { 1: "", 8: "" }),
    );
    const {
      guides: rows,
      policies: none,
      problems,
      skipped,
    } = checkAnswers([guideSheet, policy, { name: "随手记", rows: [["想法"], ["x"]] }], context);
    expect(rows.map(({ title }) => title)).toEqual(["临时用电"]);
    expect(none).toEqual([]);
    expect(problems.map(({ sheet: name, cell, code }) => `${name} ${cell} ${code}`)).toEqual([
      "办事指南 A3 missing",
      "办事指南 B3 unknown_category",
      "办事指南 A4 twice",
      "办事指南 I4 not_a_date",
      "办事指南 E4 not_a_number",
      "办事指南 H4 not_a_phone",
      "办事指南 I6 missing",
      "政策 B2 unknown_category",
      "政策 C2 unknown_unit",
      "政策 G2 ends_before_start",
    ]);
    expect(skipped).toEqual(["随手记"]);
    for (const problem of problems) expect(T.problem(problem)).toMatch(/^\S+ [A-Z]+\d+（.+）.*：\S+/u);
    expect(checkAnswers([{ name: "x", rows: [["流程"]] }], context).problems.map(({ column }) => column)).toContain(
      "有效期到",
    );
  });

  test("what the office has comes back as the same, and changes are told apart", async () => {
    const file = await writeXlsx(answerSheets(directory, sampleGuides(), samplePolicies()), 480);
    const rows = checkAnswers(await readXlsx(file), context);
    expect(rows.problems).toEqual([]);
    const known = { guides: sampleGuides(), policies: samplePolicies() };
    const options = { publish: false, day: context.day, idOf: (title: string) => `new ${title}` };
    const plan = planImport(rows, known, options);
    expect([...plan.guides, ...plan.policies].filter(({ change }) => change !== "same")).toEqual([]);

    const [first] = rows.guides;
    if (first === undefined) throw new Error("no guide");
    const changed = { guides: [{ ...first, flow: [] }], policies: [] };
    expect(planImport(changed, known, { ...options, publish: true }).guides).toEqual([
      expect.objectContaining({ change: "changed", missing: ["flow"], silenced: true }),
    ]);
    const better = { guides: [{ ...first, flow: ["一次办好"] }], policies: [] };
    expect(planImport(better, known, { ...options, publish: true }).guides).toEqual([
      expect.objectContaining({
        change: "changed",
        silenced: false,
        item: expect.objectContaining({ version: 2, state: "published" }) as unknown,
      }),
    ]);
  });
});

describe("npm run guides", () => {
  let dir: string;
  let db: Database;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "qifu-guides-"));
    db = await freshDatabase(dir, 0);
  });
  afterEach(() => {
    db.$client.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const run = (...args: string[]) =>
    spawnSync(NODE, [...QUICKLY, "scripts/guides.ts", ...args, "--data", dir], { encoding: "utf8" });
  const titled = async (title: string) => (await db.select().from(guides).where(eq(guides.title, title)))[0];

  test("says how it is used, and that there is no database before it makes one", () => {
    expect(run("--help").stdout).toContain("Usage: npm run guides");
    expect(run().stderr).toContain("what is to be done?");
    expect(run("--fly").stderr).toContain("--help");
    const where = ["--import", join(dir, "x.xlsx"), "--data", join(dir, "none")];
    const elsewhere = spawnSync(NODE, [...QUICKLY, "scripts/guides.ts", ...where], { encoding: "utf8" });
    expect(elsewhere.stderr).toContain("there is no database");
    expect(elsewhere.status).toBe(2);
  });

  test("an untouched template changes nothing", async () => {
    const file = join(dir, "out.xlsx");
    expect(run("--template", file).stderr).toContain("ready to be filled in");
    const sheets = await readXlsx(readFileSync(file));
    expect(sheets.map(({ name }) => name)).toEqual(["办事指南", "政策", "填写说明"]);
    expect(JSON.stringify(sheets[2])).toMatch(/供排水.*公用事业服务站/);
    expect(JSON.stringify(sheets[2])).not.toContain("作风效能");
    expect(run("--import", file, "--publish").stderr).toContain("0 guides and 0 policies");
  });

  test("a dry run writes nothing; drafts answer nobody; whole ones are published and found, others say what they lack", async () => {
    const file = join(dir, "town.xlsx");
    const columns = HEAD.map((title) => ({ title, width: 12 }));
    const rows = [whole("临时用电申请"), whole("路灯报修", { 2: "", 7: "" })];
    writeFileSync(file, await writeXlsx([{ name: "办事指南", columns, rows }], 480));

    const dry = run("--import", file);
    expect(dry.stderr).toMatch(/2 guides and 0 policies: 2 new.*Nothing was written/);
    expect(dry.stdout).toContain("路灯报修：还缺流程、监督电话，不能公布");
    expect(await titled("临时用电申请")).toBeUndefined();

    run("--import", file, "--write");
    expect(await titled("临时用电申请")).toMatchObject({ state: "draft", version: 1 });
    expect((await searchGuides(db, "临时用电申请")).map(({ title }) => title)).not.toContain("临时用电申请");

    const published = run("--import", file, "--publish");
    expect(published.stderr).toMatch(/1 changed, 1 the same; 1 published, 1 not whole. Taken over/);
    expect(await titled("临时用电申请")).toMatchObject({ state: "published" });
    expect(await titled("路灯报修")).toMatchObject({ state: "draft" });
    expect((await searchGuides(db, "临时用电申请")).map(({ title }) => title)).toContain("临时用电申请");
    // Once more: nothing is new, and what is published stays published.
    expect(run("--import", file, "--write").stderr).toContain("0 new, 0 changed, 2 the same");
    expect(await titled("临时用电申请")).toMatchObject({ state: "published" });
  });

  test("one bad cell and nothing is written; a list saved by Excel in China is read too", async () => {
    const head = "名称,类别,责任单位,内容,来源,有效期到";
    const csv = (rows: string): Uint8Array => gbk(`${head}\r\n\r\n${rows}\r\n`);
    const file = join(dir, "政策.csv");
    writeFileSync(file, csv("用工补贴,用工人才与社保,人力资源和社会保障所,一人补五百,文件一,明年"));
    const bad = run("--import", file, "--publish");
    expect(bad.stdout).toBe("政策 F3（有效期到）“明年”：不是日期，例：2026-12-31\n");
    expect(bad.status).toBe(1);
    expect(await db.select().from(policies).where(eq(policies.title, "用工补贴"))).toEqual([]);

    writeFileSync(file, csv('用工补贴,用工人才与社保,人力资源和社会保障所,"一人补五百,一年一次",文件一,2027/6/30'));
    expect(run("--import", file, "--publish").stderr).toContain("1 published");
    const [policy] = await db.select().from(policies).where(eq(policies.title, "用工补贴"));
    expect(policy).toMatchObject({ text: "一人补五百,一年一次", validTo: "2027-06-30", state: "published" });
  });

  test("what is exported and imported again changes nothing", async () => {
    const file = join(dir, "all.xlsx");
    expect(run("--export", file).stderr).toContain("15 guides and 8 policies");
    expect(run("--import", file, "--publish").stderr).toContain("0 new, 0 changed, 23 the same");
  });
});

/** Bytes as Excel in China writes a CSV: the decoder's table, turned round. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) codes.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  return new Uint8Array(
    Array.from(text).flatMap((one) => (one.charCodeAt(0) < 0x80 ? [one.charCodeAt(0)] : (codes.get(one) ?? []))),
  );
}
