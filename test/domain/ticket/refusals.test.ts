import { describe, expect, test } from "vitest";
import type { DecideContext } from "../../../src/domain/ticket/context.ts";
import type { TicketState } from "../../../src/domain/ticket/state.ts";
import { accept } from "../../../src/domain/ticket/verbs/accept.ts";
import { bindRequester } from "../../../src/domain/ticket/verbs/bind-requester.ts";
import { dispatch } from "../../../src/domain/ticket/verbs/dispatch.ts";
import { merge } from "../../../src/domain/ticket/verbs/merge.ts";
import { refuseTicket } from "../../../src/domain/ticket/verbs/refuse.ts";
import { supplement } from "../../../src/domain/ticket/verbs/supplement.ts";
import { stillMissing } from "../../../src/domain/ticket/papers.ts";
import { requestMaterials } from "../../../src/domain/ticket/verbs/request-materials.ts";
import { resolve } from "../../../src/domain/ticket/verbs/resolve.ts";
import { returnTicket } from "../../../src/domain/ticket/verbs/return.ts";
import { HOUR, MINUTE, TUESDAY_10 } from "../../support/clock.ts";
import {
  Ticket,
  VERBS,
  dispatcher,
  manager,
  none,
  older,
  requesterE01,
  staff,
  stranger,
  system,
  unbound,
} from "./ticket-life.ts";

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

  test("materials: a mere question ends the pause, not the list; what is still missing of it is no second list (003-08, B.13)", () => {
    const ask = (materials: readonly string[]) => (c: DecideContext, t: TicketState) =>
      requestMaterials(c, t, { materials, reason: "" });
    const question = (c: DecideContext, t: TicketState) =>
      supplement(c, t, { text: "要原件还是复印件?", attachments: [], asks: true });
    const ticket = accepted();
    expect(ticket.do(worker, at, ask(["执照", "照片"]))).toBe("ok");
    expect(ticket.do(manager, at, question)).toBe("ok");
    expect(ticket.state).toMatchObject({ stage: "in_progress", pausedSince: null });
    expect(stillMissing(ticket.state)).toEqual(["执照", "照片"]);
    expect(ticket.do(worker, at, ask(["执照", "合同"]))).toBe("reason_needed_for_second_request");
    expect(ticket.do(worker, at, ask(["执照"]))).toBe("ok");
    expect(ticket.state).toMatchObject({ stage: "awaiting_requester", materialsRequests: 1 });
    // Nobody stops the clock again and again by questions of his own.
    expect(ticket.do(worker, at, question)).toBe("ok");
    expect(ticket.do(worker, at, ask(["执照"]))).toBe("reason_needed_for_second_request");
  });

  test("materials: what a result has ended is not missing again because the enterprise asks something in the next round", () => {
    const ticket = accepted();
    const ask = (c: DecideContext, t: TicketState) => requestMaterials(c, t, { materials: ["照片"], reason: "" });
    expect(ticket.do(worker, at, ask)).toBe("ok");
    expect(ticket.do(worker, at, VERBS["resolve"]!)).toBe("ok");
    expect(ticket.do(manager, at, VERBS["bad"]!)).toBe("ok");
    expect(ticket.do(manager, at, VERBS["question"]!)).toBe("ok");
    expect(stillMissing(ticket.state)).toEqual([]);
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

  test("dispatch: to a person of the office, never to an enterprise's own contact", () => {
    const to = (personId: string) => (c: DecideContext, t: TicketState) =>
      dispatch(c, t, { category: "road", unitId: null, personId, lastAssigned: none });
    for (const id of ["P-E01", "P-E05", "L03"])
      expect(new Ticket("power").do(dispatcher, at, to(id)), id).toBe("person_unavailable");
    expect(new Ticket("power").do(dispatcher, at, to("C15"))).toBe("ok");
  });

  test("bind: by who dispatches, or by its own requester once; nobody else says whose a ticket is", () => {
    const as = (personId: string) => (c: DecideContext, t: TicketState) =>
      bindRequester(c, t, { personId, enterpriseId: "E09", boundBy: "test" });
    for (const actor of [stranger, worker, staff("L03"), manager])
      expect(new Ticket("power").do(actor, at, as("P-E09")), JSON.stringify(actor)).toBe("not_allowed");
    const unknown = () => new Ticket("power", unbound);
    expect(unknown().do(stranger, at, as("P-E09"))).toBe("not_allowed");
    expect(unknown().do(manager, at, as("P-E09"))).toBe("ok");
    expect(unknown().do(dispatcher, at, as("P-E09"))).toBe("ok");
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

  test("merge: only into what somebody still works on; a new matter must not end with one that is solved (000-17)", () => {
    const stages: readonly TicketState["stage"][] = ["awaiting_confirmation", "awaiting_rating", "closed", "withdrawn"];
    for (const stage of stages)
      expect(
        new Ticket("power").do(dispatcher, at, (c, t) => merge(c, t, { ...older, id: "tk_1", stage })),
        stage,
      ).toBe("into_over");
    expect(new Ticket("power").do(dispatcher, at, VERBS["merge"]!)).toBe("ok");
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
