import type { LimitPolicy, Limit } from "../../../src/domain/limits/index.ts";
import type { Directory } from "../../../src/domain/people/directory.ts";
import type { TicketEvent } from "../../../src/domain/ticket/events.ts";
import type { Deadlines, TicketState } from "../../../src/domain/ticket/state.ts";
import type { SlowReckoning } from "../calendar/slow-reckoning.ts";

type Limits = Pick<Deadlines, "acceptBy" | "contactBy" | "resolveBy">;

/**
 * What the limits of a ticket must be, worked out from its events alone by walking minutes and days: shares with the product
 * the policy's numbers and nothing else. What an event says of limits is never looked at.
 */
export function slowLimits(slow: SlowReckoning, directory: Directory, events: readonly TicketEvent[]): Limits {
  let known = {
    category: null as string | null,
    urgency: "normal" as TicketState["urgency"],
    firm: null as string | null,
  };
  let project: string | null = null;
  let limits: Limits = { acceptBy: 0, contactBy: 0, resolveBy: 0 };
  let started = 0;
  let pausedAt: number | null = null;
  let pauses: (readonly [from: number, to: number])[] = [];
  /** In whose hands it is; who gave it on out of his, and when he was to have called. */
  let holder: string | null = null;
  let gaveOn: readonly [id: string, contactBy: number] | null = null;
  let asked: number | null = null;
  let extended = false;
  let contacted = false;

  /** Seconds are nobody's: limits are told in minutes. */
  const wholeMinutes = (from: number, to: number): number => Math.floor(slow.between(from, to));
  const policy = (): LimitPolicy => {
    const versions = directory.policies.get(known.category ?? "other") ?? [];
    const [only] = versions;
    if (only === undefined || versions.length > 1) throw new Error("one policy a category is expected here");
    return only;
  };
  let keyAt: number | null = null;
  let undecided = false;
  /** For a dispatcher; and whether a unit has ever returned it. */
  let waiting = false;
  let returned = false;
  let over = false;
  let redo = false;
  const key = (): boolean => isKey(directory, known.firm, project);
  const fresh = (at: number, asKey = key(), again = false): Limits =>
    reckon(slow, policy(), { ...known, key: asKey, redo: again }, at);
  /** Accept and contact of somebody who is offered it now, within the final limit while that has not passed. */
  const offered = (at: number, resolveBy: number): Pick<Limits, "acceptBy" | "contactBy"> => {
    const { acceptBy, contactBy } = fresh(at);
    const within = (due: number): number => (resolveBy > at && due > resolveBy ? resolveBy : due);
    return { acceptBy: within(acceptBy), contactBy: within(contactBy) };
  };
  const resume = (at: number): void => {
    if (pausedAt === null) return;
    pauses = [...pauses, [pausedAt, at]];
    const paused = wholeMinutes(pausedAt, at);
    const found = keyAt !== null && keyAt > pausedAt ? keyAt : null;
    // Nobody need have been spoken to while it stood still; what was late when that began stays late.
    if (!contacted && pausedAt <= limits.contactBy) {
      const owed = [paused > 0 ? slow.add(limits.contactBy, paused) : limits.contactBy];
      // Found to be a key firm's meanwhile: the sooner one has stood still only since.
      if (found !== null) {
        const rest = wholeMinutes(found, at);
        const sooner = fresh(found, true, redo).contactBy;
        owed.push(rest > 0 ? slow.add(sooner, rest) : sooner);
      }
      limits = { ...limits, contactBy: Math.min(...owed) };
    }
    if (pausedAt > limits.resolveBy) {
      pausedAt = null;
      return;
    }
    // Whoever was found to be a key firm while it stood still has had only the rest of the pause.
    if (keyAt !== null && keyAt > pausedAt && !extended)
      limits = { ...limits, resolveBy: Math.min(finalFrom(started, false), finalFrom(keyAt, true)) };
    else if (paused > 0) limits = { ...limits, resolveBy: slow.add(limits.resolveBy, paused) };
    pausedAt = null;
  };
  /** It turned out to be a key firm's or project's: whatever is still owed may come nearer, counted from then. */
  const found = (at: number, wasKey: boolean): void => {
    if (wasKey || over || !key()) return;
    keyAt = at;
    const now = fresh(at, true, redo);
    const { acceptBy, contactBy, resolveBy } = limits;
    limits = {
      acceptBy: contacted || undecided ? acceptBy : Math.min(acceptBy, now.acceptBy),
      contactBy: contacted ? contactBy : Math.min(contactBy, now.contactBy),
      resolveBy: extended ? resolveBy : Math.min(resolveBy, now.resolveBy),
    };
  };
  /** The final limit counted from an instant, later by what was paused after it. */
  const finalFrom = (start: number, asKey: boolean): number =>
    pauses.reduce(
      (due, [from, to]) => {
        const began = Math.max(from, start);
        const paused = to > began && began <= due ? wholeMinutes(began, to) : 0;
        return paused > 0 ? slow.add(due, paused) : due;
      },
      fresh(start, asKey, redo).resolveBy,
    );

  const finalLimit = (): number =>
    keyAt === null ? finalFrom(started, key()) : Math.min(finalFrom(started, false), finalFrom(keyAt, key()));

  for (const event of events) {
    const { at } = event;
    if (ENDS.has(event.type)) over = true;
    if (BEGINS.has(event.type)) over = false;
    switch (event.type) {
      case "opened":
        known = { category: event.data.category, urgency: event.data.urgency, firm: event.data.requester.enterpriseId };
        project = event.data.projectId ?? null;
        started = at;
        limits = fresh(at);
        waiting = event.data.offeredToId === null;
        break;
      case "described": {
        // Decided already, words change nothing; else they are what a dispatcher would have decided.
        if (!waiting || returned) break;
        known = { ...known, category: event.data.category ?? known.category };
        const resolveBy = finalLimit();
        const within = (due: number): number => (resolveBy > at && due > resolveBy ? resolveBy : due);
        limits =
          event.data.offeredToId === null
            ? { acceptBy: within(limits.acceptBy), contactBy: within(limits.contactBy), resolveBy }
            : { ...offered(at, resolveBy), resolveBy };
        waiting = event.data.offeredToId === null;
        break;
      }
      case "dispatched": {
        gaveOn = holder = null;
        waiting = false;
        known = { ...known, category: event.data.category };
        undecided = false;
        // A pause is added to the limit of the category that holds now; an agreed date stays agreed.
        const resolveBy = extended ? limits.resolveBy : finalLimit();
        limits = { ...offered(at, resolveBy), resolveBy };
        break;
      }
      case "accepted":
        // Who takes back what he gave on owes what he owed before; nobody else does.
        if (gaveOn !== null && gaveOn[0] === event.data.assigneeId && !contacted)
          limits = { ...limits, contactBy: Math.min(limits.contactBy, gaveOn[1]) };
        gaveOn = null;
        holder = event.data.assigneeId;
        break;
      case "handed_over":
      case "passed_on": {
        if (holder !== null) gaveOn = [holder, limits.contactBy];
        holder = null;
        const own = offered(at, limits.resolveBy);
        limits = { ...limits, acceptBy: own.acceptBy, contactBy: contacted ? limits.contactBy : own.contactBy };
        break;
      }
      case "returned": {
        // A dispatcher has the rest of the day, an hour at least; where duty never rests, as long as anybody.
        const always = known.urgency === "emergency" || (policy().runs24x7 && known.urgency !== "low");
        const acceptBy = always ? fresh(at).acceptBy : Math.max(slow.addDays(at, 0), slow.add(at, 60));
        limits = { ...limits, acceptBy };
        gaveOn = holder = null;
        undecided = returned = waiting = true;
        break;
      }
      case "requester_bound": {
        const was = key();
        known = { ...known, firm: event.data.enterpriseId };
        found(at, was);
        break;
      }
      case "alarmed": {
        known = { ...known, urgency: "emergency" };
        // Danger waits for no papers and for no better day.
        resume(at);
        const now = fresh(at);
        limits = {
          ...limits,
          acceptBy: Math.min(limits.acceptBy, now.acceptBy),
          contactBy: Math.min(limits.contactBy, now.contactBy),
        };
        break;
      }
      case "materials_requested":
        pausedAt = at;
        contacted = true;
        break;
      case "progressed":
        if (event.data.visible) contacted = true;
        break;
      case "supplemented":
        if (event.data.resumes) resume(at);
        break;
      case "pause_over":
      case "unparked":
        resume(at);
        break;
      case "approval_asked":
        asked = event.data.until;
        break;
      case "approval_given":
        if (event.data.kind === "parking") pausedAt ??= at;
        if (event.data.kind === "extension") {
          extended = true;
          // A pause since it was asked may have moved it further: a yes draws nothing back.
          limits = { ...limits, resolveBy: Math.max(asked ?? Number.NaN, limits.resolveBy) };
        }
        break;
      case "handed_in":
        resume(at);
        pausedAt = at;
        break;
      case "sent_back":
        resume(at);
        break;
      case "project_set": {
        const was = key();
        project = event.data.projectId;
        found(at, was);
        break;
      }
      case "resolved":
      case "confirmed":
        pausedAt = null;
        contacted = true;
        break;
      case "reopened":
      case "restored":
      case "resumed":
        gaveOn = null;
        waiting = event.type === "restored";
        holder = event.type === "restored" ? null : event.data.responsibleId;
        keyAt = null;
        undecided = false;
        redo = event.type === "reopened";
        started = at;
        pauses = [];
        extended = false;
        contacted = false;
        pausedAt = null;
        limits = fresh(at, key(), redo);
        break;
      default:
    }
  }
  return limits;
}

