import type { Directory, KeyProject } from "./directory.ts";

/** A name this short would be found in words that mean something else. */
const SHORTEST_NAME = 3;

/**
 * The key project a request is about by rule: the requester's firm has exactly one running project, and the words name it or
 * its site. Anything less certain is for a person to say. Null = none.
 */
export function projectNamed(
  directory: Pick<Directory, "projects">,
  enterpriseId: string | null,
  words: readonly (string | null)[],
): string | null {
  if (enterpriseId === null) return null;
  const running = [...directory.projects.values()].filter((one) => one.running && one.enterpriseId === enterpriseId);
  const [only] = running;
  if (only === undefined || running.length > 1) return null;
  const said = folded(words.filter((part) => part !== null).join(" "));
  return namesOf(only).some((name) => said.includes(name)) ? only.id : null;
}

const namesOf = ({ name, aliases, site }: KeyProject): string[] =>
  [name, ...aliases, site].map(folded).filter((one) => one.length >= SHORTEST_NAME);

/** Full-width letters, capitals, blanks and punctuation make no difference. */
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, "");
