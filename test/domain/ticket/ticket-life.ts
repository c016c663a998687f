import { expect } from "vitest";
import type { Actor } from "../../../src/domain/people/actor.ts";
import { askedOf } from "../../../src/domain/ticket/asked.ts";
import type { DecideContext, Decision } from "../../../src/domain/ticket/context.ts";
import type { TicketEvent } from "../../../src/domain/ticket/events.ts";
import { evolve } from "../../../src/domain/ticket/evolve.ts";
import type { Requester, TicketState } from "../../../src/domain/ticket/state.ts";
import { accept } from "../../../src/domain/ticket/verbs/accept.ts";
import { askAssist } from "../../../src/domain/ticket/verbs/ask-assist.ts";
import { askExtension } from "../../../src/domain/ticket/verbs/ask-extension.ts";
import { askParking } from "../../../src/domain/ticket/verbs/ask-parking.ts";
import { askTermination } from "../../../src/domain/ticket/verbs/ask-termination.ts";
import { bindRequester } from "../../../src/domain/ticket/verbs/bind-requester.ts";
import { describe } from "../../../src/domain/ticket/verbs/describe.ts";
import { dismiss, restore } from "../../../src/domain/ticket/verbs/dismiss.ts";
import { cancelAssist } from "../../../src/domain/ticket/verbs/cancel-assist.ts";
import { handAssist } from "../../../src/domain/ticket/verbs/hand-assist.ts";
import { closeUnanswered } from "../../../src/domain/ticket/verbs/close-unanswered.ts";
import { decideApproval } from "../../../src/domain/ticket/verbs/decide-approval.ts";
import { finishAssist } from "../../../src/domain/ticket/verbs/finish-assist.ts";
import { levelUp } from "../../../src/domain/ticket/verbs/level-up.ts";
import * as confirming from "../../../src/domain/ticket/verbs/confirm.ts";
import { stillHolds } from "../../../src/domain/ticket/verbs/look-back.ts";
import { passOn } from "../../../src/domain/ticket/verbs/pass-on.ts";
import { raiseAlarm } from "../../../src/domain/ticket/verbs/raise-alarm.ts";
import { recompute } from "../../../src/domain/ticket/verbs/recompute.ts";
import { replySupervision, supervise } from "../../../src/domain/ticket/verbs/supervise.ts";
import { unpark } from "../../../src/domain/ticket/verbs/unpark.ts";
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
import { setProject } from "../../../src/domain/ticket/verbs/set-project.ts";
import { supplement } from "../../../src/domain/ticket/verbs/supplement.ts";
import { urge } from "../../../src/domain/ticket/verbs/urge.ts";
import { withdraw } from "../../../src/domain/ticket/verbs/withdraw.ts";
import { HOUR, TUESDAY_10 } from "../../support/clock.ts";
import { sampleDirectory } from "../../support/sample-directory.ts";

const town = sampleDirectory();
const [power] = town.policies.get("power") ?? [];
if (power === undefined) throw new Error("no limits for power");
/** The sample town; for power failures key firms and redos have limits of their own (002-20, B.8). */
export const directory = {
  ...town,
  policies: new Map(town.policies).set("power", [
    {
      ...power,
      keyAccept: { value: 20, unit: "working_minutes" },
      keyResolve: { value: 1, unit: "working_days" },
      redoResolve: { value: 3, unit: "working_days" },
    },
  ]),
};
/** Known by his phone only; his firm turns out to be a key firm. */
export const unbound: Requester = {
  openId: "ou_P-E01",
  personId: "P-E01",
  enterpriseId: null,
  verified: false,
  tenantKey: null,
};
export const staff = (personId: string): Actor => ({ type: "person", personId, openId: `ou_${personId}` });
export const manager: Actor = { type: "requester", openId: "ou_P-E01", personId: "P-E01" };
export const stranger: Actor = { type: "requester", openId: "ou_other", personId: null };
export const system: Actor = { type: "system", job: "test" };
export const dispatcher = staff("C06");
export const requesterE01: Requester = {
  openId: "ou_P-E01",
  personId: "P-E01",
  enterpriseId: "E01",
  verified: true,
  tenantKey: null,
};

const context = (actor: Actor, now: number): DecideContext => ({ now, directory, actor });

/** A ticket without a store: verbs decide, events are applied, nothing is written. */
export class Ticket {
  readonly events: TicketEvent[] = [];
  state: TicketState;

