import { sql } from "drizzle-orm";
import { createApp } from "../../src/app.ts";
import type { QifuApp } from "../../src/app.ts";
import { buildDeps } from "../../src/build-deps.ts";
import type { Deps } from "../../src/deps.ts";
import type { Directory } from "../../src/domain/people/directory.ts";
import { askedOf } from "../../src/domain/ticket/asked.ts";
import type { TicketState } from "../../src/domain/ticket/state.ts";
import { sendReady } from "../../src/feishu/jobs/send-ready.ts";
import { acceptTicket } from "../../src/desk/tickets/accept.ts";
import type { Acted } from "../../src/desk/tickets/act.ts";
import { requestExtension } from "../../src/desk/tickets/ask-extension.ts";
import { requestParking, unparkTicket } from "../../src/desk/tickets/ask-parking.ts";
import { inviteAssist, reportAssist } from "../../src/desk/tickets/assist.ts";
import { decideOnApproval } from "../../src/desk/tickets/decide-approval.ts";
import { dispatchTicket } from "../../src/desk/tickets/dispatch.ts";
import { handOverTicket } from "../../src/desk/tickets/hand-over.ts";
import { chooseProject, confirmAsLeader, sendBackAsLeader } from "../../src/desk/tickets/project.ts";
import { noteProgress } from "../../src/desk/tickets/progress.ts";
import { rateTicket } from "../../src/desk/tickets/rate.ts";
import { askForMaterials } from "../../src/desk/tickets/request-materials.ts";
import { resolveTicket } from "../../src/desk/tickets/resolve.ts";
import { returnToDispatcher } from "../../src/desk/tickets/return.ts";
import { superviseTicket } from "../../src/desk/tickets/supervise.ts";
import { supplementTicket } from "../../src/desk/tickets/supplement.ts";
import { addWorkingDays } from "../../src/domain/calendar/index.ts";
import { LOCAL_APP, localFeishu } from "../../src/local/app.ts";
import { createLog } from "../../src/log.ts";
import { createNodeCrypto } from "../../src/node/crypto.ts";
import type { Database } from "../../src/store/database.ts";
import { MATTERS } from "./matters.ts";
import { createQuickPlatform } from "./quick-platform.ts";
import type { QuickPlatform } from "./quick-platform.ts";

/** People who press at the same moment. */
const AT_ONCE = 16;

export interface BusyTown {
  readonly deps: Deps;
  readonly app: QifuApp;
  readonly platform: QuickPlatform;
  readonly clock: { now: number };
  readonly log: string[];
  /** Somebody writes to the bot. */
  write(): Promise<void>;
  /** Everybody with something open does what he does in an hour, or does not. */
  work(): Promise<void>;
  tick(): Promise<void>;
}

/** Forty enterprises and thirty cadres on a simulated clock: real rules, real database, quick platform with faults. */
export async function openBusyTown(
  db: Database,
  start: number,
  random: () => number,
  faultRate: number,
): Promise<BusyTown> {
  const clock = { now: start };
  const log: string[] = [];
  const platform = createQuickPlatform(random, faultRate, () => clock.now);
  const base = buildDeps({
    db,
    feishu: localFeishu("http://127.0.0.1:9"),
    log: createLog({ write: (line) => log.push(line), now: () => clock.now, level: "warn" }),
    now: () => clock.now,
    realNow: () => clock.now,
    random,
    sleep: () => Promise.resolve(),
    crypto: createNodeCrypto(),
    fetch: () => Promise.reject(new Error("no network in a simulation")),
    defer: (work) => void pending.push(work()),
    turn: () => Promise.resolve(),
  });
  const pending: Promise<void>[] = [];
  const deps: Deps = { ...base, feishu: platform };
  const app = createApp(deps);
  const directory = await deps.directory.get(null);
  const contacts = [...directory.people.values()].filter(
    (p) => p.kind === "contact" && directory.openIdsByPerson.has(p.id),
  );
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  let message = 0;
  let command = 0;
  const settle = async (): Promise<void> => {
    while (pending.length > 0) await pending.shift();
  };

  return {
    deps,
    app,
    platform,
    clock,
    log,
    async write() {
      message += 1;
      const contact = pick(contacts);
      const openId = directory.openIdsByPerson.get(contact.id)?.[0] ?? "";
      // Each matter is told apart in whatever is said about it later.
      const payload = messageEvent(message, openId, `B${message}${pick(MATTERS)}`, clock.now);
      await app.accept(payload);
      // Now and then the platform delivers the same message again, under another event id.
      if (random() < 0.05)
        await app.accept({ ...payload, header: { ...payload.header, event_id: `again-${message}` } });
      await settle();
    },
    async work() {
      const open = await db.all<{ state: string }>(sql`select state from tickets where closed_at is null`);
      for (let from = 0; from < open.length; from += AT_ONCE) {
        const moves = open.slice(from, from + AT_ONCE).map(async ({ state }) => {
          if (random() >= 0.85) return;
          const ticket = JSON.parse(state) as TicketState;
          command += 1;
          const acted = await oneMove(deps, directory, ticket, `sim-${command}`, random);
          if (acted?.type === "done") await sendReady(deps, acted.ready);
        });
        await Promise.all(moves);
      }
      await settle();
    },
    async tick() {
      await app.tick();
      await settle();
    },
  };
}

