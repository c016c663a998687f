import type { EmergencyCall } from "../../assistant/types.ts";
import { presentFor } from "../../domain/people/standing-in.ts";
import { alarmedAt } from "../../domain/reminders.ts";
import { ok } from "../../domain/result.ts";
import type { TicketFact } from "../../domain/ticket/events.ts";
import { callerOf } from "../../domain/ticket/requester.ts";
import { BEING_WORKED_ON } from "../../domain/ticket/state.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { raiseAlarm } from "../../domain/ticket/verbs/raise-alarm.ts";
import { supplement } from "../../domain/ticket/verbs/supplement.ts";
import { dutyTaker } from "../../domain/ticket/duty-taker.ts";
import type { Notice, NoticeWish, Recipient } from "../outgoing.ts";
import { remindedOf } from "../reminders/reminded.ts";
import { nameOf, openIdOf, personLine } from "../views/person-line.ts";
import { dayOf } from "../views/project.ts";
import type { ArrivedMessage } from "./message.ts";
import { opening } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import { answer, changeOf, contextFor, openTickets } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** Category each danger is filed under; the dispatcher may move it, the reply does not wait for that. */
const CATEGORY: Record<EmergencyCall["kind"], string> = {
  fire: "safety",
  gas: "gas",
  injury: "safety",
  violence: "security",
  traffic: "road",
  self_harm: "other",
  other: "safety",
};

/** A further cry about the same danger joins the ticket of the one before, while it is being worked on. */
const SAME_DANGER_MS = 60 * 60_000;

/** Duty was woken for it a moment ago, and it is being worked on: nobody need be asked whether to wake it. */
export const isAlarming = (ticket: TicketState, now: number): boolean =>
  ticket.urgency === "emergency" && BEING_WORKED_ON.includes(ticket.stage) && now - alarmedAt(ticket) < SAME_DANGER_MS;

/** The ticket on whose form the danger was written; `apart` = nothing of it may be told there. */
export interface WrittenOn {
  readonly ticketId: string;
  readonly apart: boolean;
}

/** Before the receipt: the numbers to call if there is danger, and the button that says so. Nobody is alarmed yet. */
export function askedAboutDanger(situation: Situation, plan: Plan, perhaps: EmergencyCall): Plan {
  const notice: Notice = {
    kind: "possible_danger",
    inboundId: situation.message.inboundId,
    numbers: perhaps.numbers,
    ticketId: plan.lastTicketId ?? null,
    state: "asked",
  };
  return { ...plan, first: [answer(situation, notice), ...(plan.first ?? [])] };
}

/** The sender says that there is danger: the ticket of his words becomes an emergency, or one is opened; then as ever. */
export function confirmedDangerPlan(situation: Situation, call: EmergencyCall, ticketId: string | null): Plan {
  const { message } = situation;
  const ticket = openTickets(situation).find(({ state }) => state.id === ticketId);
  const decision = ticket === undefined ? null : raiseAlarm(contextFor(situation), ticket.state);
  if (ticket === undefined || decision?.ok !== true) return emergencyPlan(situation, call, message.text.slice(0, 20));
  const change = changeOf(situation, ticket, ok([...unknownWords(situation, ticket.state), ...decision.value]));
  const { state } = ticket;
  return {
    outcome: `danger confirmed ${state.no}`,
    tickets: change === null || change.facts.length === 0 ? [] : [change],
    first: [answer(situation, call119(situation, call, state)), ...alarms(situation, state, message)],
    said: state.place === null ? "place" : null,
    lastTicketId: state.id,
  };
}

/** What he wrote, where the ticket does not have it: the form it stood in was refused. */
function unknownWords(situation: Situation, ticket: TicketState): readonly TicketFact[] {
  const words = situation.message.text.trim();
  const known = [ticket.text, ...ticket.notes.map(({ text }) => text)].some((text) => text.includes(words));
  // A message of several matters has opened a ticket for each, with its own words.
  if (known || (ticket.text !== "" && words.includes(ticket.text))) return [];
  const told = supplement(contextFor(situation), ticket, { text: words, attachments: [] });
  return told.ok ? told.value : [];
}

/**
 * Danger now: the numbers to call first, then a ticket, then the duty group until a person confirms (domain.md B.14). Works
 * without understanding anything else of the message.
 */
export function emergencyPlan(
  situation: Situation,
  call: EmergencyCall,
  title: string,
  on: WrittenOn | null = null,
): Plan {
  const { message, now } = situation;
  const about = situation.tickets.filter(({ state }) => state.id === on?.ticketId);
  const crying = situation.tickets.filter(
    ({ state }) =>
      state.id !== on?.ticketId && state.urgency === "emergency" && now - alarmedAt(state) < SAME_DANGER_MS,
  );
  const recent = on?.apart === true ? crying : [...about, ...crying];
  const context = contextFor(situation);
  // One that was solved, or handed in as solved, is over for whoever worked on it: nobody would come.
  const earlier = recent.find(({ state }) => raiseAlarm(context, state).ok);
  if (earlier !== undefined) {
    const input = { text: message.text, attachments: message.attachments };
    const told = supplement(context, earlier.state, input);
    const again = raiseAlarm(context, earlier.state);
    const change = changeOf(situation, earlier, told.ok && again.ok ? ok([...told.value, ...again.value]) : again);
    return {
      outcome: `emergency joined ${earlier.state.no}`,
      tickets: change === null ? [] : [change],
      first: [answer(situation, call119(situation, call, earlier.state)), ...alarms(situation, earlier.state, message)],
      said: earlier.state.place === null ? "place" : null,
      lastTicketId: earlier.state.id,
    };
  }
  const solved = (about[0] ?? recent[0])?.state;
  const matter = {
    title,
    text: message.text,
    place: null,
    category: CATEGORY[call.kind],
    urgency: "emergency" as const,
    ...(solved === undefined ? {} : { earlier: solved }),
  };
  const { change, state } = opening(situation, matter, 0, message.attachments, true);
  return {
    outcome: `emergency ${state.no}`,
    tickets: [change],
    first: [answer(situation, call119(situation, call, state)), ...alarms(situation, state, message)],
    said: "place",
    lastTicketId: state.id,
    // No identity form: nobody fills one in while it burns.
  };
}

