import { expect, test } from "vitest";
import { isThanks } from "../../../src/desk/messages/thanks.ts";

test.each([
  "谢谢",
  "好的，谢谢您！",
  "收到",
  "收到，辛苦了",
  "太感谢了，麻烦你们了",
  "知道了谢谢",
  "OK thanks",
  "Thank you very much!",
  "谢谢[动画表情]",
])("%s is nothing but thanks", (text) => expect(isThanks(text)).toBe(true));

test.each([
  "谢谢，但是还没好",
  "好了",
  "好",
  "收到材料清单了，缺哪份?",
  "谢谢，再问下地址",
  "不用谢，快来修",
  "辛苦催一下",
  "知道了，明天上午我在厂里",
  "在吗",
  "",
])("%s says more, or no thanks", (text) => expect(isThanks(text)).toBe(false));
