import { unreachable } from "../../domain/result.ts";
import type { Answer } from "../../domain/guides/answer.ts";
import type { Guide } from "../../domain/guides/guide.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Notice } from "../outgoing.ts";

/** A guide as it is read: all four ones, whole (003-03, 003-08). */
export interface GuideView {
  readonly id: string;
  readonly title: string;
  readonly unit: string | null;
  readonly flow: readonly string[];
  readonly applyAt: string;
  readonly workingDays: number | null;
  readonly fee: string;
  readonly materials: readonly { readonly name: string; readonly copies: number }[];
  readonly supervisionPhone: string;
  readonly contactPhone: string;
  readonly basis: string;
  readonly validTo: string;
  readonly version: number;
}

/** A policy as it is read, with its source and how long it holds (001-12). */
export interface PolicyView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly unit: string | null;
  readonly phone: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What was answered in public before: by which unit, on which day, and how long it may be told. Nobody who asked is in it. */
export interface PublicView {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly unit: string | null;
  readonly phone: string;
  readonly answeredOn: string;
  readonly validTo: string;
}

export type AnswerView =
  | { readonly kind: "guide"; readonly guide: GuideView }
  | { readonly kind: "policy"; readonly policy: PolicyView }
  | { readonly kind: "answer"; readonly answer: PublicView };

const guideView = (directory: Directory, guide: Guide): GuideView => ({
  id: guide.id,
  title: guide.title,
  unit: directory.units.get(guide.unitId ?? "")?.name ?? null,
  flow: guide.flow,
  applyAt: guide.list.applyAt,
  workingDays: guide.list.workingDays,
  fee: guide.list.fee,
  basis: guide.list.basis,
  materials: guide.materials.map(({ name, copies }) => ({ name, copies })),
  supervisionPhone: guide.supervisionPhone,
  contactPhone: guide.contactPhone,
  validTo: guide.validTo,
  version: guide.version,
});

/** An answer with names in place of ids. */
export function answerView(directory: Directory, answer: Answer): AnswerView {
  const unitOf = (id: string | null) => directory.units.get(id ?? "");
  switch (answer.kind) {
    case "guide":
      return { kind: "guide", guide: guideView(directory, answer.guide) };
    case "policy": {
      const { id, title, text, source, unitId, validFrom, validTo } = answer.policy;
      const unit = unitOf(unitId);
      const from = { unit: unit?.name ?? null, phone: unit?.phone ?? "" };
      return { kind: "policy", policy: { id, title, text, source, validFrom, validTo, ...from } };
    }
    case "answer": {
      const { id, question, answer: said, unitId, answeredOn, validTo } = answer.answer;
      const unit = unitOf(unitId);
      const from = { unit: unit?.name ?? null, phone: unit?.phone ?? "" };
      return { kind: "answer", answer: { id, question, answer: said, answeredOn, validTo, ...from } };
    }
    default:
      return unreachable(answer);
  }
}

/** The card of an answer. @param inboundId the question's message, which a person can still be asked to answer; "" = none. */
export function answerNotice(inboundId: string, view: AnswerView, state: "answered" | "passed_on"): Notice {
  switch (view.kind) {
    case "guide":
      return { kind: "guide", inboundId, guide: view.guide, state };
    case "policy":
      return { kind: "policy", inboundId, policy: view.policy, state };
    case "answer":
      return { kind: "public_answer", inboundId, answer: view.answer, state };
    default:
      return unreachable(view);
  }
}
