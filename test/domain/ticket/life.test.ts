import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import type { DecideContext, Decision } from "../../../src/domain/ticket/context.ts";
import type { TicketEvent } from "../../../src/domain/ticket/events.ts";
import { evolve, replay } from "../../../src/domain/ticket/evolve.ts";
import type { Requester, TicketState } from "../../../src/domain/ticket/state.ts";
import { isOpen } from "../../../src/domain/ticket/state.ts";
import { accept } from "../../../src/domain/ticket/verbs/accept.ts";
import { closeUnrated } from "../../../src/domain/ticket/verbs/close-unrated.ts";
import { dispatch } from "../../../src/domain/ticket/verbs/dispatch.ts";
import { handOver } from "../../../src/domain/ticket/verbs/hand-over.ts";
import { merge } from "../../../src/domain/ticket/verbs/merge.ts";
import { open } from "../../../src/domain/ticket/verbs/open.ts";
import { progress } from "../../../src/domain/ticket/verbs/progress.ts";
import { notSolved, rate } from "../../../src/domain/ticket/verbs/rate.ts";
import { refuseTicket } from "../../../src/domain/ticket/verbs/refuse.ts";
import { requestMaterials } from "../../../src/domain/ticket/verbs/request-materials.ts";
import { resolve } from "../../../src/domain/ticket/verbs/resolve.ts";
import { returnTicket } from "../../../src/domain/ticket/verbs/return.ts";
import { supplement } from "../../../src/domain/ticket/verbs/supplement.ts";
import { urge } from "../../../src/domain/ticket/verbs/urge.ts";
import { withdraw } from "../../../src/domain/ticket/verbs/withdraw.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const directory = sampleDirectory();
const staff = (personId: string): Actor => ({ type: "person", personId, openId: `ou_${personId}` });
const manager: Actor = { type: "requester", openId: "ou_P-E01", personId: "P-E01" };
const stranger: Actor = { type: "requester", openId: "ou_other", personId: null };
const system: Actor = { type: "system", job: "test" };
const dispatcher = staff("C06");
const requesterE01: Requester = {
  openId: "ou_P-E01",
  personId: "P-E01",
  enterpriseId: "E01",
  verified: true,
  tenantKey: null,
};

const context = (actor: Actor, now: number): DecideContext => ({ now, directory, actor });

class Ticket {
  readonly events: TicketEvent[] = [];
  state: TicketState;

  constructor(category: string | null, requester = requesterE01, no = "QF-20261124-0002") {
    const base = {
      title: "停电",
      text: "停电了",
      place: null,
      urgency: "normal",
      channel: "p2p",
      chatId: null,
    } as const;
    const decision = open(context(manager, TUESDAY_10), {
      no,
      category,
      requester,
      attachments: [],
      registeredById: null,
      lastAssigned: new Map(),
      ...base,
    });
    this.state = this.apply(manager, TUESDAY_10, decision) ?? expect.fail("not opened");
  }

  /** Carries out what was decided; null when it was refused. */
  apply(actor: Actor, at: number, decision: Decision): TicketState | null {
    if (!decision.ok) return null;
    for (const fact of decision.value) {
      const event: TicketEvent = { ...fact, ticketId: "tk_2", seq: this.events.length + 1, at, actor };
      this.events.push(event);
      this.state = evolve(this.events.length === 1 ? null : this.state, event);
    }
    return this.state;
  }

  do(actor: Actor, at: number, verb: (context: DecideContext, ticket: TicketState) => Decision): string {
    const decision = verb(context(actor, at), this.state);
    this.apply(actor, at, decision);
    return decision.ok ? "ok" : decision.error.code;
  }
}

