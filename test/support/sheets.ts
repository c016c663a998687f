import type { ReadSheet } from "../../src/reports/xlsx/read.ts";
import { readXlsx } from "../../src/reports/xlsx/read.ts";
import type { PersonAtPhone } from "./people.ts";

/** Files a person got from the desk in his private chat, oldest first. */
export const filesOf = (person: PersonAtPhone): { readonly name: string; readonly key: string }[] =>
  person
    .messages()
    .filter((message) => message.type === "file" && message.from === "bot")
    .map(({ content }) => {
      const { file_name: name, file_key: key } = content as { file_name: string; file_key: string };
      return { name, key };
    });

/** Sheets of a file, downloaded from the local Feishu as its page does. */
export async function sheetsOf(sandboxUrl: string, key: string): Promise<readonly ReadSheet[]> {
  const answer = await fetch(`${sandboxUrl}/sandbox/api/file/${key}`);
  return readXlsx(new Uint8Array(await answer.arrayBuffer()));
}
