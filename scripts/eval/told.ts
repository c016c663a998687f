import { readFileSync } from "node:fs";
import { parseBank } from "../../src/assistant/bank/expand.ts";
import { readBlind } from "./blind.ts";
import { readLabelled } from "./labels.ts";

export interface Told {
  readonly text: string;
  /** Whether it is what the ear listens for. */
  readonly yes: boolean;
  /** A kind of accident, or the table it stands in: told together, held out together. */
  readonly group: string;
}

/** Sets of db/examples/check that the ears learn from: all that have been seen. */
const SETS = [...Array.from({ length: 9 }, (_, at) => `blind-${at + 1}.txt`), "blind-10.jsonl", "blind-11.jsonl"];

function lines(root: URL, path: string): readonly string[] {
  return readFileSync(new URL(path, root), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !(line.startsWith("#") && !line.startsWith("## ")));
}

function table(root: URL, name: string, yes: boolean): readonly Told[] {
  let group = name;
  return lines(root, `db/examples/gates/${name}.txt`).flatMap((line) => {
    if (line.startsWith("## ")) {
      group = `${name}/${line.slice(3)}`;
      return [];
    }
    return [{ text: line.replace(/^(?:[0-9,]+|C) /u, ""), yes, group }];
  });
}

/** Labelled messages, and three sentences of each line of the bank. */
function messages(
  root: URL,
  requests: string,
  is: { readonly blind: (intents: readonly string[]) => boolean; readonly category: string | null },
): readonly Told[] {
  const blind = SETS.flatMap((group) => {
    const file = new URL(`db/examples/check/${group}`, root);
    const all = group.endsWith(".txt") ? readBlind(file) : readLabelled(file);
    return all.map(({ message, intents, also }) => ({
      text: message.text,
      yes: is.blind([intents[0] ?? "", ...also]),
      group,
    }));
  });
  return [
    ...blind,
    ...parseBank(requests, 3).map(({ text, category }) => ({ text, yes: category === is.category, group: "bank" })),
  ];
}

/** All that is known of danger and of its contrary. */
export function toldOfDanger(root: URL, requests: string): readonly Told[] {
  return [
    ...["danger", "danger-words", "danger-voices"].flatMap((name) => table(root, name, true)),
    ...["harmless", "harmless-voices", "conduct", "conduct-voices", "ordinary", "ordinary-voices"].flatMap((name) =>
      table(root, name, false),
    ),
    ...messages(root, requests, { blind: ([intent]) => intent === "emergency", category: null }),
  ];
}

/** All that is known of complaints about conduct and of what only sounds like one. */
export function toldOfConduct(root: URL, requests: string): readonly Told[] {
  return [
    ...["conduct", "conduct-voices"].flatMap((name) => table(root, name, true)),
    ...["ordinary", "ordinary-voices", "harmless", "harmless-voices"].flatMap((name) => table(root, name, false)),
    ...messages(root, requests, { blind: (intents) => intents.includes("complaint"), category: "integrity" }),
  ];
}