const none = new Map<string, number>();
const older = new Ticket("power", requesterE01, "QF-20261124-0001").state;
const VERBS: Record<string, (context: DecideContext, ticket: TicketState) => Decision> = {
  accept: (c, t) => accept(c, t),
  return: (c, t) => returnTicket(c, t, { reason: "不归我管", proposedUnitId: null }),
  handOver: (c, t) => handOver(c, t, { personId: null, unitId: "D05", reason: "", lastAssigned: none }),
  colleague: (c, t) => handOver(c, t, { personId: "C28", unitId: null, reason: "", lastAssigned: none }),
  progress: (c, t) => progress(c, t, { text: "在路上", visible: true }),
  materials: (c, t) => requestMaterials(c, t, { materials: ["照片"], reason: "还差一张" }),
  supplement: (c, t) => supplement(c, t, { text: "照片", attachments: [] }),
  resolve: (c, t) => resolve(c, t, { text: "好了", benefitYuan: null, evidence: [] }),
  good: (c, t) => rate(c, t, { level: 5, reasons: [], comment: "" }),
  bad: (c, t) => rate(c, t, { level: 1, reasons: [], comment: "又停了" }),
  notSolved: (c, t) => notSolved(c, t, { reason: "没好" }),
  urge: (c, t) => urge(c, t, { text: "" }),
  withdraw: (c, t) => withdraw(c, t, { reason: "" }),
  dispatch: (c, t) => dispatch(c, t, { category: "road", unitId: null, personId: null, lastAssigned: none }),
  merge: (c, t) => merge(c, t, { ...older, id: "tk_1" }),
  refuse: (c, t) => refuseTicket(c, t, { reason: "不归政府管", properWay: "找物业" }),
  closeUnrated: (c, t) => closeUnrated(c, t),
};
const ACTORS: readonly Actor[] = [
  manager,
  stranger,
  system,
  dispatcher,
  staff("C29"),
  staff("C28"),
  staff("C14"),
  staff("C15"),
  staff("L03"),
];

const step = fc.record({
  verb: fc.constantFrom(...Object.keys(VERBS)),
  actor: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...ACTORS) },
    { weight: 3, arbitrary: fc.constant("worker" as const) },
  ),
  minutes: fc.integer({ min: 0, max: 600 }),
});

test("whoever does what in whatever order, every rule of a ticket's life holds", () => {
  fc.assert(
    fc.property(fc.constantFrom("power", "road", null), fc.array(step, { maxLength: 40 }), (category, steps) => {
      const ticket = new Ticket(category);
      let now = TUESDAY_10;
      for (const { verb, actor, minutes } of steps) {
        now += minutes * MINUTE;
        const before = ticket.state;
        const who = actor === "worker" ? staff(before.offeredToId ?? before.assigneeId ?? before.responsibleId) : actor;
        const said = ticket.do(who, now, VERBS[verb] ?? expect.fail(verb));
        const after = ticket.state;

        expect(after.responsibleId, "somebody is responsible").not.toBe("");
        expect(after.version, "version = number of events").toBe(ticket.events.length);
        if (said !== "ok") expect(after, "a refusal changes nothing").toBe(before);
        if (!isOpen(before) && before.stage !== "closed") expect(after, "ended is ended").toBe(before);
        if (after.stage === "offered" && before.stage === "offered" && after.acceptedAt === null)
          expect(after.responsibleId).toBe(before.responsibleId);
        if (after.acceptedAt === null && after.chain.length <= 1 && isOpen(after))
          expect(after.responsibleId, "first responder until accept (000-16)").toBe(after.firstResponderId);
        expect(after.pausedSince !== null, "paused exactly while papers are awaited").toBe(
          after.stage === "awaiting_requester",
        );
        if (after.ratings.length > before.ratings.length) expect(who, "only the requester rates").toBe(manager);
        expect(after.materialsRequests).toBeLessThanOrEqual(2);
        expect(after.closedAt !== null).toBe(!isOpen(after));
      }
      expect(replay(ticket.events)).toEqual(ticket.state);
    }),
    { numRuns: 500 },
  );
});

