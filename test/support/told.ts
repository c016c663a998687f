import type { Office } from "./office.ts";
import type { PersonAtPhone } from "./people.ts";
import { wordsOf } from "./people.ts";

/** What the bot has written to somebody. */
export const saidTo = (person: PersonAtPhone): string[] =>
  person
    .messages()
    .filter(({ from }) => from === "bot")
    .map(wordsOf);

/** What it writes to him meanwhile. */
export async function heardBy(person: PersonAtPhone, during: () => Promise<unknown>): Promise<string> {
  const before = saidTo(person).length;
  await during();
  return saidTo(person).slice(before).join("\n");
}

/** @param local MM-DDThh:mm of 2026. */
export const moveTo = (office: Office, local: string): Promise<void> =>
  office.advance(Date.parse(`2026-${local}:00+08:00`) - office.sandbox.now());
