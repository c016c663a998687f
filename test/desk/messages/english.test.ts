import { expect, test } from "vitest";
import { isEnglish } from "../../../src/desk/messages/english.ts";

test.each([
  "The power is out since last night",
  "How do we apply for a food license?",
  "Thanks",
  "please send someone, water is leaking",
  "FIRE in workshop 2!",
])("%s is answered in English", (text) => expect(isEnglish(text)).toBe(true));

test.each([
  "wo men chang ting dian le",
  "OK",
  "QF-20261124-0001",
  "纬二路停电了 power off",
  "dian biao huai le, kuai lai",
  "140-0000-1001",
  "?",
])("%s is answered in Chinese", (text) => expect(isEnglish(text)).toBe(false));
