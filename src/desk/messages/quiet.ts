import type { Role } from "../../domain/people/directory.ts";
import { personOf } from "../../domain/people/actor.ts";
import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** 免打扰: a leader keeps the digest and is no longer pinged about single tickets; what waits for his word still comes. */
export function quietPlan(situation: Situation, quiet: boolean): Plan {
  const person = personOf(situation.directory, situation.actor);
  if (person === null) return { outcome: "not a person" };
  const others = person.roles.filter((role) => role !== "quiet");
  const roles: readonly Role[] = quiet ? [...others, "quiet"] : others;
  return {
    outcome: quiet ? "quiet" : "loud",
    roles: { personId: person.id, roles },
    notices: [answer(situation, { kind: "said", what: { code: quiet ? "quiet" : "loud" } })],
  };
}
