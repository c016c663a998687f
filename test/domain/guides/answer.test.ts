import { describe, expect, test } from "vitest";
import { sampleGuides, samplePolicies } from "../../../db/sample/guides/load.ts";
import type { Pool } from "../../../src/domain/guides/answer.ts";
import { answerTo, idOf } from "../../../src/domain/guides/answer.ts";
import { missingPolicyParts, publishPolicy } from "../../../src/domain/guides/policy.ts";

const DAY = "2026-11-24";
const [policy] = samplePolicies();
if (policy === undefined) throw new Error("no policy");

const pool: Pool = {
  guides: sampleGuides(),
  policies: samplePolicies(),
  answers: [
    {
      id: "tk_9",
      ticketNo: "QF-20261101-0001",
      question: "企业安静日能来查消防吗",
      answer: "消防有现实危险的可以来,要出示通知。",
      category: "inspection",
      unitId: "D01",
      answeredOn: "2026-11-01",
      validTo: "2027-05-01",
      publishedBy: "C06",
      publishedAt: 0,
    },
    {
      id: "tk_8",
      ticketNo: "QF-20261101-0002",
      question: "园区东门夜里几点关",
      answer: "十点关。",
      category: "park",
      unitId: "D03",
      answeredOn: "2026-11-01",
      validTo: "2026-11-20",
      publishedBy: "C06",
      publishedAt: 0,
    },
  ],
};

const found = (question: string, day = DAY): string => {
  const answered = answerTo(question, pool, day);
  if (answered.type === "one") return idOf(answered.answer);
  return answered.type === "several" ? `?${answered.answers.map(idOf).join(",")}` : "none";
};

describe("guides before policies before public answers", () => {
  test.each([
    ["请问办食品经营许可证需要什么材料?", "G02"],
    ["技改奖补怎么申请", "G13"],
    ["技改补多少", "P04"],
    ["高企认定奖励的标准是多少,什么时候可以申报?", "P01"],
    ["小微企业社保补贴怎么申请", "P02"],
    ["企业安静日是每个月哪几天", "P03"],
    ["租厂房有没有房租补贴", "P05"],
    ["贷款贴息怎么申请", "P06"],
    ["广交会展位费补助标准", "P07"],
    ["企业安静日能来查消防吗", "tk_9"],
    ["外籍员工的工作签证怎么办", "none"],
    ["咱们园区工业用电现在多少钱一度?", "?G03"],
  ])("%s → %s", (question, id) => expect(found(question)).toBe(id));
});

test("what is over answers no more: neither policy nor public answer", () => {
  expect(found("高企认定奖励的标准是多少", "2027-01-01")).toBe("none");
  expect(found("园区东门夜里几点关")).toBe("none");
  expect(found("园区东门夜里几点关", "2026-11-20")).toBe("tk_8");
});

describe("a policy is whole or not published (001-12)", () => {
  const draft = { ...policy, state: "draft" as const };
  test.each([
    ["title", { title: " " }],
    ["text", { text: "" }],
    ["source", { source: " " }],
    ["unit", { unitId: null }],
  ] as const)("not without its %s", (part, change) => {
    expect(missingPolicyParts({ ...draft, ...change })).toEqual([part]);
    expect(publishPolicy({ ...draft, ...change }, DAY)).toEqual({
      ok: false,
      error: { code: "incomplete", missing: [part] },
    });
  });

  test("nor after its last day", () => {
    expect(publishPolicy(draft, "2027-01-01")).toEqual({ ok: false, error: { code: "expired" } });
    expect(publishPolicy(draft, DAY)).toMatchObject({ ok: true, value: { state: "published" } });
  });
});