/** What somebody does about a ticket when he gets to it; null = nothing now. */
function oneMove(
  deps: Deps,
  directory: Directory,
  ticket: TicketState,
  id: string,
  random: () => number,
): Promise<Acted> | null {
  const openIdOf = (personId: string | null): string =>
    directory.openIdsByPerson.get(personId ?? "")?.[0] ?? "ou_nobody";
  const by = (personId: string | null) => ({ commandId: id, ticketId: ticket.id, by: { openId: openIdOf(personId) } });
  const requester = { commandId: id, ticketId: ticket.id, by: { openId: ticket.requester.openId ?? "ou_nobody" } };
  const worker = ticket.assigneeId ?? ticket.responsibleId;
  const seen = askedOf(ticket);
  const roll = random();
  if (ticket.approval !== null && roll < 0.6)
    return decideOnApproval(deps, by(ticket.approval.approverId), {
      approve: roll < 0.45,
      reason: roll < 0.45 ? "" : "按期办",
      seen: seen.approval,
    });
  const part = ticket.assists.find((assist) => assist.doneAt === null);
  if (part !== undefined && roll < 0.7) return reportAssist(deps, by(part.personId), { text: "已办好" });
  switch (ticket.stage) {
    case "triage":
      return roll < 0.8
        ? dispatchTicket(deps, by(ticket.responsibleId), { category: "park", unitId: null, personId: null })
        : null;
    case "offered":
      if (roll < 0.9) return acceptTicket(deps, by(ticket.offeredToId));
      return roll < 0.94
        ? returnToDispatcher(deps, by(ticket.offeredToId), { reason: "不归我们管", proposedUnitId: null })
        : null;
    case "in_progress": {
      if (roll < 0.14) return noteProgress(deps, by(worker), { text: `已联系企业,正在办,${id}`, visible: true });
      if (roll < 0.18) return askForMaterials(deps, by(worker), { materials: ["营业执照"], reason: "还差一份" });
      if (roll < 0.22) {
        const until = addWorkingDays(directory.calendar, ticket.deadlines.resolveBy, 2).at;
        return requestExtension(deps, by(worker), { reason: "要等上级批复", until });
      }
      if (roll < 0.23) {
        const until = addWorkingDays(directory.calendar, deps.clock.now(), 5).at;
        return requestParking(deps, by(worker), { reason: "今年没有指标", plan: "明年优先", until });
      }
      if (roll < 0.25) return inviteAssist(deps, by(worker), { unitId: "D12", text: "请协助", workingDays: 2 });
      if (roll < 0.27) return handOverTicket(deps, by(worker), { personId: null, unitId: "D03", reason: "" });
      if (roll < 0.28) return chooseProject(deps, by(worker), { projectId: "P08" });
      if (roll < 0.29) return superviseTicket(deps, by("L03"), { grade: 1, text: "请抓紧" });
      return roll < 0.72 ? resolveTicket(deps, by(worker), { text: "已办好", benefitYuan: null, evidence: [] }) : null;
    }
    case "awaiting_requester":
      return roll < 0.5 ? supplementTicket(deps, requester, { text: `材料发您了,${id}`, attachments: [] }) : null;
    case "parked":
      return roll < 0.1 ? unparkTicket(deps, by(worker)) : null;
    case "awaiting_confirmation":
      if (roll < 0.1)
        return sendBackAsLeader(deps, by(ticket.confirmation?.leaderId ?? null), {
          reason: "再看",
          seen: seen.confirmation,
        });
      return roll < 0.6
        ? confirmAsLeader(deps, by(ticket.confirmation?.leaderId ?? null), { seen: seen.confirmation })
        : null;
    case "awaiting_rating":
      return roll < 0.4
        ? rateTicket(deps, requester, { level: roll < 0.012 ? 2 : 5, reasons: [], comment: "", seen: seen.mark })
        : null;
    default:
      return null;
  }
}

function messageEvent(n: number, openId: string, text: string, at: number) {
  return {
    schema: "2.0",
    header: {
      event_id: `event-${n}`,
      event_type: "im.message.receive_v1",
      create_time: String(at),
      token: LOCAL_APP.verificationToken,
      app_id: LOCAL_APP.appId,
      tenant_key: "tk_yunxi",
    },
    event: {
      sender: { sender_id: { open_id: openId }, sender_type: "user", tenant_key: "tk_yunxi" },
      message: {
        message_id: `om_in_${n}`,
        create_time: String(at),
        chat_id: `oc_p2p_${openId}`,
        chat_type: "p2p",
        message_type: "text",
        content: JSON.stringify({ text }),
      },
    },
  };
}
