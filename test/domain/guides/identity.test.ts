import { describe, expect, test } from "vitest";
import { identifyingWords, withoutIdentity } from "../../../src/domain/guides/identity.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const directory = sampleDirectory();
const found = (text: string): string[] => identifyingWords(directory, text).map(({ word }) => word);

describe("what names somebody is found", () => {
  test.each([
    ["苗德润说的", "苗德润"],
    ["请苗总来一趟", "苗总"],
    ["王厂长那边", "王厂长"],
    ["老王知道", "老王"],
    ["我叫钟离春", "我叫钟离春"],
    ["云溪禾穗食品有限公司的车间", "云溪禾穗食品有限公司"],
    ["禾穗食品的车间", "禾穗食品"],
    ["外县的宏远机械有限公司", "外县的宏远机械有限公司"],
    ["打14000001001", "14000001001"],
    ["打 140-0000-1001", "140-0000-1001"],
    ["打0537-1234567", "0537-1234567"],
    ["座机8612345", "8612345"],
    ["微信:abc_12345", "微信:abc_12345"],
    ["发到a.b@c.com", "a.b@c.com"],
    ["单号QF-20261124-0001", "QF-20261124-0001"],
    ["代码91990001281866205A", "91990001281866205A"],
    ["车牌鲁A12345", "鲁A12345"],
  ])("%s", (text, word) => expect(found(text)).toContain(word));

  test("public phones, dates, money and amounts name nobody", () => {
    for (const text of [
      "打企业服务中心0000-8880102",
      "2026年11月24日前办好,2026-12-31止",
      "奖励10万元,总额12345678元,面积3000平方米",
      "办公室主任科员岗位、总经理签字、总数不变",
      "打12345或119",
    ])
      expect(found(text)).toEqual([]);
  });
});

test("the draft keeps what was said and has lost who said it, and nothing is found in it any more", () => {
  const draft = withoutIdentity(
    directory,
    "您好,我们是云溪禾穗食品有限公司,我们厂房屋顶漏水,请苗总或者尤在渊看看,电话14000001001。",
  );
  expect(draft).toContain("厂房屋顶漏水");
  expect(identifyingWords(directory, draft)).toEqual([]);
  for (const word of ["禾穗", "苗", "尤在渊", "1400"]) expect(draft).not.toContain(word);
});
