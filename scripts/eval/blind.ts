import { readFileSync } from "node:fs";
import type { LabelledMessage } from "./labels.ts";

const LINE = /^(?<text>.+?) => (?<intent>\S+) (?<category>\S+) (?<urgency>\S+) (?<count>\S+)(?<rest>.*)$/u;
const SENT_AT = Date.parse("2026-11-10T09:30:00+08:00");

function field(rest: string, name: string): string | null {
  const hit = new RegExp(`(?:^| )${name}:(.*?)(?= [TLRNDI]:| C(?: |$)|$)`, "u").exec(rest);
  return hit?.[1]?.trim() ?? null;
}

/** Reads the short notation of db/examples/check: what is right is named with `|` between alternatives. */
export function readBlind(path: URL): readonly LabelledMessage[] {
  const out: LabelledMessage[] = [];
  for (const [at, line] of readFileSync(path, "utf8").split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const groups = LINE.exec(line)?.groups;
    if (!groups) throw new Error(`${path.pathname}:${at + 1}: not a labelled message`);
    const rest = groups["rest"] ?? "";
    const [intents = "", ...also] = (groups["intent"] ?? "").split("+");
    const tickets = (field(rest, "T") ?? "").split(";").filter((one) => one !== "");
    const items = field(rest, "I");
    out.push({
      message: {
        id: `${path.pathname.split("/").at(-1)}:${at + 1}`,
        text: groups["text"] ?? "",
        sentAt: SENT_AT,
        channel: "p2p",
        context: {
          openTickets: tickets.map((one, i) => {
            const [category = "", title = "", state = "", age = "0"] = one.split("/");
            return { no: `QF-20261101-000${i + 1}`, category, title, state, ageWorkingDays: Number(age) };
          }),
          lastBot: field(rest, "L"),
          replyTo: null,
        },
      },
      intents: intents.split("|"),
      also,
      categories: (groups["category"] ?? "").split("|"),
      urgencies: (groups["urgency"] ?? "").split("|"),
      counts: (groups["count"] ?? "").split("|").map(Number),
      items: items === null ? null : items.split(",").map((one) => one.split("|")),
      location: undefined,
      date: field(rest, "D") ?? undefined,
      numbers: (field(rest, "N") ?? "").split("|").map((one) => one.split(",").filter((number) => number !== "")),
      exactNumbers: true,
      confidential: / C(?: |$)/u.test(rest),
      ratings:
        field(rest, "R")
          ?.split("|")
          .map((one) => (one === "null" ? null : Number(one))) ?? undefined,
      flags: [],
    });
  }
  return out;
}
