import { addWorkingDays, nextWorkingMinute } from "../../src/domain/calendar/index.ts";
import type { Actor } from "../../src/domain/people/actor.ts";
import type { Directory } from "../../src/domain/people/directory.ts";
import { askedOf } from "../../src/domain/ticket/asked.ts";
import type { DecideContext, Decision } from "../../src/domain/ticket/context.ts";
import type { TicketEvent } from "../../src/domain/ticket/events.ts";
import { evolve } from "../../src/domain/ticket/evolve.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { isOpen } from "../../src/domain/ticket/state.ts";
import { accept } from "../../src/domain/ticket/verbs/accept.ts";
import { askExtension } from "../../src/domain/ticket/verbs/ask-extension.ts";
import { askParking } from "../../src/domain/ticket/verbs/ask-parking.ts";
import { bindRequester } from "../../src/domain/ticket/verbs/bind-requester.ts";
import { closeUnanswered, pauseEndsAt } from "../../src/domain/ticket/verbs/close-unanswered.ts";
import { closeUnrated, unratedCloseAt } from "../../src/domain/ticket/verbs/close-unrated.ts";
import { confirmResult, sendBack } from "../../src/domain/ticket/verbs/confirm.ts";
import { decideApproval } from "../../src/domain/ticket/verbs/decide-approval.ts";
import { dispatch } from "../../src/domain/ticket/verbs/dispatch.ts";
import { handOver } from "../../src/domain/ticket/verbs/hand-over.ts";
import { open } from "../../src/domain/ticket/verbs/open.ts";
import { passOn } from "../../src/domain/ticket/verbs/pass-on.ts";
import { progress } from "../../src/domain/ticket/verbs/progress.ts";
import { notSolved, rate } from "../../src/domain/ticket/verbs/rate.ts";
import { dismiss, restore } from "../../src/domain/ticket/verbs/dismiss.ts";
import { refuseTicket } from "../../src/domain/ticket/verbs/refuse.ts";
import { requestMaterials } from "../../src/domain/ticket/verbs/request-materials.ts";
import { resolve } from "../../src/domain/ticket/verbs/resolve.ts";
import { returnTicket } from "../../src/domain/ticket/verbs/return.ts";
import { setProject } from "../../src/domain/ticket/verbs/set-project.ts";
import { supplement } from "../../src/domain/ticket/verbs/supplement.ts";
import { unpark } from "../../src/domain/ticket/verbs/unpark.ts";
import { urge } from "../../src/domain/ticket/verbs/urge.ts";
import { withdraw } from "../../src/domain/ticket/verbs/withdraw.ts";

/** One command's events of one ticket, as the desk would commit them. */
export interface SimulatedChange {
  readonly at: number;
  readonly actor: Actor;
  readonly before: TicketState | null;
  readonly events: readonly TicketEvent[];
  readonly after: TicketState;
}

export interface SimulatedYear {
  /** In the order in which they happened. */
  readonly changes: readonly SimulatedChange[];
  /** Each ticket's whole history. */
  readonly histories: ReadonlyMap<string, readonly TicketEvent[]>;
}

export interface SimulationOptions {
  /** UTC ms; tickets are opened from then on … */
  readonly from: number;
  /** … until then; nothing happens after it either, so that some stay open. */
  readonly until: number;
  readonly tickets: number;
  readonly seed: number;
}

const HOUR = 3_600_000;

/** The same numbers for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A year of an office, by the domain's own verbs: everything that can happen to a ticket happens to some. */
export function simulateYear(directory: Directory, options: SimulationOptions): SimulatedYear {
  const random = dice(options.seed);
  const changes: SimulatedChange[] = [];
  const histories = new Map<string, readonly TicketEvent[]>();
  const opened = Array.from(
    { length: options.tickets },
    () => options.from + random() * (options.until - options.from),
  );
  for (const [i, at] of opened.toSorted((a, b) => a - b).entries()) {
    const own = simulateTicket(directory, { index: i, openedAt: Math.floor(at), until: options.until, random });
    changes.push(...own);
    const events = own.flatMap((change) => change.events);
    histories.set(events[0]?.ticketId ?? "", events);
  }
  return { changes: changes.toSorted((a, b) => a.at - b.at), histories };
}

interface One {
  readonly index: number;
  readonly openedAt: number;
  readonly until: number;
  readonly random: () => number;
}