  constructor(category: string | null, requester = requesterE01, no = "QF-20261124-0002", text = "停电了") {
    const base = {
      title: "停电",
      text,
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

/** The bound leader's word on what he has before him. */
export const confirmResult = (c: DecideContext, t: TicketState): Decision =>
  confirming.confirmResult(c, t, { seen: askedOf(t).confirmation });
export const sendBack = (c: DecideContext, t: TicketState, reason: string): Decision =>
  confirming.sendBack(c, t, { reason, seen: askedOf(t).confirmation });

export const none = new Map<string, number>();
export const older = new Ticket("power", requesterE01, "QF-20261124-0001").state;
export const VERBS: Record<string, (context: DecideContext, ticket: TicketState) => Decision> = {
  accept: (c, t) => accept(c, t),
  takeBack: (c, t) => accept(c, t),
  return: (c, t) => returnTicket(c, t, { reason: "不归我管", proposedUnitId: null }),
  handOver: (c, t) => handOver(c, t, { personId: null, unitId: "D05", reason: "", lastAssigned: none }),
  colleague: (c, t) => handOver(c, t, { personId: "C28", unitId: null, reason: "", lastAssigned: none }),
  progress: (c, t) => progress(c, t, { text: "在路上", visible: true }),
  materials: (c, t) => requestMaterials(c, t, { materials: ["照片"], reason: "还差一张" }),
  supplement: (c, t) => supplement(c, t, { text: "照片", attachments: [] }),
  question: (c, t) => supplement(c, t, { text: "要原件吗", attachments: [], asks: true }),
  resolve: (c, t) => resolve(c, t, { text: "好了", benefitYuan: null, evidence: [] }),
  good: (c, t) => rate(c, t, { level: 5, reasons: [], comment: "", seen: askedOf(t).mark }),
  bad: (c, t) => rate(c, t, { level: 1, reasons: [], comment: "又停了", seen: askedOf(t).mark }),
  notSolved: (c, t) => notSolved(c, t, { reason: "没好" }),
  raiseAlarm,
  urge: (c, t) => urge(c, t, { text: "" }),
  withdraw: (c, t) => withdraw(c, t, { reason: "" }),
  dispatch: (c, t) => dispatch(c, t, { category: "road", unitId: null, personId: null, lastAssigned: none }),
  merge: (c, t) => merge(c, t, { ...older, id: "tk_1" }),
  refuse: (c, t) => refuseTicket(c, t, { reason: "不归政府管", properWay: "找物业" }),
  closeUnrated: (c, t) => closeUnrated(c, t),
  describe: (c, t) =>
    describe(c, t, {
      title: "停电",
      text: "冷链项目工地停电了",
      place: null,
      attachments: [],
      category: "power",
      lastAssigned: none,
    }),
  dismiss: (c, t) => dismiss(c, t, { kind: "test", text: "" }, false),
  restore: (c, t) => restore(c, t),
};
export const ACTORS: readonly Actor[] = [
  manager,
  stranger,
  system,
  dispatcher,
  staff("C29"),
  staff("C28"),
  staff("C14"),
  staff("C15"),
  staff("L01"),
  staff("L03"),
];

/** What leaders, approvers and other units do besides. */
export const SUPERVISION_VERBS: Record<string, (context: DecideContext, ticket: TicketState) => Decision> = {
  askExtension: (c, t) => askExtension(c, t, { reason: "等配件", until: t.deadlines.resolveBy + 24 * HOUR }),
  askParking: (c, t) => askParking(c, t, { reason: "等上级批", plan: "每周问一次", until: c.now + 20 * 24 * HOUR }),
  askTermination: (c, t) => askTermination(c, t, { reason: "企业已搬走" }),
  approve: (c, t) => decideApproval(c, t, { approve: true, reason: "", seen: askedOf(t).approval }),
  deny: (c, t) => decideApproval(c, t, { approve: false, reason: "再想想办法", seen: askedOf(t).approval }),
  unpark: (c, t) => unpark(c, t),
  askAssist: (c, t) =>
    askAssist(c, t, {
      assistId: `as_${t.assists.length}`,
      unitId: "D05",
      text: "一起看现场",
      workingDays: 3,
      lastAssigned: none,
    }),
  finishAssist: (c, t) => finishAssist(c, t, { text: "看过了" }),
  cancelAssist: (c, t) =>
    cancelAssist(c, t, { assistId: t.assists.find(({ doneAt }) => doneAt === null)?.id ?? "", reason: "不用了" }),
  handAssist: (c, t) => handAssist(c, t, { personId: "C16" }),
  supervise: (c, t) => supervise(c, t, { grade: 2, text: "今天给答复" }),
  replySupervision: (c, t) => replySupervision(c, t, { text: "下午就修", seen: askedOf(t).supervision }),
  levelUp: (c, t) => levelUp(c, t, { reason: "本部门解决不了", seen: askedOf(t).level }),
  stillHolds: (c, t) => stillHolds(c, t, { seen: askedOf(t).mark }),
  recompute: (c, t) => recompute(c, t, { because: "policy" }),
  passOn: (c, t) => passOn(c, t, { lastAssigned: none }),
  closeUnanswered: (c, t) => closeUnanswered(c, t, { reason: "一直没有补充" }),
};

export const KEY_FIRM = [...directory.enterprises.values()].find(({ keyFirm }) => keyFirm)?.id ?? "";

/** What belongs to key projects and their bound leaders. P03 is the firm's own, bound to L01; P08 the town's, bound to L03. */
export const PROJECT_VERBS: Record<string, (context: DecideContext, ticket: TicketState) => Decision> = {
  setProject: (c, t) => setProject(c, t, { projectId: "P03" }),
  otherProject: (c, t) => setProject(c, t, { projectId: "P08" }),
  bind: (c, t) => bindRequester(c, t, { personId: "P-E01", enterpriseId: KEY_FIRM, boundBy: "C06" }),
  noProject: (c, t) => setProject(c, t, { projectId: null }),
  confirmResult,
  sendBack: (c, t) => sendBack(c, t, "企业说还没好"),
};
