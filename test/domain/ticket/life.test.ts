import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import { policyAt } from "../../../src/domain/ticket/clock.ts";
import { replay } from "../../../src/domain/ticket/evolve.ts";
import { pauseEndsAt } from "../../../src/domain/ticket/verbs/close-unanswered.ts";
import { takerOf } from "../../../src/domain/ticket/state.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { actorFor } from "./acting.ts";
import type { Who } from "./acting.ts";
import { NOTICE_DAYS } from "../calendar/notices.ts";
import { SlowReckoning } from "../calendar/slow-reckoning.ts";
import { slowLimits } from "./slow-limits.ts";
import { isOpen } from "../../../src/domain/ticket/state.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import {
  ACTORS,
  directory,
  dispatcher,
  manager,
  PROJECT_VERBS,
  requesterE01,
  staff,
  SUPERVISION_VERBS,
  Ticket,
  unbound,
  VERBS,
} from "./ticket-life.ts";

const ALL = { ...VERBS, ...SUPERVISION_VERBS, ...PROJECT_VERBS };
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
  "confirmResult",
]);
/** A few of all steps are enough for these: after most of them nothing else happens. */
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
const step = fc.record({
  verb: fc.oneof<fc.WeightedArbitrary<string>[]>(
    {
      weight: 8,
      arbitrary: fc.constantFrom("accept", "approve", "finishAssist", "unpark", "confirmResult", "sendBack"),
    },
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(VERBS).filter((verb) => !ENDING.has(verb))) },
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(SUPERVISION_VERBS)) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(PROJECT_VERBS)) },
    { weight: 3, arbitrary: fc.constantFrom("resolve", "good") },
    { weight: 3, arbitrary: fc.constantFrom("materials", "closeUnanswered", "supplement", "question") },
    { weight: 3, arbitrary: fc.constantFrom("askParking", "approve", "unpark") },
    { weight: 1, arbitrary: fc.constantFrom("dismiss", "restore") },
    { weight: 4, arbitrary: fc.constantFrom("askAssist", "handAssist", "cancelAssist", "finishAssist") },
    { weight: 2, arbitrary: fc.constantFrom(...ENDING) },
  ),
  // Without a fitting person most steps would be refused, and the walk would never get to where the rules are.
  who: fc.oneof<fc.WeightedArbitrary<Who>[]>(
    { weight: 1, arbitrary: fc.constantFrom(...ACTORS) },
    { weight: 1, arbitrary: fc.constantFrom("worker", "approver", "assistant", "confirmer") },
    { weight: 4, arbitrary: fc.constant("fitting") },
  ),
  seconds: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: (4 * HOUR) / 1000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: (30 * 24 * HOUR) / 1000 }) },
    { weight: 1, arbitrary: fc.constant("shortly before the limit" as const) },
  ),
});

const slow = new SlowReckoning({
  offsetMinutes: 480,
  hours: [
    { from: 510, to: 720 },
    { from: 840, to: 1050 },
  ],
  days: NOTICE_DAYS,
  knownYears: [2025, 2026],
});

/** The limits a ticket shows are those of its events, reckoned apart (000-17); what was missed is not moved out of sight. */
function expectRightLimits(ticket: Ticket, verb: string): void {
  const { acceptBy, contactBy, resolveBy } = ticket.state.deadlines;
  expect({ acceptBy, contactBy, resolveBy }, `limits after ${verb}`).toEqual(
    slowLimits(slow, directory, ticket.events),
  );
}

