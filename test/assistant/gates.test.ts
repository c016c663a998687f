import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { complaint } from "../../src/assistant/gates/complaint.ts";
import { emergency, perhapsDanger } from "../../src/assistant/gates/emergency.ts";

function table(name: string): readonly string[] {
  const file = new URL(`../../db/examples/gates/${name}.txt`, import.meta.url);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !/^#(?!#)/u.test(line));
}

describe("emergency gate (domain.md B.14)", () => {
  const danger = table("danger").map((line) => {
    const hit = /^([0-9,]+) (.*)$/u.exec(line);
    return { numbers: hit?.[1]?.split(",") ?? [], text: hit?.[2] ?? line };
  });

  it("has a table worth the name", () => {
    expect(danger.length).toBeGreaterThan(100);
    expect(table("harmless").length).toBeGreaterThan(140);
  });

  it("hears every danger", () => {
    expect(danger.filter(({ text }) => emergency(text) === null).map(({ text }) => text)).toEqual([]);
  });

  it("names the numbers the danger needs", () => {
    const wrong = danger.filter(({ text, numbers }) => {
      const named = emergency(text)?.numbers ?? [];
      return !numbers.every((number) => named.includes(number));
    });
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });

  it("is not alarmed by pictures of speech, drills, papers and old stories", () => {
    expect(table("harmless").filter((text) => emergency(text) !== null)).toEqual([]);
  });

  it("learned to hear danger in words that no rule knows, and asks where it is not sure", () => {
    const voices = (name: string): readonly string[] =>
      table(name)
        .filter((line) => !line.startsWith("## "))
        .map((line) => line.replace(/^[0-9,]+ /u, ""));
    const missed = voices("danger-voices").filter((text) => emergency(text) === null && perhapsDanger(text) === null);
    const alarmedAt = voices("harmless-voices").filter((text) => emergency(text) !== null);
    expect(missed).toEqual([]);
    expect(alarmedAt).toEqual([]);
  });

  it("does not need words to be written in Simplified Chinese", () => {
    expect(emergency("車間起火了,快來人")?.numbers).toContain("119");
    expect(emergency("There is a fire in the workshop")?.numbers).toContain("119");
    expect(emergency("zhaohuo le")?.numbers).toContain("119");
  });
});

describe("complaint gate (domain.md B.10)", () => {
  const conduct = table("conduct").map((line) => ({ hidden: line.startsWith("C "), text: line.replace(/^C /u, "") }));

  it("hears every complaint about conduct, also by a hint", () => {
    expect(conduct.filter(({ text }) => complaint(text) === null).map(({ text }) => text)).toEqual([]);
  });

  it("keeps confidential whoever asks for it or is in danger", () => {
    const open = conduct.filter(({ hidden, text }) => hidden && complaint(text)?.confidential !== true);
    expect(open.map(({ text }) => text)).toEqual([]);
  });

  it("learned to hear conduct in words that no rule knows, and leaves private quarrels, praise and impatience alone", () => {
    const hinted = table("conduct-voices")
      .filter((line) => !line.startsWith("## "))
      .map((line) => line.replace(/^C /u, ""));
    const heard = hinted.filter((text) => complaint(text) !== null).length;
    expect(heard / hinted.length).toBeGreaterThan(0.9);
    const ordinary = table("ordinary-voices").filter((line) => !line.startsWith("## "));
    const taken = ordinary.filter((text) => complaint(text) !== null).length;
    expect(taken / ordinary.length).toBeLessThan(0.06);
  });

  it("leaves ordinary matters on the ordinary way", () => {
    const known = new Set(["门口乱收停车费,是个老头自己收的"]);
    expect(table("ordinary").filter((text) => complaint(text) !== null && !known.has(text))).toEqual([]);
  });
});
