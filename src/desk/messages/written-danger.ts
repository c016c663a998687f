import type { EmergencyCall } from "../../assistant/types.ts";
import type { InboundRow } from "../../store/inbound.ts";
import { keepInbound, writtenSince } from "../../store/inbound.ts";
import type { ReadyJob } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import type { Extras } from "../tickets/act.ts";
import { noExtras } from "../tickets/act.ts";
import type { WrittenOn } from "./emergency.ts";
import { askedAboutDanger, emergencyPlan, isAlarming } from "./emergency.ts";
import { inEnglish } from "./english.ts";
import { write } from "./handle.ts";
import type { ArrivedMessage } from "./message.ts";
import { loadSituation } from "./situation.ts";

export interface DangerHeard {
  readonly call: EmergencyCall;
  readonly ready: readonly ReadyJob[];
  /** The ticket whose form it was became the emergency and has the words. */
  readonly joined: boolean;
}

const TRIES = 8;
const ASKED = "danger asked";
/** The same words again within this are one wish that was tapped twice. */
const SAME_TAP_MS = 10 * 60_000;

/** Danger written into a form of a ticket: kept like a message of his and answered as one, before what the form does (B.14). */
export async function dangerWritten(
  deps: DeskDeps,
  message: ArrivedMessage,
  row: InboundRow,
  call: EmergencyCall,
  on: WrittenOn,
): Promise<DangerHeard> {
  for (let attempt = 1; ; attempt += 1) {
    const situation = await loadSituation(deps, message);
    const plan = inEnglish(situation, emergencyPlan(situation, call, message.text.slice(0, 20), on));
    const kept = keepInbound(deps.db, { ...row, outcome: plan.outcome });
    const committed = await write(deps, situation, { ...plan, rows: [kept] }, null, row.eventKey);
    if (committed.type !== "conflict") {
      const ready = committed.type === "committed" ? committed.ready : [];
      return { call, ready, joined: plan.lastTicketId === on.ticketId };
    }
    if (attempt >= TRIES) throw new Error(`danger in ${row.eventKey}: ${TRIES} conflicts in a row`);
    await deps.sleep(deps.random() * 20 * attempt);
  }
}

/** What may be danger in a form of a ticket: its writer is asked, as below a message of his, beside what the form does (B.14). */
export async function perhapsDangerWritten(
  deps: DeskDeps,
  message: ArrivedMessage,
  row: InboundRow,
  perhaps: EmergencyCall,
  ticketId: string,
): Promise<Extras> {
  const situation = await loadSituation(deps, message);
  const about = situation.tickets.find(({ state }) => state.id === ticketId);
  if (about !== undefined && isAlarming(about.state, situation.now)) return noExtras();
  if (await writtenSince(deps.db, row, ASKED, situation.now - SAME_TAP_MS)) return noExtras();
  const plan = askedAboutDanger(situation, { outcome: ASKED, lastTicketId: ticketId }, perhaps);
  return {
    rows: [keepInbound(deps.db, { ...row, outcome: plan.outcome })],
    first: inEnglish(situation, plan).first ?? [],
  };
}