function call119({ directory, now }: Situation, call: EmergencyCall, ticket: TicketState): Notice {
  const [first] = directory.settings.dutyPersonIds;
  // Where the alarm reaches nobody, a phone may still ring.
  const duty =
    onDuty(directory, now)[0] ?? (first === undefined ? null : presentFor(directory, first, dayOf(directory, now)));
  return {
    kind: "emergency",
    numbers: call.numbers,
    danger: call.kind,
    duty: duty === null ? null : personLine(directory, duty),
    ticketNo: ticket.no,
    askPlace: ticket.place === null,
  };
}

/** To the duty group and every duty person; repeated by the reminder until one confirms. */
function alarms(situation: Situation, ticket: TicketState, message: Pick<ArrivedMessage, "text">): NoticeWish[] {
  return dutyAlarm(situation.directory, ticket, { text: message.text, now: situation.now, alarm: 1 });
}

type Directory = Situation["directory"];

/** Every duty person, or who stands in for him; where that one cannot be reached, on leave is better than nobody. */
function onDuty(directory: Directory, now: number): string[] {
  const here = (id: string): string => presentFor(directory, id, dayOf(directory, now));
  return directory.settings.dutyPersonIds.flatMap(
    (id) => [here(id), id].find((one) => openIdOf(directory, one) !== null) ?? [],
  );
}

/** Who is alarmed: the duty group first, then whoever is on duty. @param now UTC ms. */
export function dutyRecipients(directory: Directory, now: number): Recipient[] {
  const { dutyChatId } = directory.settings;
  const people = onDuty(directory, now).flatMap((id) => openIdOf(directory, id) ?? []);
  return [
    ...(dutyChatId === null ? [] : [{ type: "chat", chatId: dutyChatId } as const]),
    ...[...new Set(people)].map((openId) => ({ type: "person", openId }) as const),
  ];
}

export function dutyAlarm(
  directory: Directory,
  ticket: TicketState,
  alarm: { readonly text: string; readonly now: number; readonly alarm: number },
): NoticeWish[] {
  const notice = alarmNotice(directory, ticket, alarm);
  const urgent = directory.settings.emergencyUrgent ?? "app";
  // Asked for once more when it goes out late: somebody may have taken it, or a later one says it.
  const said = { ticketId: ticket.id, kind: "duty_alarm", first: alarm.alarm === 1, dueAt: alarm.now } as const;
  const reminder = remindedOf(said, false);
  return dutyRecipients(directory, alarm.now).map((recipient) => ({
    recipient,
    notice,
    replyTo: null,
    replyToCardOf: null,
    reminder,
    ...(recipient.type === "person" ? { urgent } : {}),
  }));
}

/** What duty was woken for: what was said of a danger that came up later stands before what the matter was. */
export function dangerWords(ticket: TicketState): string {
  const at = alarmedAt(ticket);
  const own = ticket.text || ticket.title;
  const said = ticket.notes.findLast(
    (note) => ["supplement", "reopened"].includes(note.kind) && note.at <= at && at - note.at < SAME_DANGER_MS,
  );
  return at === ticket.openedAt || said === undefined || own.includes(said.text) ? own : `${said.text}\n${own}`;
}

/** The alarm as it reads once somebody has taken the emergency in hand, with who it was. */
export function takenAlarm(directory: Directory, ticket: TicketState): AlarmNotice & { readonly confirmedBy: string } {
  const by = dutyTaker(ticket) ?? ticket.assigneeId ?? ticket.responsibleId;
  const alarm = { text: dangerWords(ticket), now: alarmedAt(ticket), alarm: 1 };
  return { ...alarmNotice(directory, ticket, alarm), confirmedBy: nameOf(directory, by) };
}

type AlarmNotice = Extract<Notice, { kind: "duty_alarm" }>;

function alarmNotice(
  directory: Directory,
  ticket: TicketState,
  alarm: { readonly text: string; readonly now: number; readonly alarm: number },
): AlarmNotice {
  const person = callerOf(directory, ticket);
  const enterprise = directory.enterprises.get(ticket.requester.enterpriseId ?? "");
  return {
    kind: "duty_alarm",
    ticketId: ticket.id,
    no: ticket.no,
    text: alarm.text,
    place: ticket.place ?? enterprise?.address ?? null,
    requesterName: person?.name ?? null,
    requesterPhone: person?.phone ?? null,
    enterprise: enterprise?.shortName ?? null,
    at: alarm.now,
    alarm: alarm.alarm,
    confirmedBy: null,
  };
}
