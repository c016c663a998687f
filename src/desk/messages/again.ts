import type { Understanding } from "../../assistant/types.ts";
import type { TicketState } from "../../domain/ticket/state.ts";
import { isOpen, isOver, isUnanswered } from "../../domain/ticket/state.ts";
import type { StoredTicket } from "../../store/tickets.ts";
import type { NewMatter } from "./open-tickets.ts";
import { matterOf, openTicketsPlan } from "./open-tickets.ts";
import type { Plan } from "./plan.ts";
import type { Situation } from "./situation.ts";

/** Fewer characters do not say by themselves what the matter is. */
const TELLS = 12;
const OBJECTS =
  /(?:不(?:能|应该|该|可以|要|想)?(?:同意|认可|接受|服|满意)|异议|凭(?:什么|啥)|有意见|反对)[^。]{0,12}(?:终止|不(?:予)?受理|不办|结束)|(?:终止|不(?:予)?受理|不办|结束)[^。]{0,12}(?:不(?:能|应该|该|可以)?(?:同意|认可|接受|服)|异议|有意见|反对)/u;

/**
 * What is said of a matter that is over and cannot go on opens a new ticket that names the earlier one: a card that says "ended"
 * answers nobody whose road is still broken (000-17). Its words count; few words take the title of the earlier one.
 */
export function againPlan(
  situation: Situation,
  earlier: TicketState,
  understanding: Understanding | null = null,
): Plan {
  const { message } = situation;
  const items = (understanding?.items ?? []).map(matterOf);
  const urgency = understanding?.urgency ?? "normal";
  const short = !message.hasWords || Array.from(message.text).length < TELLS || OBJECTS.test(message.text);
  const matter: NewMatter = {
    title: short ? earlier.title : message.text.slice(0, 20),
    text: message.hasWords ? message.text : "",
    place: understanding?.location ?? earlier.place,
    category: understanding?.category ?? earlier.category,
    urgency: urgency === "low" ? "normal" : urgency,
  };
  const matters = items.length > 0 ? items : [matter];
  return openTicketsPlan(
    situation,
    matters.map((one) => ({ ...one, category: one.category ?? earlier.category, earlier })),
  );
}

/** Of a matter that is over: the one that goes on with it, by merging or because it was told again; else itself. */
export function goingOn({ tickets }: Situation, ticket: StoredTicket | null): StoredTicket | null {
  if (ticket === null || !isOver(ticket.state)) return ticket;
  const { no, mergedInto } = ticket.state;
  return (
    tickets.find(
      ({ state }) => (state.id === mergedInto && !isOver(state)) || (isOpen(state) && state.earlier?.no === no),
    ) ?? ticket
  );
}

/** "我不同意终止": of which matter that has ended; the newest, when the words name none. */
export function objectedTo(situation: Situation, about: StoredTicket | null): StoredTicket | null {
  if (!OBJECTS.test(situation.message.text)) return null;
  const ended = ({ state }: StoredTicket): boolean => isOver(state) || isUnanswered(state);
  const one = about !== null && ended(about) ? about : situation.tickets.find(ended);
  return goingOn(situation, one ?? null);
}
