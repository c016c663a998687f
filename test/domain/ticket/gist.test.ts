import * as fc from "fast-check";
import { expect, test } from "vitest";
import { gist } from "../../../src/domain/ticket/gist.ts";

const LONG =
  "领导您好，我是永安大路那边做食品的，干了十几年了，一直都很支持镇里的工作。去年厂里扩建花了不少钱，贷款也还没还清。" +
  "最近这半个月门口的排水沟一下雨就倒灌，车间里积水有十几公分，两台包装机都泡坏了。我们自己也掏过，掏不动，说是主管道的事。" +
  "工人们天天早上来先扫水，实在没办法了。请尽快派人来看看主管道是不是堵了。";

test("of a long story the trouble and the wish are in sight, in its own words", () => {
  expect(gist(LONG)).toMatch(/倒灌|积水|堵/);
  expect(gist(LONG)).toMatch(/请尽快派人/);
  expect(gist(LONG)).not.toMatch(/领导您好|支持镇里/);
});

test("a voice transcript without punctuation is cut where people breathe", () => {
  const voice =
    "那个我是做家具的就是说我们厂旁边那条路晚上没有路灯然后工人下夜班老是摔跤上个月还摔伤一个因为那段路还有两个坑";
  expect(gist(voice)).toMatch(/路灯|坑|摔伤/);
  expect(Array.from(gist(voice)).length).toBeLessThanOrEqual(60);
});

test("adds no word of its own and stays short, whatever is written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.integer({ min: 10, max: 80 }), (text, max) => {
      const short = gist(text, max);
      expect(Array.from(short).length).toBeLessThanOrEqual(max);
      for (const character of short.replaceAll("，", "")) expect(text).toContain(character);
    }),
  );
});
