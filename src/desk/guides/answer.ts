import type { Understanding } from "../../assistant/types.ts";
import { gapWords } from "../../domain/guides/gap.ts";
import type { Guide } from "../../domain/guides/guide.ts";
import { nearest } from "../../domain/guides/near.ts";
import type { Directory } from "../../domain/people/directory.ts";
import type { Plan } from "../messages/plan.ts";
import { answer } from "../messages/plan.ts";
import type { Situation } from "../messages/situation.ts";
import type { Heard } from "./heard.ts";
import type { GuideView } from "./notice.ts";
import { asked } from "./question.ts";

/** A guide with names in place of ids. */
export const guideView = (directory: Directory, guide: Guide): GuideView => ({
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

/**
 * A question is answered from the published guides only (003-03): by one that is surely meant, by a choice, or by saying that
 * there is none and offering a person. The message waits in its row for the button.
 */
export function answerPlan(situation: Situation, understanding: Understanding): Plan {
  const { message, directory, day } = situation;
  const found = nearest(asked(message.text), situation.guides, day);
  const base = { inboundId: message.inboundId } as const;
  if (found.type === "one")
    return {
      outcome: `question answered ${found.guide.id}`,
      notices: [
        answer(situation, { kind: "guide", ...base, guide: guideView(directory, found.guide), state: "answered" }),
      ],
      heard: [{ type: "guide", guideId: found.guide.id, what: "shown" }],
    };
  const options = found.type === "several" ? found.guides.map(({ id, title }) => ({ id, title })) : [];
  return {
    outcome: options.length === 0 ? "question without a guide" : `question near ${options.length} guides`,
    notices: [answer(situation, { kind: "guide_choice", ...base, quote: message.text, options, state: "asked" })],
    heard: options.length === 0 ? [gapOf(directory, message.text, understanding.category)] : [],
  };
}

/** Whether a guide surely answers: then a colleague, too, is shown it at once. */
export const isAnswered = (situation: Situation): boolean =>
  nearest(asked(situation.message.text), situation.guides, situation.day).type === "one";

/** What was asked in vain, without who asked. */
function gapOf(directory: Directory, text: string, category: string | null): Heard {
  const names = [
    ...[...directory.people.values()].map(({ name }) => name),
    ...[...directory.enterprises.values()].flatMap(({ name, shortName }) => [name, shortName]),
  ];
  return { type: "gap", words: gapWords(text, names), category };
}

/** The asker wants a person after all: this guide was not the answer, or none of those offered was. */
export function missedBy(situation: Situation, guideId: string | null, category: string | null): readonly Heard[] {
  if (guideId !== null) return [{ type: "guide", guideId, what: "missed" }];
  const { message, directory, guides, day } = situation;
  // Without any near guide the gap was counted when the question came.
  return nearest(asked(message.text), guides, day).type === "several" ? [gapOf(directory, message.text, category)] : [];
}