const isKey = (directory: Directory, firm: string | null, project: string | null): boolean =>
  project !== null || directory.enterprises.get(firm ?? "")?.keyFirm === true;

const ENDS = new Set(["resolved", "confirmed", "closed", "withdrawn", "refused", "merged", "terminated", "dismissed"]);
const BEGINS = new Set(["reopened", "resumed", "restored"]);

/** Minutes of a day in the sample office. */
const OFFICE_DAY = 420;

function reckon(
  slow: SlowReckoning,
  policy: LimitPolicy,
  request: { readonly urgency: TicketState["urgency"]; readonly key: boolean; readonly redo: boolean },
  at: number,
): Limits {
  const danger = request.urgency === "emergency";
  const always = danger || (policy.runs24x7 && request.urgency !== "low");
  const urgent = danger || request.urgency === "high";
  const end = (limit: Limit, roundTheClock: boolean): number => {
    if (danger && roundTheClock && limit.unit.endsWith("_days")) return at + limit.value * OFFICE_DAY * 60_000;
    if (limit.unit === "minutes" || (limit.unit === "working_minutes" && roundTheClock))
      return at + limit.value * 60_000;
    if (limit.unit === "working_minutes") return slow.add(at, limit.value);
    if (limit.unit === "working_days") return slow.addDays(at, limit.value);
    let day = slow.day(at) + limit.value;
    while (!slow.worksOn(day)) day += 1;
    return slow.close(day);
  };
  const quick = urgent && policy.urgentAcceptMinutes !== null;
  const ordinary = (request.key ? policy.keyAccept : null) ?? policy.accept;
  const accept: Limit = quick ? { value: policy.urgentAcceptMinutes ?? 0, unit: "working_minutes" } : ordinary;
  const contact = request.key ? (policy.keyContact ?? policy.contact) : policy.contact;
  const resolve =
    (request.redo ? policy.redoResolve : null) ?? (request.key ? policy.keyResolve : null) ?? policy.resolve;
  const resolveBy = end(resolve, false);
  const nextDay = request.redo ? slow.addDays(at, 1) : Number.POSITIVE_INFINITY;
  const contactBy = Math.min(end(contact, always), nextDay, resolveBy);
  return { acceptBy: Math.min(end(accept, always), contactBy), contactBy, resolveBy };
}
