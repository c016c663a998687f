import { expect, test } from "vitest";
import { emergency, perhapsDanger } from "../../src/assistant/gates/emergency.ts";

test.each(["快点啊", "快点!", "你们快点啊", "麻烦快点啊", "快点办啊", "快点啊,催办"])(
  "bare urging is no cry for help: %s",
  (words) => {
    expect(emergency(words)).toBeNull();
    expect(perhapsDanger(words)).toBeNull();
  },
);

test.each(["快点啊,着火了", "快来人啊,有人触电了"])("urging beside a danger still is one: %s", (words) => {
  expect(emergency(words)).not.toBeNull();
});