function simulateTicket(directory: Directory, { index, openedAt, until, random }: One): SimulatedChange[] {
  const changes: SimulatedChange[] = [];
  const id = `tk_sim_${String(index).padStart(7, "0")}`;
  let state: TicketState | null = null;
  let now = openedAt;
  const chance = (p: number): boolean => random() < p;
  const among = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const system: Actor = { type: "system", job: "simulation" };
  const person = (personId: string): Actor => ({ type: "person", personId, openId: `ou_${personId}` });
  const lastAssigned = new Map([...directory.people.keys()].map((key) => [key, random()]));
  const firm = among([...directory.enterprises.keys()]);
  const known = chance(0.9);
  const requester: Actor = { type: "requester", openId: `ou_P-${firm}`, personId: known ? `P-${firm}` : null };
  const dispatcher = person(among(directory.settings.dispatcherIds));

  const present = (): TicketState => {
    if (state === null) throw new Error("not opened");
    return state;
  };
  /** Carries a verb out at the present moment; what the rules refuse does not happen. */
  const act = (actor: Actor, decide: (context: DecideContext, ticket: TicketState) => Decision): boolean => {
    if (now >= until) return false;
    const before = present();
    const decision = decide({ now, directory, actor }, before);
    if (!decision.ok || decision.value.length === 0) return false;
    write(actor, before, decision.value);
    return true;
  };
  const write = (actor: Actor, before: TicketState | null, facts: Extract<Decision, { ok: true }>["value"]): void => {
    const events = facts.map((fact, i): TicketEvent => ({
      ...fact,
      ticketId: id,
      seq: (before?.version ?? 0) + i + 1,
      at: now,
      actor,
    }));
    let after: TicketState | null = before;
    for (const event of events) after = evolve(after, event);
    if (after === null) return;
    state = after;
    changes.push({ at: now, actor, before, events, after });
  };
  /** Time passes; most of it until somebody works again. */
  const wait = (hours: number, office = true): void => {
    now += Math.ceil(random() * hours * HOUR);
    if (office && chance(0.95)) now = nextWorkingMinute(directory.calendar, now) + Math.floor(random() * HOUR);
  };
  const worker = (): Actor => person(present().assigneeId ?? present().responsibleId);

  const running = [...directory.projects.values()].filter((one) => one.running);
  const project = running.find(({ enterpriseId }) => enterpriseId === firm);
  const openedAs = open(
    { now, directory, actor: requester },
    {
      no: `QF-SIM-${String(index).padStart(7, "0")}`,
      title: `第${index}件`,
      text: project !== undefined && chance(0.5) ? `${project.name}的事` : "模拟",
      place: null,
      category: chance(0.85) ? among([...directory.categories.keys()]) : null,
      urgency: among(["low", "normal", "normal", "normal", "high", "emergency"] as const),
      channel: among(["p2p", "p2p", "group", "phone", "visit"] as const),
      chatId: null,
      requester: {
        openId: `ou_P-${firm}`,
        personId: known ? `P-${firm}` : null,
        enterpriseId: known ? firm : null,
        verified: known,
        tenantKey: null,
      },
      attachments: [],
      registeredById: null,
      lastAssigned,
    },
  );
  if (!openedAs.ok) throw new Error("a first contact is never refused");
  write(requester, null, openedAs.value);

  for (let step = 0; step < 60 && now < until; step += 1) {
    const ticket = present();
    switch (ticket.stage) {
      case "triage": {
        wait(3);
        if (chance(0.03)) act(requester, (c, t) => withdraw(c, t, { reason: "已解决" }));
        else if (chance(0.06)) {
          act(dispatcher, (c, t) => dismiss(c, t, { kind: "advert", text: "" }, false));
          if (chance(0.4)) act(requester, (c, t) => restore(c, t));
        } else if (chance(0.05)) act(dispatcher, (c, t) => refuseTicket(c, t, { reason: "诉讼中", properWay: "法院" }));
        else if (chance(0.1)) act(dispatcher, (c, t) => progress(c, t, { text: "已联系", visible: true }));
        else {
          const category = ticket.category ?? among([...directory.categories.keys()]);
          act(dispatcher, (c, t) => dispatch(c, t, { category, unitId: null, personId: null, lastAssigned }));
        }
        break;
      }
      case "offered": {
        if (chance(0.12)) {
          now = Math.max(now, ticket.deadlines.acceptBy) + 60_000;
          act(system, (c, t) => passOn(c, t, { lastAssigned }));
          break;
        }
        wait(chance(0.8) ? 2 : 14);
        const offeredTo = person(ticket.offeredToId ?? ticket.responsibleId);
        if (chance(0.05)) act(requester, (c, t) => urge(c, t, { text: "" }));
        if (chance(0.06)) act(offeredTo, (c, t) => returnTicket(c, t, { reason: "不归我管", proposedUnitId: null }));
        else act(offeredTo, accept);
        break;
      }
      case "in_progress":
        working();
        break;
      case "awaiting_requester": {
        if (chance(0.15)) {
          now = Math.max(now, pauseEndsAt({ directory }, ticket) ?? now) + 60_000;
          act(system, (c, t) => closeUnanswered(c, t, { reason: "未补充" }));
          break;
        }
        wait(60, false);
        if (chance(0.1)) act(worker(), (c, t) => resolve(c, t, { text: "已办", benefitYuan: null, evidence: [] }));
        else act(requester, (c, t) => supplement(c, t, { text: "已补", attachments: [] }));
        break;
      }
      case "parked":
        wait(24 * 12);
        if (chance(0.3)) act(worker(), (c, t) => resolve(c, t, { text: "已办", benefitYuan: 10_000.5, evidence: [] }));
        else act(worker(), (c, t) => unpark(c, t));
        break;
      case "awaiting_confirmation": {
        wait(chance(0.7) ? 20 : 24 * 9, false);
        if (chance(0.04)) act(requester, (c, t) => withdraw(c, t, { reason: "不办了" }));
        const leader = person(ticket.confirmation?.leaderId ?? "");
        if (chance(0.15)) act(leader, (c, t) => sendBack(c, t, { reason: "再看", seen: askedOf(t).confirmation }));
        else if (chance(0.9)) act(leader, (c, t) => confirmResult(c, t, { seen: askedOf(t).confirmation }));
        break;
      }
      case "awaiting_rating": {
        if (!known && chance(0.5)) {
          const personId = `P-${firm}`;
          act(dispatcher, (c, t) => bindRequester(c, t, { personId, enterpriseId: firm, boundBy: "test" }));
        }
        if (chance(0.3)) {
          now = Math.max(now, unratedCloseAt({ directory }, ticket) ?? now) + 60_000;
          act(system, closeUnrated);
          break;
        }
        wait(48, false);
        if (chance(0.05)) act(requester, (c, t) => notSolved(c, t, { reason: "还没好" }));
        else
          act(requester, (c, t) =>
            rate(c, t, {
              level: among([5, 5, 5, 4, 4, 3, 2, 1] as const),
              reasons: ["太慢"],
              comment: "",
              seen: askedOf(t).mark,
            }),
          );
        break;
      }
      case "closed": {
        if (!chance(0.04)) return changes;
        wait(24 * 20, false);
        act(requester, (c, t) => notSolved(c, t, { reason: "又坏了" }));
        break;
      }
      default:
        return changes;
    }
  }
  return changes;

  function working(): void {
    const ticket = present();
    wait(chance(0.8) ? 10 : 60);
    if (ticket.projectId === null && chance(0.04))
      act(worker(), (c, t) => setProject(c, t, { projectId: among(running).id }));
    const roll = random();
    if (ticket.firstContactAt === null && roll < 0.7)
      act(worker(), (c, t) => progress(c, t, { text: "已联系企业", visible: true }));
    else if (roll < 0.1) act(worker(), (c, t) => requestMaterials(c, t, { materials: ["证照"], reason: "还差一份" }));
    else if (roll < 0.2) {
      const days = 1 + Math.floor(random() * 10);
      const to = addWorkingDays(directory.calendar, ticket.deadlines.resolveBy, days).at;
      if (act(worker(), (c, t) => askExtension(c, t, { reason: "等上级", until: to }))) approve();
    } else if (roll < 0.25) {
      const to = addWorkingDays(directory.calendar, now, 10).at;
      if (act(worker(), (c, t) => askParking(c, t, { reason: "季节", plan: "春天再办", until: to }))) approve();
    } else if (roll < 0.3) {
      const unitId = among([...directory.units.keys()]);
      act(worker(), (c, t) => handOver(c, t, { personId: null, unitId, reason: "归口", lastAssigned }));
    } else if (roll < 0.33) act(requester, (c, t) => withdraw(c, t, { reason: "不办了" }));
    else if (roll < 0.4) act(worker(), (c, t) => progress(c, t, { text: "内部", visible: false }));
    else {
      const benefitYuan = chance(0.2) ? Math.round(random() * 1_000_000) / 100 : null;
      act(worker(), (c, t) => resolve(c, t, { text: "已解决", benefitYuan, evidence: [] }));
    }
  }

  function approve(): void {
    wait(8);
    const approval = present().approval;
    if (approval === null || !isOpen(present())) return;
    const approved = chance(0.7);
    if (
      act(person(approval.approverId), (c, t) =>
        decideApproval(c, t, { approve: approved, reason: "", seen: askedOf(t).approval }),
      )
    )
      return;
    now = Math.max(now, approval.decideBy) + 60_000;
    act(system, (c, t) => decideApproval(c, t, { approve: false, reason: "", seen: null }));
  }
}
