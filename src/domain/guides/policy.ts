import type { Result } from "../result.ts";
import { fail, ok } from "../result.ts";

/** 政策 as it may be told: only while it is in force, always with its source (001-12). */
export interface Policy {
  readonly id: string;
  readonly title: string;
  /** What people call it. */
  readonly also: readonly string[];
  readonly category: string;
  /** Unit that answers for it. */
  readonly unitId: string | null;
  readonly text: string;
  /** Document and who issued it. */
  readonly source: string;
  /** Local days, YYYY-MM-DD, both inclusive. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly version: number;
  readonly state: "draft" | "published";
}

/** What a policy may lack; without its source and its unit nobody can stand by it. */
const POLICY_PARTS = ["title", "text", "source", "unit"] as const;
export type PolicyPart = (typeof POLICY_PARTS)[number];

/** What is missing for publishing. */
export function missingPolicyParts(policy: Policy): readonly PolicyPart[] {
  const there: Record<PolicyPart, boolean> = {
    title: policy.title.trim() !== "",
    text: policy.text.trim() !== "",
    source: policy.source.trim() !== "",
    unit: policy.unitId !== null,
  };
  return POLICY_PARTS.filter((part) => !there[part]);
}

export type PolicyRefusal =
  | { readonly code: "incomplete"; readonly missing: readonly PolicyPart[] }
  | { readonly code: "expired" };

/**
 * A policy without text, source or unit cannot be published; one that is over is no policy any more (001-12).
 * @param day local day, YYYY-MM-DD.
 */
export function publishPolicy(policy: Policy, day: string): Result<Policy, PolicyRefusal> {
  const missing = missingPolicyParts(policy);
  if (missing.length > 0) return fail({ code: "incomplete", missing });
  if (policy.validTo < day) return fail({ code: "expired" });
  return ok({ ...policy, state: "published" });
}

/** Whether a policy may answer questions on a local day. */
export const policyAnswersOn = (policy: Policy, day: string): boolean =>
  policy.state === "published" &&
  policy.validFrom <= day &&
  day <= policy.validTo &&
  missingPolicyParts(policy).length === 0;
