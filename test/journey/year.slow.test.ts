import { expect, test } from "vitest";
import { bundled } from "../support/bundled.ts";
import { runChild } from "../support/child.ts";
import type { HalfYear } from "./half-year.ts";

/** Side by side, each on a database of its own: what one half leaves open has forty days more, which reach into the other. */
const HALVES = [
  { from: Date.parse("2026-01-05T08:30:00+08:00"), to: Date.parse("2026-07-01T08:30:00+08:00") },
  { from: Date.parse("2026-07-01T08:30:00+08:00"), to: Date.parse("2026-12-31T17:30:00+08:00") },
];

/** Event types that a year of thousands of tickets must have seen often. */
const TURNS = (
  "opened dispatched accepted passed_on returned handed_over progressed resolved rated closed " +
  "materials_requested supplemented approval_asked approval_given approval_denied unparked assist_asked assist_done supervised reopened"
).split(" ");

async function simulated(file: string, { from, to }: (typeof HALVES)[number]): Promise<HalfYear> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`to see it again: node_modules/.bin/node test/journey/half-year.ts ${from} ${to} ${seed}`);
  const { code, out, err } = await runChild(file, [from, to, seed].map(String));
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as HalfYear;
}

test("a year of a busy town, holidays and make-up days, with a platform that fails: every ticket explained, nothing twice, the audit clean", async () => {
  const began = performance.now();
  const halves = await bundled("test/journey/half-year.ts", (file) =>
    Promise.all(HALVES.map((half) => simulated(file, half))),
  );
  for (const half of halves) {
    // What is not a ticket joined one, or was answered; nothing is without an outcome.
    expect(half.arrived).toBe(half.written);
    expect(half.withoutOutcome).toBe(0);
    // Every ticket has ended, or is with a person of the office for a reason its stage names.
    expect(half.astray).toBe(0);
    // Each reminder was sent once and not before its time, or cancelled for a stated reason; none is left in the past.
    expect(half.reminders.wrong).toEqual([]);
    expect(Math.min(half.reminders.sent, half.reminders.cancelled, half.reminders.moved)).toBeGreaterThan(50);
    // Nothing was given up on or forgotten, and nobody was told the same thing twice.
    expect(half.buriedJobs).toBe(0);
    expect(half.forgottenJobs).toBe(0);
    expect(half.saidTwice).toEqual([]);
    expect(half.failedCalls).toBeGreaterThan(25);
    expect(half.errors).toEqual([]);
    expect(half.differences).toEqual([]);
  }
  const sum = (of: (half: HalfYear) => number): number => halves.reduce((total, half) => total + of(half), 0);
  expect(sum(({ tickets }) => tickets)).toBeGreaterThan(3000);
  // It writes until there are as many: what is no word more about an open matter must have made one.
  expect(sum(({ tickets }) => tickets) / sum(({ written }) => written)).toBeGreaterThan(0.8);
  // Every kind of turn a ticket can take was taken, not only the straight way.
  expect(TURNS.filter((turn) => sum(({ turns }) => turns[turn] ?? 0) < 10)).toEqual([]);
  console.log(
    `${sum(({ written }) => written)} messages, ${sum(({ tickets }) => tickets)} tickets, ${sum(({ events }) => events)} events, ${sum(({ messages }) => messages)} messages sent, reminders: ${sum(({ reminders }) => reminders.sent)} sent, ${sum(({ reminders }) => reminders.cancelled)} cancelled, ${sum(({ reminders }) => reminders.moved)} moved, in ${Math.round((performance.now() - began) / 1000)} s`,
  );
}, 600_000);
