import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import { policyAt } from "../../../src/domain/ticket/clock.ts";
import { replay } from "../../../src/domain/ticket/evolve.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { isOpen } from "../../../src/domain/ticket/state.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import {
  ACTORS,
  directory,
  dispatcher,
  manager,
  staff,
  SUPERVISION_VERBS,
  system,
  Ticket,
  VERBS,
} from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS };
/** These say something of the ticket; none of them may move a limit. */
const TALK = new Set([
  "progress",
  "urge",
  "askExtension",
  "askParking",
  "askTermination",
  "deny",
  "askAssist",
  "finishAssist",
  "supervise",
  "replySupervision",
  "levelUp",
  "stillHolds",
  "resolve",
  "good",
]);
/** A quarter of all steps is enough for these: after most of them nothing else happens. */
const ENDING = new Set([
  "withdraw",
  "merge",
  "refuse",
  "dismiss",
  "restore",
  "resolve",
  "good",
  "closeUnrated",
  "closeUnanswered",
]);
type Who = Actor | "worker" | "approver" | "assistant" | "fitting";
const FITTING: Readonly<Record<string, Who>> = {
  approve: "approver",
  deny: "approver",
  finishAssist: "assistant",
  supervise: staff("L03"),
  levelUp: staff("L03"),
  ...Object.fromEntries(["closeUnrated", "closeUnanswered", "recompute", "passOn"].map((verb) => [verb, system])),
  ...Object.fromEntries(
    ["supplement", "good", "bad", "notSolved", "urge", "withdraw", "stillHolds", "restore"].map((verb) => [
      verb,
      manager,
    ]),
  ),
};

function actorFor(named: Who, verb: string, ticket: TicketState): Actor {
  const who = named === "fitting" ? (FITTING[verb] ?? "worker") : named;
  if (who === "worker" || who === "fitting")
    return staff(ticket.offeredToId ?? ticket.assigneeId ?? ticket.responsibleId);
  if (who === "approver") return ticket.approval === null ? system : staff(ticket.approval.approverId);
  if (who === "assistant") return staff(ticket.assists.find(({ doneAt }) => doneAt === null)?.personId ?? "C14");
  return who;
}

const step = fc.record({
  verb: fc.oneof(
    fc.constantFrom("accept", "approve", "finishAssist"),
    fc.constantFrom(...Object.keys(VERBS).filter((verb) => !ENDING.has(verb))),
    fc.constantFrom(...Object.keys(SUPERVISION_VERBS)),
    fc.constantFrom(...ENDING),
  ),
  // Without a fitting person most steps would be refused, and the walk would never get to where the rules are.
  who: fc.oneof<fc.WeightedArbitrary<Who>[]>(
    { weight: 1, arbitrary: fc.constantFrom(...ACTORS) },
    { weight: 1, arbitrary: fc.constantFrom("worker", "approver", "assistant") },
    { weight: 4, arbitrary: fc.constant("fitting") },
  ),
  minutes: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 240 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: (30 * 24 * HOUR) / MINUTE }) },
  ),
});

/** Everything that must hold between two moments of one ticket's life, whoever did what. */
function expectSound(before: TicketState, after: TicketState, verb: string, actor: Actor, said: string): void {
  expect(after.responsibleId, "somebody is responsible").not.toBe("");
  if (said !== "ok") expect(after, "a refusal changes nothing").toBe(before);
  if (!isOpen(before) && before.stage !== "closed" && verb !== "restore") expect(after, "ended is ended").toBe(before);
  if (after.stage === "not_request" && before.stage !== "not_request") {
    expect(verb, "only a person's word makes it no request").toBe("dismiss");
    expect(before.urgency, "an emergency is always handled").not.toBe("emergency");
    expect(before.redo, "who said once that it is one is believed").toBe(0);
    const worker = [before.assigneeId, "C06", "C05", "C07"];
    expect(worker, "a dispatcher or the assignee").toContain(actor.type === "person" ? actor.personId : "");
    if (actor !== dispatcher && before.assigneeId !== null && before.firstContactAt !== null)
      expect(directory.people.get(before.assigneeId)?.roles, "spoken to, it has a result").toContain("dispatcher");
  }
  if (after.dismissal?.restored === true && before.dismissal?.restored !== true) {
    expect([manager, dispatcher], "its sender or a dispatcher").toContainEqual(actor);
    expect(after.stage).toBe("triage");
    expect(after.redo).toBe(before.redo + 1);
    expect(after.firstContactAt, "who is to be handled is to be spoken to").toBeNull();
  }
  if (after.acceptedAt === null && after.chain.length <= 1 && after.passedOn === 0 && isOpen(after))
    expect(after.responsibleId, "first responder until accept (000-16)").toBe(after.firstResponderId);
  expect(after.pausedSince !== null, "the clock stands exactly while papers are awaited or it is parked").toBe(
    after.stage === "awaiting_requester" || after.stage === "parked",
  );
  expect(after.closedAt !== null).toBe(!isOpen(after));
  expect(after.materialsRequests, "one list, one more with a reason (003-08)").toBeLessThanOrEqual(2);
  if (after.ratings.length > before.ratings.length) expect(actor, "only the requester rates").toBe(manager);

  if (TALK.has(verb)) expect(after.deadlines, "talk moves no limit").toEqual(before.deadlines);
  const { extensionTimes } = policyAt(directory, after.category, after.openedAt);
  if (after.extensionsAsked > before.extensionsAsked)
    expect(after.extensionsAsked, "extended as often as the category allows (B.4)").toBeLessThanOrEqual(extensionTimes);
  if (after.extension !== before.extension && after.extension !== null && verb === "approve")
    expect(after.deadlines.resolveBy).toBe(after.extension.until);
  const granted = ["parked", "terminated"].includes(after.stage) && after.stage !== before.stage;
  if (granted && verb === "approve")
    expect(actor, "only the approver grants").toEqual(staff(before.approval?.approverId ?? "nobody"));
  if (granted) expect(["approve", "closeUnanswered"], "no way around the approver").toContain(verb);

  if (after.stage === "awaiting_rating" && before.stage !== "awaiting_rating")
    expect(
      before.assists.every(({ doneAt }) => doneAt !== null),
      "no result before every unit has done its part (000-10)",
    ).toBe(true);
  expect(after.level, "what has gone up stays up").toBeGreaterThanOrEqual(before.level);
  expect(after.supervisions.length, "a supervision is never lost").toBeGreaterThanOrEqual(before.supervisions.length);
}

test("whoever does what in whatever order, every rule of a ticket's life holds", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom("power", "road", null),
      fc.array(step, { maxLength: 60, size: "max" }),
      (category, steps) => {
        const ticket = new Ticket(category);
        let now = TUESDAY_10;
        for (const { verb, who, minutes } of steps) {
          now += minutes * MINUTE;
          const before = ticket.state;
          const actor = actorFor(who, verb, before);
          const said = ticket.do(actor, now, ALL[verb] ?? expect.fail(verb));
          expectSound(before, ticket.state, verb, actor, said);
          expect(ticket.state.version, "version = number of events").toBe(ticket.events.length);
        }
        for (const { type } of ticket.events) reached.add(type);
        expect(replay(ticket.events)).toEqual(ticket.state);
      },
    ),
    { numRuns: 1500 },
  );
  expect([...reached], "the walk gets to where the rules are").toEqual(
    expect.arrayContaining([
      "approval_given",
      "assist_done",
      "supervised",
      "levelled_up",
      "unparked",
      "terminated",
      "dismissed",
      "restored",
    ]),
  );
});
