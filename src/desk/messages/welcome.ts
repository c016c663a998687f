import { hasRole } from "../../domain/people/actor.ts";
import type { Hint, Notice } from "../outgoing.ts";
import { commandsFor } from "./commands.ts";
import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import type { Situation } from "./situation.ts";

export function welcome(
  { directory, actor }: Pick<Situation, "directory" | "actor">,
  hint: Hint | null = null,
): Notice {
  const { name, deskPhone } = directory.settings;
  return {
    kind: "welcome",
    office: name,
    deskPhone,
    staff: actor.type === "person",
    dispatcher: hasRole(directory, actor, "dispatcher"),
    commands: commandsFor({ directory, actor }),
    ...(hint === null ? {} : { hint }),
  };
}

/** Greeting, 帮助, or words the desk cannot do anything with: why, who is here, and what one can write. */
export const welcomePlan = (situation: Situation, hint: Hint | null = null): Plan => ({
  outcome: hint === null ? "welcomed" : `welcomed ${hint.code}`,
  notices: [answer(situation, welcome(situation, hint))],
});
