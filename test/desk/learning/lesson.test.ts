import { expect, test } from "vitest";
import { asTaught, taughtNew } from "../../../src/desk/learning/apply.ts";
import { lessonOf } from "../../../src/desk/learning/lesson.ts";
import type { LearnedExample } from "../../../src/assistant/index.ts";
import type { Intent, Understanding } from "../../../src/assistant/types.ts";
import type { Lesson } from "../../../src/store/examples.ts";

const category = (code: string, confidential = false) =>
  [code, { code, name: code, leadUnitId: null, assistUnitIds: [], confidential }] as const;
const directory = { categories: new Map([category("road"), category("park"), category("integrity", true)]) };
const open = () => false;

const correction = (change: Partial<Lesson> = {}): Lesson => ({
  text: "停车场入口的地面塌了，货车进不来",
  intent: "new_request",
  category: "park",
  guessed: "road",
  origin: "dispatch",
  ticketNo: "QF-20261124-0001",
  personId: "C06",
  at: 0,
  ...change,
});

test("a correction is a lesson with its origin", () => {
  expect(lessonOf(directory, open, correction())).toEqual(correction());
});

test("confidential matters teach nothing, from whichever side they come", () => {
  expect(lessonOf(directory, open, correction({ category: "integrity" }))).toBeNull();
  expect(lessonOf(directory, open, correction({ guessed: "integrity" }))).toBeNull();
  expect(lessonOf(directory, () => true, correction())).toBeNull();
});

test("phone numbers are not learned; a house number is", () => {
  const lesson = lessonOf(directory, open, correction({ text: "永安大路73号路面塌了，电话140-0000-1001，急" }));
  expect(lesson?.text).toContain("73号");
  expect(lesson?.text).not.toMatch(/140|1001/);
});

test.each(["还没好", "那个事", "[图片]", "123456789"])("%s means something only where it was said", (text) => {
  expect(lessonOf(directory, open, correction({ text }))).toBeNull();
});

const example = (text: string, change: Partial<LearnedExample> = {}): LearnedExample => ({
  id: "ex_1",
  text,
  intent: "new_request",
  category: null,
  ...change,
});
const understood = (intent: Intent, flags: Understanding["flags"] = []): Understanding => ({
  intent,
  also: [],
  category: null,
  urgency: "low",
  items: [],
  location: null,
  deadline: null,
  emergencyNumbers: [],
  confidential: false,
  rating: null,
  ticketNo: null,
  flags,
  confidence: 0.6,
  alternatives: [],
  by: "rules",
});

test("words that were said to be a new matter are one the next time", () => {
  const words = "东门那边的灯也不亮了，跟上次不是一回事";
  const taught = [example(words)];
  const next = asTaught(
    understood("supplement", ["needs_disambiguation"]),
    "东门那边灯也不亮了,跟上次不是一回事!",
    taught,
  );
  expect(next).toMatchObject({ intent: "new_request", urgency: "normal", flags: [], by: "examples" });
  expect(taughtNew("东门那边的灯修好了", taught)).toBe(false);
});

test.each(["emergency", "complaint", "satisfied", "dissatisfied", "withdraw", "new_request"] as const)(
  "%s is never changed by it",
  (intent) => {
    const own = understood(intent);
    expect(asTaught(own, "东门那边的灯也不亮了", [example("东门那边的灯也不亮了")])).toBe(own);
  },
);

test("an injection stays one, and a lesson about a category says nothing about new or old", () => {
  const injection = understood("other", ["injection"]);
  expect(asTaught(injection, "东门那边的灯也不亮了", [example("东门那边的灯也不亮了")])).toBe(injection);
  const own = understood("supplement");
  expect(asTaught(own, "东门那边的灯也不亮了", [example("东门那边的灯也不亮了", { category: "park" })])).toBe(own);
});