describe("refusals, each for its one reason", () => {
  const at = TUESDAY_10 + 10 * MINUTE;
  const worker = staff(new Ticket("power").state.offeredToId ?? "");
  const accepted = (): Ticket => {
    const ticket = new Ticket("power");
    expect(ticket.do(worker, at, accept)).toBe("ok");
    return ticket;
  };
  const resolved = (): Ticket => {
    const ticket = accepted();
    expect(ticket.do(worker, at, VERBS["resolve"]!)).toBe("ok");
    return ticket;
  };

  test("accept: a stranger, another unit; a second one hears who was quicker (000-16)", () => {
    expect(new Ticket("power").do(stranger, at, accept)).toBe("not_allowed");
    expect(new Ticket("power").do(staff("C14"), at, accept)).toBe("not_allowed");
    expect(accepted().do(staff("C28"), at, accept)).toBe("already_accepted");
    expect(accepted().do(worker, at, accept), "pressed twice is no error").toBe("ok");
  });

  test("materials: one list, a second only with a reason, a third never (003-08)", () => {
    const ask = (materials: readonly string[], reason: string) => (c: DecideContext, t: TicketState) =>
      requestMaterials(c, t, { materials, reason });
    const ticket = accepted();
    expect(ticket.do(worker, at, ask(["  "], ""))).toBe("materials_missing");
    expect(ticket.do(manager, at, ask(["照片"], ""))).toBe("not_allowed");
    expect(ticket.do(worker, at, ask(["照片"], ""))).toBe("ok");
    expect(ticket.do(manager, at, VERBS["supplement"]!)).toBe("ok");
    expect(ticket.do(worker, at, ask(["清单"], ""))).toBe("reason_needed_for_second_request");
    expect(ticket.do(worker, at, ask(["清单"], "数量不清"))).toBe("ok");
    expect(ticket.do(manager, at, VERBS["supplement"]!)).toBe("ok");
    expect(ticket.do(worker, at, ask(["合同"], "还要"))).toBe("too_many_requests");
  });

  test("return: with a reason, within a working day, before first contact, once per unit (B.3)", () => {
    const back = VERBS["return"]!;
    expect(
      new Ticket("power").do(worker, at, (c, t) => returnTicket(c, t, { reason: " ", proposedUnitId: null })),
    ).toBe("reason_missing");
    expect(new Ticket("power").do(worker, TUESDAY_10 + 48 * HOUR, back)).toBe("return_too_late");
    const told = accepted();
    told.do(worker, at, VERBS["progress"]!);
    expect(told.do(worker, at, back)).toBe("return_after_contact");
    const again = new Ticket("power");
    expect(again.do(worker, at, back)).toBe("ok");
    expect(again.state).toMatchObject({ stage: "triage", responsibleId: again.state.firstResponderId });
    const toPower = { category: "power", unitId: null, personId: null, lastAssigned: none };
    expect(again.do(dispatcher, at, (c, t) => dispatch(c, t, toPower))).toBe("ok");
    expect(again.do(staff(again.state.offeredToId ?? ""), at, back)).toBe("return_decided");
  });

  test("rate: only the requester, only a result, only once; the lower two reopen to the same person (B.8)", () => {
    expect(accepted().do(manager, at, VERBS["good"]!)).toBe("wrong_stage");
    expect(resolved().do(worker, at, VERBS["good"]!)).toBe("not_allowed");
    const good = resolved();
    expect(good.do(manager, at, VERBS["good"]!)).toBe("ok");
    expect(good.do(manager, at, VERBS["good"]!)).toBe("already_rated");
    const bad = resolved();
    expect(bad.do(manager, at, VERBS["bad"]!)).toBe("ok");
    expect(bad.state).toMatchObject({ stage: "in_progress", redo: 1, responsibleId: bad.state.assigneeId });
  });

  test("merge: dispatchers only, never across requesters, only into an older one", () => {
    const into = (ticket: TicketState) => (c: DecideContext, t: TicketState) => merge(c, t, ticket);
    const other = { ...older, id: "tk_1", requester: { ...requesterE01, openId: "ou_x", personId: "P-E02" } };
    expect(new Ticket("power").do(worker, at, into({ ...older, id: "tk_1" }))).toBe("not_allowed");
    expect(new Ticket("power").do(dispatcher, at, into(other))).toBe("other_requester");
    expect(new Ticket("power").do(dispatcher, at, into({ ...older, id: "tk_1", no: "QF-20261124-0003" }))).toBe(
      "not_older",
    );
  });

  test("resolve, refuse, urge, withdraw, close: who may not, and what is missing", () => {
    expect(accepted().do(worker, at, (c, t) => resolve(c, t, { text: "", benefitYuan: null, evidence: [] }))).toBe(
      "text_missing",
    );
    expect(accepted().do(worker, at, (c, t) => resolve(c, t, { text: "好了", benefitYuan: -1, evidence: [] }))).toBe(
      "bad_amount",
    );
    expect(accepted().do(manager, at, VERBS["resolve"]!)).toBe("not_allowed");
    expect(new Ticket("power").do(worker, at, VERBS["refuse"]!)).toBe("not_allowed");
    expect(
      new Ticket("power").do(dispatcher, at, (c, t) => refuseTicket(c, t, { reason: "不行", properWay: "" })),
    ).toBe("reason_missing");
    const urged = new Ticket("power");
    expect(urged.do(manager, at, VERBS["urge"]!)).toBe("ok");
    expect(urged.do(manager, at + MINUTE, VERBS["urge"]!)).toBe("cooling_down");
    expect(new Ticket("power").do(stranger, at, VERBS["withdraw"]!)).toBe("not_allowed");
    expect(resolved().do(manager, at, VERBS["closeUnrated"]!)).toBe("not_allowed");
    const early = resolved();
    early.do(system, at, VERBS["closeUnrated"]!);
    expect(early.state.stage, "not before the days are over").toBe("awaiting_rating");
  });
});
