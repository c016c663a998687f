import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleGuides } from "../../../db/sample/guides/load.ts";
import { gapWords } from "../../../src/domain/guides/gap.ts";
import type { Guide } from "../../../src/domain/guides/guide.ts";
import { answersOn, missingParts, publish } from "../../../src/domain/guides/guide.ts";
import { nearest } from "../../../src/domain/guides/near.ts";

const DAY = "2026-11-24";
const guides = sampleGuides();
const guide = (id: string): Guide => {
  const found = guides.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const found = (question: string, day = DAY): string => {
  const result = nearest(question, guides, day);
  if (result.type === "one") return result.guide.id;
  return result.type === "several" ? `?${result.guides.map(({ id }) => id).join(",")}` : "none";
};

describe("a guide of the four ones (003-03)", () => {
  const whole = { ...guide("G02"), state: "draft" as const };
  test.each([
    ["flow", { flow: [] }],
    ["flow", { flow: ["网上申请", " "] }],
    ["list", { list: { ...whole.list, fee: "" } }],
    ["list", { list: { ...whole.list, workingDays: null } }],
    ["list", { list: { ...whole.list, applyAt: " " } }],
    ["materials", { materials: [] }],
    ["supervision_phone", { supervisionPhone: "" }],
  ] as const)("is not published without its %s", (part, change) => {
    const refused = publish({ ...whole, ...change }, DAY);
    expect(refused).toEqual({ ok: false, error: { code: "incomplete", missing: [part] } });
    expect(missingParts({ ...whole, ...change })).toEqual([part]);
  });

  test("is published when all four are there, and not after its last day", () => {
    expect(publish(whole, DAY)).toMatchObject({ ok: true, value: { state: "published" } });
    expect(publish(whole, "2027-01-01")).toEqual({ ok: false, error: { code: "expired" } });
  });

  test("answers from its first day to its last, never as a draft, never when a part was lost", () => {
    expect(answersOn(guide("G02"), "2026-12-31")).toBe(true);
    expect(answersOn(guide("G02"), "2027-01-01")).toBe(false);
    expect(answersOn(guide("G02"), "2025-12-31")).toBe(false);
    expect(answersOn(whole, DAY)).toBe(false);
    expect(answersOn({ ...guide("G02"), supervisionPhone: "" }, DAY)).toBe(false);
    expect(found("办食品经营许可证要什么材料", "2027-01-01")).toBe("none");
  });
});

test.each([
  ["请问办食品经营许可证需要什么材料?", "G02"],
  ["我们想在厂里开个小超市，食品经营许可怎么办", "G02"],
  ["环评登记表在哪里填,多久能批下来", "G09"],
  ["变压器增容要多少天", "G03"],
  ["用电增容收费吗", "G03"],
  ["营业执照怎么办理", "G01"],
  ["注册公司需要哪些材料", "G01"],
  ["施工许可证几天能下来", "G07"],
  ["竣工联合验收需要什么", "G08"],
  ["排污登记要钱吗", "G10"],
  ["社保开户要带什么", "G12"],
  ["技改奖补怎么申领", "G13"],
  ["不动产证去哪个窗口办", "G14"],
  ["天然气报装流程", "G05"],
])("%s is answered by %s", (question, id) => {
  expect(found(question)).toBe(id);
});

test.each([
  "企业安静日是每个月哪几天",
  "高企认定奖励的标准是多少,什么时候可以申报?",
  "外籍员工的工作签证怎么办",
  "路灯坏了找谁",
  "出口退税要多久",
  "你们几点下班",
])("%s: no guide is near, and none is made up", (question) => {
  expect(found(question)).toBe("none");
});

test.each(["咱们园区工业用电现在多少钱一度?", "营业执照丢了怎么补", "小微企业社保补贴怎么申请"])(
  "%s: a guide that only sounds alike does not answer by itself",
  (question) => {
    expect(found(question)).toMatch(/^\?|none/);
  },
);

test("a gap holds the subject of the question and nothing about who asked", () => {
  const words = gapWords("我是苗德润，电话14000001001，禾穗食品想问外籍员工的工作签证怎么办", ["苗德润", "禾穗食品"]);
  expect(words).toContain("外籍员工");
  expect(words).not.toMatch(/苗德润|禾穗|\d/u);
});

const writing = fc.string({
  unit: fc.constantFrom(...Array.from("食品经营许可证营业执照苗德润禾穗0123456789abc，。?怎么办要材料 ")),
  maxLength: 60,
});

test("whatever is asked, a gap holds no name of the directory, no digit and no letter, and is short", () => {
  fc.assert(
    fc.property(writing, (question) => {
      const words = gapWords(question, ["苗德润", "禾穗"]);
      expect(words).not.toMatch(/苗德润|禾穗|[0-9a-z]/u);
      expect(Array.from(words).length).toBeLessThanOrEqual(40);
    }),
  );
});

test("whatever is asked, only what is published and in force is shown", () => {
  const some = fc.record({
    state: fc.constantFrom("draft" as const, "published" as const),
    validFrom: fc.constantFrom("2026-01-01", "2026-12-01"),
    validTo: fc.constantFrom("2026-10-31", "2026-12-31"),
    supervisionPhone: fc.constantFrom("", "0000-8880112"),
  });
  fc.assert(
    fc.property(
      writing,
      fc.array(some, { minLength: guides.length, maxLength: guides.length }),
      (question, changes) => {
        const kept = guides.map((one, i) => ({ ...one, ...changes[i] }));
        const result = nearest(question, kept, DAY);
        const shown = result.type === "one" ? [result.guide] : result.type === "several" ? result.guides : [];
        for (const one of shown) expect(answersOn(one, DAY)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(2);
      },
    ),
  );
});

test.each([
  ["想新开一家公司,工商那边怎么注册", "G01"],
  ["办个营业执照要跑几趟", "G01"],
  ["公司设立登记要哪些东西", "G01"],
  ["餐饮店的食品经营许可证多久能拿到", "G02"],
  ["厂里食堂要不要办食品证", "G02"],
  ["食品许可去哪儿办", "G02"],
  ["我们想加个变压器,要什么手续", "G03"],
  ["工业用电增容收不收钱", "G03"],
  ["新厂房要接自来水,怎么报装", "G04"],
  ["工业用水怎么开户", "G04"],
  ["厂里想通天然气,要准备什么", "G05"],
  ["燃气开户几天", "G05"],
  ["建设工程规划许可证需要哪些材料", "G06"],
  ["盖厂房规划许可怎么办", "G06"],
  ["施工许可要提供中标通知书吗", "G07"],
  ["开工前施工许可证怎么办", "G07"],
  ["厂房盖好了怎么验收", "G08"],
  ["竣工联合验收多少个工作日", "G08"],
  ["环评备案在网上怎么填", "G09"],
  ["环境影响登记表怎么备案", "G09"],
  ["排污许可登记怎么弄", "G10"],
  ["排污登记要什么材料", "G10"],
  ["想招人要准备什么材料", "G11"],
  ["新公司怎么给员工开社保户", "G12"],
  ["单位参保登记流程", "G12"],
  ["设备技术改造有补贴吗怎么申领", "G13"],
  ["技改奖补要哪些发票", "G13"],
  ["厂房产权证怎么办", "G14"],
  ["不动产首次登记带什么", "G14"],
  ["小微企业信用贷怎么申请", "G15"],
  ["老乡想来镇上注册个公司,得跑哪个窗口", "G01"],
  ["执照办下来要几天", "G01"],
  ["面包房开业前食品经营许可怎么搞", "G02"],
  ["增容的流程走一遍大概多久", "G03"],
  ["工业用水报装谁来施工", "G04"],
  ["燃气报装要交营业执照吗", "G05"],
  ["规划许可证公示几天", "G06"],
  ["办施工许可资金承诺咋写", "G07"],
  ["联合验收申请表在哪下载", "G08"],
  ["环评登记备案是不是网上就能办", "G09"],
  ["固定污染源排污登记怎么填", "G10"],
  ["招工代办收钱不", "G11"],
  ["给新来的职工参保登记带花名册行吗", "G12"],
  ["买了机器人技改奖补咋报", "G13"],
  ["厂房不动产证首次登记要完税证明吗", "G14"],
  ["信用贷要看几年的报表", "G15"],
])("%s: %s is the answer or one of the buttons", (question, id) => {
  expect(found(question)).toContain(id);
});

test.each([
  "厂门口的路灯归谁管",
  "消防验收和竣工验收是一回事吗",
  "个人所得税怎么退",
  "出口退税备案怎么办",
  "能给介绍个会计吗",
  "残疾人就业保障金怎么算",
  "职工宿舍能租给外人吗",
  "食品厂的工业用地价格是多少",
  "外地车进园区要办通行证吗",
  "商标注册要多少钱",
])("%s is answered by no guide", (question) => {
  expect(found(question)).toMatch(/^\?|none/);
});
