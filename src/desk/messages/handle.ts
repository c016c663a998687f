import type { EmergencyCall, Understanding } from "../../assistant/types.ts";
import { noteOutcome } from "../../store/inbound.ts";
import type { ClaimedJob } from "../../store/jobs.ts";
import { bumpDirectoryVersion, noteConversation, setRoles } from "../../store/people.ts";
import { heardWrites } from "../guides/heard.ts";
import { asTaught } from "../learning/apply.ts";
import { lessonWrites } from "../learning/learn.ts";
import { isReportQuestion, reportPlan } from "../reports/ask-in-chat.ts";
import type { ReadyJob } from "../commit.ts";
import { commit } from "../commit.ts";
import type { DeskDeps } from "../deps.ts";
import { commandOf } from "./commands.ts";
import { complaintPlan } from "./complaint.ts";
import { askedAboutDanger, emergencyPlan } from "./emergency.ts";
import { inEnglish } from "./english.ts";
import { noticeFor } from "./greet.ts";
import type { ArrivedMessage } from "./message.ts";
import { numberPlan, numbersAsked } from "./number.ts";
import type { Plan } from "./plan.ts";
import { answer } from "./plan.ts";
import { requesterPlan } from "./requester.ts";
import type { Situation } from "./situation.ts";
import { contextOf, loadSituation } from "./situation.ts";
import { commandPlan, staffPlan } from "./staff.ts";

/** written = the job has ended with its effects · lost = another runner has it · crowded = beaten to it too often, worth another try. */
export type Handled =
  | { readonly type: "written"; readonly outcome: string; readonly ready: readonly ReadyJob[] }
  | { readonly type: "lost" }
  | { readonly type: "crowded" };

const TRIES = 8;

/** The way of a message inside the desk: gates, understanding, one plan, one write (design.md, 4–6). */
export async function handleMessage(deps: DeskDeps, message: ArrivedMessage, job: ClaimedJob): Promise<Handled> {
  let understanding: Understanding | null = null;
  for (let attempt = 1; ; attempt += 1) {
    const situation = await loadSituation(deps, message);
    const gate = gateOf(deps, message);
    if (gate === null && understanding === null) understanding = await understand(deps, situation);
    const asked =
      gate === null && message.hasWords ? (numberPlan(situation) ?? (await reportPlan(deps, situation))) : null;
    const calm = gate === null ? (asked ?? (await planOf(deps, situation, understanding))) : gate(situation);
    const perhaps = gate === null && asked === null ? understanding?.perhaps : undefined;
    const plan = perhaps === undefined ? calm : askedAboutDanger(situation, calm, perhaps);
    const committed = await write(deps, situation, inEnglish(situation, plan), job);
    if (committed.type === "committed") return { type: "written", outcome: plan.outcome, ready: committed.ready };
    if (committed.type !== "conflict") return { type: "lost" };
    // Many firms writing at once want the same next number: whoever has lost often waits longest, then lets the queue decide.
    if (attempt >= TRIES) return { type: "crowded" };
    await deps.sleep(deps.random() * 60 * attempt);
  }
}

/** Emergency before complaint before anything else; by rules that never wait (domain.md B.14, B.10). */
function gateOf(deps: DeskDeps, message: ArrivedMessage): ((situation: Situation) => Plan) | null {
  if (!message.hasWords) return null;
  const call: EmergencyCall | null = deps.assistant.emergency(message.text);
  if (call !== null) return (situation) => emergencyPlan(situation, call, message.text.slice(0, 20));
  if (deps.assistant.complaint(message.text) !== null) return complaintPlan;
  return null;
}

async function understand(deps: DeskDeps, situation: Situation): Promise<Understanding | null> {
  const { message } = situation;
  if (!message.hasWords || commandOf(message.text) !== null) return null;
  if (situation.actor.type === "person" && numbersAsked(message.text, situation.day).length > 0) return null;
  // A colleague's question for figures needs no model; a firm's may still be a request.
  if (situation.actor.type === "person" && isReportQuestion(situation.directory, message)) return null;
  const understood = await deps.assistant.understand({
    id: message.inboundId,
    text: message.text,
    sentAt: message.sentAt,
    channel: message.chatType,
    context: contextOf(situation),
  });
  if (understood.notes !== undefined && understood.notes.length > 0)
    deps.log.info("understanding.notes", { message: message.inboundId, notes: understood.notes.join("; ") });
  return asTaught(understood, message.text, deps.learned.current());
}

/** Lists that need more than the message's own situation are read first. */
async function planOf(deps: DeskDeps, situation: Situation, understanding: Understanding | null): Promise<Plan> {
  const { message } = situation;
  const command = commandOf(message.text);
  if (command !== "guides" && command !== "learned") return planFor(situation, understanding);
  const notice = await noticeFor(deps, message.openId, command);
  return { outcome: `listed ${command}`, notices: [answer(situation, notice)] };
}

function planFor(situation: Situation, understanding: Understanding | null): Plan {
  const { message, actor } = situation;
  if (!message.hasWords && message.attachments.length === 0)
    return {
      outcome: "unsupported",
      notices: [answer(situation, { kind: "said", what: { code: "unsupported_message" } })],
    };
  const command = commandOf(message.text);
  if (command !== null) return commandPlan(situation, command);
  if (actor.type === "person" && understanding !== null) return staffPlan(situation, understanding);
  return requesterPlan(situation, understanding ?? NOTHING_SAID);
}

/** For pictures and files without a word. */
const NOTHING_SAID: Understanding = {
  intent: "new_request",
  also: [],
  category: null,
  urgency: "normal",
  items: [],
  location: null,
  deadline: null,
  emergencyNumbers: [],
  confidential: false,
  rating: null,
  ticketNo: null,
  flags: [],
  confidence: 0,
  alternatives: [],
  by: "rules",
};

export function write(deps: DeskDeps, situation: Situation, plan: Plan, job: ClaimedJob | null, commandId?: string) {
  const { message, now, directory, actor } = situation;
  return commit(deps, {
    commandId: commandId ?? message.inboundId,
    actor,
    now,
    directory,
    ...(plan.tickets === undefined ? {} : { tickets: plan.tickets }),
    ...(plan.first === undefined ? {} : { first: plan.first }),
    ...(plan.cards === undefined ? {} : { cards: plan.cards }),
    known: situation.tickets,
    ...(plan.notices === undefined ? {} : { notices: plan.notices }),
    ...(plan.forwards === undefined ? {} : { forwards: plan.forwards }),
    rows: [
      ...(plan.rows ?? []),
      ...(plan.roles === undefined
        ? []
        : [setRoles(deps.db, plan.roles.personId, plan.roles.roles), bumpDirectoryVersion(deps.db)]),
      ...heardWrites(deps.db, situation.day, plan.heard ?? []),
      ...lessonWrites(deps, directory, plan.lessons ?? []),
      noteOutcome(deps.db, message.inboundId, plan.outcome),
      noteConversation(deps.db, {
        appId: deps.appId,
        openId: message.openId,
        chatId: message.chatType === "p2p" ? message.chatId : null,
        lastBot: plan.said ?? null,
        lastTicketId: plan.lastTicketId ?? null,
        identityAskedAt: plan.identityAsked === true ? now : null,
        updatedAt: now,
      }),
    ],
    job,
  });
}
