import { readFileSync } from "node:fs";
import type { IncomingMessage } from "../../src/assistant/types.ts";
import { parseLine } from "./contract.ts";

/** What is right for a message; several entries = any of them. `undefined` = not labelled, not counted. */
export interface LabelledMessage {
  readonly message: IncomingMessage;
  readonly intents: readonly string[];
  readonly also: readonly string[];
  readonly categories: readonly string[];
  readonly urgencies: readonly string[];
  readonly counts: readonly number[];
  readonly items: readonly (readonly string[])[] | null;
  readonly location: string | null | undefined;
  readonly date: string | null | undefined;
  readonly numbers: readonly (readonly string[])[];
  /** Whether a number beside those named is wrong; otherwise they are the least that must be named. */
  readonly exactNumbers: boolean;
  readonly confidential: boolean;
  readonly ratings: readonly (number | null)[] | undefined;
  readonly flags: readonly string[];
}

interface Expected {
  readonly intent: string;
  readonly also?: readonly string[];
  readonly category: string;
  readonly urgency: string;
  readonly n_requests: number;
  readonly items?: readonly { readonly category: string }[];
  readonly location?: string | null;
  readonly deadline?: { readonly date: string | null } | null;
  readonly emergency_numbers?: readonly string[];
  readonly emergency_numbers_exact?: boolean;
  readonly confidential?: boolean;
  readonly rating?: number | null;
  readonly flags?: readonly string[];
  readonly accept?: {
    readonly intent?: readonly string[];
    readonly category?: readonly string[];
    readonly urgency?: readonly string[];
  };
}

/** Reads a labelled file in the form of db/sample/messages.jsonl; throws naming the line when one cannot be read. */
export function readLabelled(path: URL): readonly LabelledMessage[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.trim() === "") return [];
      const parsed = parseLine(line);
      if ("error" in parsed) throw new Error(`${path.pathname}:${at + 1}: ${parsed.error}`);
      const { expected } = JSON.parse(line) as { expected?: Expected };
      if (!expected) throw new Error(`${path.pathname}:${at + 1}: no "expected"`);
      const accept = expected.accept ?? {};
      return [
        {
          message: parsed.message,
          intents: [expected.intent, ...(accept.intent ?? [])],
          also: expected.also ?? [],
          categories: [expected.category, ...(accept.category ?? [])],
          urgencies: [expected.urgency, ...(accept.urgency ?? [])],
          counts: [expected.n_requests],
          // What is right for the only matter of a message is right for the message.
          items:
            expected.items?.map((item) =>
              expected.items?.length === 1 ? [item.category, ...(accept.category ?? [])] : [item.category],
            ) ?? null,
          location: expected.location,
          date: expected.deadline?.date ?? null,
          numbers: [expected.emergency_numbers ?? []],
          exactNumbers: expected.emergency_numbers_exact ?? false,
          confidential: expected.confidential ?? false,
          ratings: expected.rating === undefined ? undefined : [expected.rating],
          flags: expected.flags ?? [],
        },
      ];
    });
}
