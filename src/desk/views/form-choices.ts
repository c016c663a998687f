import { addWorkingDays, localDay } from "../../domain/calendar/index.ts";
import { answerGiven } from "../../domain/guides/public-answer.ts";
import { withoutIdentity } from "../../domain/guides/identity.ts";
import type { Directory } from "../../domain/people/directory.ts";
import { isOnLeave } from "../../domain/people/rota.ts";
import { gaveAway } from "../../domain/ticket/authority.ts";
import { longestExtension } from "../../domain/ticket/clock.ts";
import type { DecideContext } from "../../domain/ticket/context.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { openAssistOf } from "../../domain/ticket/verbs/finish-assist.ts";
import { nameOf } from "./person-line.ts";
import type { TicketAction } from "./ticket-actions.ts";
import type { FormChoices } from "./ticket-view.ts";

/** What a form on a ticket's card offers; only what can be chosen. */
export function formChoices(
  context: DecideContext,
  ticket: TicketState,
  action: TicketAction,
  older: readonly TicketState[],
): FormChoices {
  const { directory, now } = context;
  const units = [...directory.units.values()].map(({ id, name }) => ({ id, label: name }));
  switch (action) {
    case "hand_over":
      return { colleagues: colleagues(directory, ticket), units: units.filter(({ id }) => id !== ticket.unitId) };
    case "return":
      return { units: units.filter(({ id }) => id !== ticket.unitId) };
    case "dispatch":
      return {
        units,
        categories: [...directory.categories.values()]
          .filter((category) => !category.confidential)
          .map(({ code, name }) => ({ code, label: name })),
        category: ticket.category,
        unit: ticket.proposedUnitId ?? ticket.unitId,
      };
    case "extend": {
      const { ordinary, until, complex } = longestExtension(directory, ticket);
      const days = dayEnds(directory, ticket.deadlines.resolveBy, MOST_DAYS).filter((at) => at <= until);
      return { days, ...(complex === null ? {} : { complex: { ...complex, after: ordinary } }) };
    }
    case "park":
      return { days: dayEnds(directory, Math.max(now, ticket.parking?.until ?? 0), 60).filter((_, i) => i % 5 === 4) };
    case "assist":
      return { units: units.filter(({ id }) => id !== ticket.unitId) };
    case "assist_hand": {
      const part = openAssistOf(context, ticket);
      return {
        colleagues: part === null ? [] : ofUnit(directory, part.unitId, [part.personId, ...away(directory, now)]),
      };
    }
    case "assist_cancel":
      return {
        parts: ticket.assists
          .filter(({ doneAt }) => doneAt === null)
          .map(({ id, unitId, personId }) => ({
            id,
            label: `${directory.units.get(unitId)?.name ?? ""} ${nameOf(directory, personId)}`,
          })),
      };
    case "project":
      return { projects: projects(directory, ticket), noProject: ticket.projectId !== null };
    case "publish_answer":
      return { publicDraft: draftOf(directory, ticket) };
    case "merge":
      return { olderTickets: older.map(({ id, no, title }) => ({ id, label: `${no} ${title}` })) };
    default:
      return {};
  }
}

/** As many days as a select on a phone can show. */
const MOST_DAYS = 60;
/** Longest draft of a question: it becomes a title. */
const QUESTION_MAX = 60;

/** Request and result without whoever they name, as a beginning for the words that become public. */
function draftOf(directory: Directory, ticket: TicketState): NonNullable<FormChoices["publicDraft"]> {
  const whole = withoutIdentity(directory, ticket.text);
  const short = whole !== "" && Array.from(whole).length <= QUESTION_MAX;
  return {
    question: short ? whole : withoutIdentity(directory, ticket.title),
    answer: withoutIdentity(directory, answerGiven(ticket)?.text ?? ""),
  };
}

/** The ends of the next working days after an instant. */
function dayEnds(directory: Directory, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => addWorkingDays(directory.calendar, from, i + 1).at);
}

function projects(directory: Directory, ticket: TicketState): NonNullable<FormChoices["projects"]> {
  const own = (enterpriseId: string | null): number => (enterpriseId === ticket.requester.enterpriseId ? 0 : 1);
  return [...directory.projects.values()]
    .filter(({ running, id }) => running && id !== ticket.projectId)
    .toSorted((a, b) => own(a.enterpriseId) - own(b.enterpriseId) || (a.id < b.id ? -1 : 1))
    .map(({ id, name, leaderId }) => ({ id, name, leader: nameOf(directory, leaderId) }));
}

function colleagues(directory: Directory, ticket: TicketState): { id: string; label: string }[] {
  const giverId = ticket.assigneeId ?? ticket.responsibleId;
  const own = directory.people.get(giverId)?.unitId ?? null;
  // Who gave it to another unit and thinks better of it looks for a colleague of his own.
  const unitId = gaveAway(ticket, giverId) ? own : (ticket.unitId ?? own);
  return ofUnit(directory, unitId, [giverId, ticket.offeredToId]);
}

const away = (directory: Directory, now: number): string[] =>
  [...directory.people.values()].filter((p) => isOnLeave(p, localDay(directory.calendar, now))).map(({ id }) => id);

const ofUnit = (directory: Directory, unitId: string | null, except: readonly (string | null)[]) =>
  [...directory.people.values()]
    .filter((p) => p.kind === "cadre" && p.active && p.unitId === unitId && !except.includes(p.id))
    .map(({ id, name, post }) => ({ id, label: `${name} ${post}` }));
