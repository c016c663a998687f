import type { CloseReason, TicketState } from "../ticket/state.ts";

/**
 * Why a further round of the same ticket began: a mark of 1 or 2, "没解决" without a mark, after it had been closed (回头看), or
 * because it was a request after all (还是需要处理) or what it had been closed for want of came late.
 */
export type RedoCause = "bad_mark" | "not_solved" | "relapse" | "was_request";

/** How a round ended; "reopened" = the requester sent it back before it was closed. */
export type EndReason = CloseReason | "reopened";

/**
 * What the figures need to know about one round of a ticket: the first handling is round 0, each reopening (重办) begins
 * another with its own clock. Instants are UTC ms and all lie between the round's start and its end.
 */
export interface RoundFacts {
  readonly ticketId: string;
  readonly round: number;
  readonly no: string;
  /** When the ticket itself was opened. */
  readonly openedAt: number;
  /** When this round began. */
  readonly startedAt: number;
  readonly cause: RedoCause | null;
  readonly channel: TicketState["channel"];
  readonly urgency: TicketState["urgency"];
  readonly stage: TicketState["stage"];
  readonly category: string | null;
  /** Unit and person that had the round last. */
  readonly unitId: string | null;
  readonly responsibleId: string;
  readonly enterpriseId: string | null;
  /** Key project (重点项目). */
  readonly projectId: string | null;
  /** Limit that was in force when it was accepted or first missed; null after round 0, which nobody has to accept again. */
  readonly acceptDueAt: number | null;
  readonly acceptSettled: boolean;
  readonly acceptedAt: number | null;
  readonly contactDueAt: number;
  readonly contactedAt: number | null;
  /** Limit in force, moved by extensions and by pauses that have ended. */
  readonly resolveDueAt: number;
  /** When its result was told to the enterprise (办结). */
  readonly resolvedAt: number | null;
  /** Office minutes from the round's start to its result. */
  readonly handledMinutes: number | null;
  /** Money saved or brought, in fen, so that sums are exact. */
  readonly benefitFen: number | null;
  readonly pausedSince: number | null;
  /** How far up it has been taken (提级). */
  readonly level: TicketState["level"];
  readonly rating: 1 | 2 | 3 | 4 | 5 | null;
  readonly ratedAt: number | null;
  readonly returnedAt: number | null;
  /** An extension was granted. */
  readonly extendedAt: number | null;
  /** Papers were asked for a second time (一次性告知, 003-08). */
  readonly secondMaterialsAt: number | null;
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
}

/** What one change of a ticket does to its facts: whole rows to be merged into what is stored. */
export interface FactChange {
  readonly rounds: readonly RoundFacts[];
  /** Category, enterprise and project belong to the ticket, so earlier rounds follow; null while there is none. */
  readonly earlier: {
    readonly ticketId: string;
    readonly before: number;
    readonly category: string | null;
    readonly enterpriseId: string | null;
    readonly projectId: string | null;
  } | null;
}

/** Merges a change into a stored row. The store's upsert is the same rule in SQL, and a test holds the two together. */
export function mergeFacts(stored: RoundFacts | null, change: RoundFacts): RoundFacts {
  if (stored === null) return change;
  const over = stored.resolvedAt !== null || stored.endedAt !== null;
  return {
    ...change,
    cause: stored.cause ?? change.cause,
    acceptDueAt: stored.acceptSettled ? stored.acceptDueAt : change.acceptDueAt,
    acceptSettled: stored.acceptSettled || change.acceptSettled,
    acceptedAt: stored.acceptedAt ?? change.acceptedAt,
    contactDueAt: stored.contactedAt === null ? change.contactDueAt : stored.contactDueAt,
    contactedAt: stored.contactedAt ?? change.contactedAt,
    resolveDueAt: over ? stored.resolveDueAt : change.resolveDueAt,
    resolvedAt: stored.resolvedAt ?? change.resolvedAt,
    handledMinutes: stored.handledMinutes ?? change.handledMinutes,
    benefitFen: stored.benefitFen ?? change.benefitFen,
    rating: stored.rating ?? change.rating,
    ratedAt: stored.ratedAt ?? change.ratedAt,
    returnedAt: stored.returnedAt ?? change.returnedAt,
    extendedAt: stored.extendedAt ?? change.extendedAt,
    secondMaterialsAt: stored.secondMaterialsAt ?? change.secondMaterialsAt,
    endedAt: stored.endedAt ?? change.endedAt,
    endReason: stored.endReason ?? change.endReason,
  };
}
