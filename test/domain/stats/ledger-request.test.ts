import { describe, expect, test } from "vitest";
import type { LedgerScope } from "../../../src/domain/stats/ledger-request.ts";
import { ledgerRequestOf, readScope } from "../../../src/domain/stats/ledger-request.ts";
import { encodeActionName } from "../../../src/feishu/actions/codec.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const directory = sampleDirectory();
const NOW = Date.parse("2026-11-24T10:00:00+08:00");
const asked = (text: string): LedgerScope | null => ledgerRequestOf(directory, text, NOW);
const scope = (period: string | null, about: string | null = null, state: LedgerScope["state"] = null) => ({
  period,
  about,
  state,
});

describe("导出台账", () => {
  test.each([
    ["导出台账", scope("year:2026-01-01")],
    ["导出本月台账", scope("month:2026-11-01")],
    ["请帮我导出一下上个月的台账。", scope("month:2026-10-01")],
    ["导出上季度电力台账 xlsx", scope("quarter:2026-07-01", "category:power")],
    ["把上季度供电台账导出来", scope("quarter:2026-07-01", "category:power")],
    ["导出9月台帐表格", scope("month:2026-09-01")],
    ["下载去年台账", scope("year:2025-01-01")],
    ["导出2025年台账", scope("year:2025-01-01")],
    ["导出2025年第三季度台账", scope("quarter:2025-07-01")],
    ["导出2026年9月份台账excel", scope("month:2026-09-01")],
    ["导出上半年环保台账", scope("half_year:2026-01-01", "category:environment")],
    ["导出全部台账", scope(null)],
    ["导出企业服务台账", scope("year:2026-01-01")],
    ["导出自然资源所本月台账", scope("month:2026-11-01", "unit:D04")],
    ["导出禾穗食品的台账", scope("year:2026-01-01", "enterprise:E01")],
    ["导出本月超期台账", scope("month:2026-11-01", null, "overdue")],
    ["导出本季度在办工单", scope("quarter:2026-10-01", null, "open")],
    ["导出路灯台账", scope("year:2026-01-01", "text:路灯")],
    ["本月台账导一下", scope("month:2026-11-01")],
    ["要一份本月台账表格", scope("month:2026-11-01")],
  ])("%s", (text, wanted) => {
    expect(asked(text)).toEqual(wanted);
  });

  test.each([
    "安监要的台账模板没有",
    "检查组要我们的台账，交三次不过",
    "导出功能坏了",
    "台账",
    "导出口退税单",
    "导热油台账清单",
    "下载材料清单",
    "下载诉求表格",
    "我们厂的环保台账怎么做",
    "请把我们厂上个月停电那几天所有受影响企业的损失整理一份明细导出",
  ])("%s is something else", (text) => {
    expect(asked(text)).toBeNull();
  });

  test("a confidential category has no name here: its words are only looked for, where nothing of it is", () => {
    expect(asked("导出作风效能台账")).toEqual(scope("year:2026-01-01", "text:作风效能"));
    expect(readScope(directory, scope(null, "category:integrity"))).toBeNull();
  });

  test("what a card brings back is read again, and what is none of ours names nothing", () => {
    expect(readScope(directory, scope("quarter:2026-07-01", "category:power"))).toEqual({
      period: {
        kind: "quarter",
        from: Date.parse("2026-07-01T00:00:00+08:00"),
        to: Date.parse("2026-10-01T00:00:00+08:00"),
      },
      about: { type: "category", id: "power", name: "供电" },
    });
    for (const bad of [scope("quarter"), scope("year:2026-13-01"), scope(null, "unit:D99"), scope(null, "x")])
      expect(readScope(directory, bad)).toBeNull();
  });

  test("the widest scope fits the name of a submit button", () => {
    const name = encodeActionName({
      k: "ledger",
      d: "send",
      p: "half_year:2026-07-01",
      a: "category:construction",
      s: "overdue",
    });
    expect(name.length).toBeLessThanOrEqual(100);
  });
});