/** Everything that must hold between two moments of one ticket's life, whoever did what. */
function expectSound(before: TicketState, after: TicketState, verb: string, actor: Actor, said: string): void {
  expect(after.responsibleId, "somebody is responsible").not.toBe("");
  if (said !== "ok") expect(after, "a refusal changes nothing").toBe(before);
  // Closed only because papers did not come, it goes on when they do (B.13).
  const latePapers = ["supplement", "question"].includes(verb) && before.notes.at(-1)?.kind === "unanswered";
  if (!isOpen(before) && before.stage !== "closed" && !["restore", "bind"].includes(verb) && !latePapers)
    expect(after, "ended is ended").toBe(before);
  if (latePapers && said === "ok") {
    expect(after).toMatchObject({ stage: "in_progress", assigneeId: before.assigneeId, firstContactAt: null });
    expect(after.redo, "a round of its own").toBe(before.redo + 1);
  }
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
  expect(
    after.pausedSince !== null,
    "the clock stands exactly while papers or a leader are awaited, or it is parked",
  ).toBe(["awaiting_requester", "parked", "awaiting_confirmation"].includes(after.stage));
  expect(after.confirmation !== null).toBe(after.stage === "awaiting_confirmation");
  if (after.stage === "awaiting_rating" && before.stage !== "awaiting_rating" && before.projectId !== null) {
    expect(before.stage, "a project's result is told only after its bound leader's word (000-09)").toBe(
      "awaiting_confirmation",
    );
    expect(actor, "never in his name").toEqual(staff(before.confirmation?.leaderId ?? "nobody"));
  }
  if (after.projectId !== before.projectId && before.projectId !== null) {
    expect(actor, "only who dispatches changes whose word it needs").toEqual(dispatcher);
    const worked = [before.assigneeId, ...before.chain.map(takerOf)];
    expect(worked, "whoever works on it does not choose who confirms it").not.toContain("C06");
  }
  if (
    verb === "sendBack" &&
    said === "ok" &&
    before.pausedSince !== null &&
    before.pausedSince <= before.deadlines.resolveBy
  )
    expect(after.deadlines.resolveBy, "the leader's time is not the assignee's").toBeGreaterThanOrEqual(
      before.deadlines.resolveBy,
    );
  expect(after.closedAt !== null).toBe(!isOpen(after));
  expect(after.materialsRequests, "one list, one more with a reason (003-08)").toBeLessThanOrEqual(2);
  if (after.ratings.length > before.ratings.length) expect(actor, "only the requester rates").toBe(manager);

  // What is handed in to a leader out of a pause takes the paused time along, as a resumption would.
  const resumed = verb === "resolve" && before.pausedSince !== null && before.projectId !== null;
  if (TALK.has(verb) && !resumed && !latePapers)
    expect(after.deadlines, "talk moves no limit").toEqual(before.deadlines);
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
  if (before.urgency === "emergency" && after.stage !== before.stage) {
    if (after.stage === "refused") expect([staff("L01"), staff("L03")], "only a leader says no").toContainEqual(actor);
    expect(after.stage, "danger is not merged into an ordinary matter").not.toBe("merged");
  }
  if (verb === "confirmResult" && said === "ok" && actor.type === "person")
    expect([before.assigneeId, before.confirmation?.byId], "nobody confirms his own").not.toContain(actor.personId);
  if (verb === "closeUnanswered" && after.stage !== before.stage && after.stage === "terminated") {
    expect(before.projectId, "a project's ticket ends by nobody's silence (000-09)").toBeNull();
    expect(before.urgency, "danger is not over because nobody answers (B.14)").not.toBe("emergency");
  }
  expect(after.level, "what has gone up stays up").toBeGreaterThanOrEqual(before.level);
  expect(after.supervisions.length, "a supervision is never lost").toBeGreaterThanOrEqual(before.supervisions.length);
}

test("whoever does what in whatever order, every rule of a ticket's life holds", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom("power", "road", null),
      fc.constantFrom("停电了", "冷链项目工地停电了", ""),
      fc.constantFrom(requesterE01, unbound),
      fc.array(step, { minLength: 20, maxLength: 60, size: "max" }),
      (category, text, requester, steps) => {
        const ticket = new Ticket(category, requester, "QF-20261124-0002", text);
        let now = TUESDAY_10;
        for (const { verb, who, seconds } of steps) {
          const before = ticket.state;
          now =
            seconds === "shortly before the limit"
              ? Math.max(now, before.deadlines.resolveBy - HOUR / 2)
              : verb === "closeUnanswered"
                ? Math.max(now, pauseEndsAt({ directory }, before) ?? now)
                : now + seconds * 1000;
          const actor = actorFor(who, verb, before);
          const said = ticket.do(actor, now, ALL[verb] ?? expect.fail(verb));
          expectSound(before, ticket.state, verb, actor, said);
          if (said === "ok") expectRightLimits(ticket, verb);
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
      "assist_cancelled",
      "assist_handed",
      "supervised",
      "levelled_up",
      "unparked",
      "terminated",
      "project_set",
      "handed_in",
      "confirmed",
      "sent_back",
      "dismissed",
      "restored",
      "requester_bound",
      "described",
      "pause_over",
      "resumed",
    ]),
  );
}, 180_000);
