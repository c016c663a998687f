import { describe, expect, test } from "vitest";
import { localDay } from "../../../src/domain/calendar/index.ts";
import { questionOf } from "../../../src/domain/stats/question.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const { calendar } = sampleDirectory();
const NOW = Date.parse("2026-11-24T10:00:00+08:00");
const read = (text: string): string | null => {
  const question = questionOf(calendar, text, NOW);
  if (question === null) return null;
  const { asked, period } = question;
  return `${asked} ${localDay(calendar, period.from)} ${localDay(calendar, period.to - 1)}`;
};

describe("questions from the closed set", () => {
  test.each([
    ["本月哪个部门最慢?", "slowest 2026-11-01 2026-11-30"],
    ["上个月哪个部门办得最慢", "slowest 2026-10-01 2026-10-31"],
    ["我们公司今年提了几件", "own 2026-01-01 2026-12-31"],
    ["今年我们厂反映过多少件", "own 2026-01-01 2026-12-31"],
    ["我们企业本月提了几件事?", "own 2026-11-01 2026-11-30"],
    ["看板", "board 2026-11-24 2026-11-24"],
    ["上季度三率", "rates 2026-07-01 2026-09-30"],
    ["12月满意率是多少", "rates 2025-12-01 2025-12-31"],
    ["3月收了多少办了多少", "counts 2026-03-01 2026-03-31"],
    ["上周办结了多少件", "counts 2026-11-16 2026-11-22"],
    ["超期的有哪些", "overdue 2026-11-24 2026-11-24"],
    ["今年反映最多的是什么", "topics 2026-01-01 2026-12-31"],
    ["月报", "report 2026-10-01 2026-10-31"],
    ["本月月报", "report 2026-11-01 2026-11-30"],
    ["周报", "report 2026-11-16 2026-11-22"],
    ["半年报", "report 2026-01-01 2026-06-30"],
    ["出季度排队", "ranking 2026-07-01 2026-09-30"],
    ["上半年办理用时", "slowest 2026-01-01 2026-06-30"],
    ["昨天收了几件", "counts 2026-11-23 2026-11-23"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    "纬二路停电了,本月已经第三次,哪个部门管?",
    "我们公司今年提了几件事都没人管,这次围挡又倒了",
    "供电所办得最慢,请换人",
    "满意",
    "办结了吗",
    "上个月的水费什么时候退",
    "排队领号太久",
    "",
  ])("%s is no question for figures", (text) => {
    expect(read(text)).toBeNull();
  });
});
