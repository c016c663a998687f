import { expect, test } from "vitest";
import { searchQuery, searchWords } from "../../../src/domain/stats/search-words.ts";

test.each([
  ["变压器跳闸", "变压 压器 器跳 跳闸"],
  ["QF-20261124-0007 电", "20261124 0007 电"],
  ["110kV线路", "110 kv 线路"],
  ["", ""],
])("%s is kept as %s", (text, words) => {
  expect(searchWords(text)).toBe(words);
});

test.each([
  ["跳闸", '"跳闸"'],
  ["变压器", '"变压 压器"'],
  ["电", '"电" *'],
  ["变压器 停电", '"变压 压器" "停电"'],
  ["QF-20261124-0007", '"20261124" * "0007" *'],
  ["第17件", '"17 件" *'],
  ['" OR *', '"or" *'],
  ["。、*", null],
])("%s is looked for as %s", (text, query) => {
  expect(searchQuery(text)).toBe(query);
});
