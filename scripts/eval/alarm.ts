import { readFileSync } from "node:fs";
import { expand } from "../../src/assistant/bank/expand.ts";
import { alarmFeatures } from "../../src/assistant/gates/alarm.ts";
import { readBlind } from "./blind.ts";

interface Told {
  readonly text: string;
  readonly danger: boolean;
  /** Told together, held out together. */
  readonly group: string;
}

const SETS = 8;

function lines(root: URL, path: string): readonly string[] {
  return readFileSync(new URL(path, root), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** All that is known of danger and of its contrary: gate tables, blind sets, and three sentences of each line of the bank. */
export function told(root: URL, requests: string): readonly Told[] {
  const table = (name: string, danger: boolean): Told[] =>
    lines(root, `db/examples/gates/${name}.txt`).map((line) => ({
      text: line.replace(/^(?:[0-9,]+|C) /u, ""),
      danger,
      group: "gates",
    }));
  const blind = Array.from({ length: SETS }, (_, at) => `blind-${at + 1}`).flatMap((group) =>
    readBlind(new URL(`db/examples/check/${group}.txt`, root)).map((one) => ({
      text: one.message.text,
      danger: one.intents[0] === "emergency",
      group,
    })),
  );
  const bank = requests
    .split("\n")
    .filter((line) => !line.startsWith("[") && !line.startsWith("## "))
    .flatMap((line) => expand(line.replace(/^[?!]/u, ""), 3).map((text) => ({ text, danger: false, group: "bank" })));
  return [
    ...table("danger", true),
    ...table("danger-words", true),
    ...table("harmless", false),
    ...table("conduct", false),
    ...table("ordinary", false),
    ...blind,
    ...bank,
  ];
}

/** Log odds of each feature heard at least three times, in tenths; weak ones left out. */
export function trainAlarm(all: readonly Told[]): ReadonlyMap<string, number> {
  const times = new Map<string, [number, number]>();
  const total: [number, number] = [0, 0];
  for (const { text, danger } of all) {
    const at = danger ? 1 : 0;
    total[at]++;
    for (const feature of alarmFeatures(text)) {
      const pair = times.get(feature) ?? [0, 0];
      pair[at]++;
      times.set(feature, pair);
    }
  }
  const out = new Map<string, number>();
  for (const [feature, [no, yes]] of [...times].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (no + yes < 2) continue;
    const odds = Math.log((yes + 0.3) / (total[1] + 0.6)) - Math.log((no + 0.3) / (total[0] + 0.6));
    if (Math.abs(odds) >= 1.2) out.set(feature, Math.round(odds * 10));
  }
  return out;
}
