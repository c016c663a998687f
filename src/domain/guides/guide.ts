import type { Result } from "../result.ts";
import { fail, ok } from "../result.ts";

/** A paper one has to bring; `original` says how it is looked at (核验, 收原件 …). */
export interface GuideMaterial {
  readonly name: string;
  readonly copies: number;
  readonly original: string;
}

/** 清单: where, how long, what it costs, and on what rule that rests. */
export interface ServiceList {
  readonly applyAt: string;
  readonly workingDays: number | null;
  /** "0" = free; anything else is said as it stands. */
  readonly fee: string;
  readonly basis: string;
}

/** 办事指南 with its 四个一: one flow, one list, one set of papers, one supervision phone (003-03). */
export interface Guide {
  readonly id: string;
  readonly title: string;
  /** What people call it. */
  readonly also: readonly string[];
  readonly category: string;
  readonly unitId: string | null;
  readonly flow: readonly string[];
  readonly list: ServiceList;
  readonly materials: readonly GuideMaterial[];
  readonly supervisionPhone: string;
  readonly contactPhone: string;
  /** Local days, both inclusive. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly version: number;
  readonly state: "draft" | "published";
}

const FOUR_ONES = ["flow", "list", "materials", "supervision_phone"] as const;
export type GuidePart = (typeof FOUR_ONES)[number];

const filled = (text: string): boolean => text.trim() !== "";

/** Which of the four are not there yet; a list that leaves one of its answers open is not there (003-03). */
export function missingParts(guide: Guide): readonly GuidePart[] {
  const { list } = guide;
  const there: Record<GuidePart, boolean> = {
    flow: guide.flow.length > 0 && guide.flow.every(filled),
    list: filled(list.applyAt) && filled(list.fee) && list.workingDays !== null && list.workingDays > 0,
    materials: guide.materials.length > 0 && guide.materials.every(({ name }) => filled(name)),
    supervision_phone: filled(guide.supervisionPhone),
  };
  return FOUR_ONES.filter((part) => !there[part]);
}

export type PublishRefusal =
  | { readonly code: "incomplete"; readonly missing: readonly GuidePart[] }
  | { readonly code: "expired" };

/**
 * A guide without one of the four ones cannot be published (003-03); one that is over says nothing true any more.
 * @param day local day, YYYY-MM-DD.
 */
export function publish(guide: Guide, day: string): Result<Guide, PublishRefusal> {
  const missing = missingParts(guide);
  if (missing.length > 0) return fail({ code: "incomplete", missing });
  if (guide.validTo < day) return fail({ code: "expired" });
  return ok({ ...guide, state: "published" });
}

/** Whether a guide may answer questions on a local day. */
export const answersOn = (guide: Guide, day: string): boolean =>
  guide.state === "published" && guide.validFrom <= day && day <= guide.validTo && missingParts(guide).length === 0;
