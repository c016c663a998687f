import type { TicketAction } from "../../../desk/views/ticket-actions.ts";
import type { FormChoices, TicketView } from "../../../desk/views/ticket-view.ts";
import { texts } from "../../../texts/index.ts";
import { FIELDS, INPUT_MAX, LINE_MAX, NO_PROJECT } from "../../actions/fields.ts";
import { confirmation, form, lineInput, multiSelect, paragraph, select, small, textInput } from "../elements.ts";
import { cut } from "../escape.ts";
import type { Element, Form } from "../types.ts";
import { carried } from "./buttons.ts";

const F = FIELDS;
const P = texts.forms.placeholder;
type Fields = Form["elements"];
type Builder = (view: TicketView, choices: FormChoices) => Fields;

const people = (list: FormChoices["colleagues"] = []) => list.map(({ id, label }) => ({ value: id, label }));
const labelled = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }));

/** Days by name; the value is the end of that working day in UTC ms, which the verb checks again. */
const dayChoices = (view: TicketView, days: FormChoices["days"] = []) =>
  days.map((at) => ({ value: String(at), label: texts.dates.fullDay(at, view) }));

/** One builder per action that asks something; empty = nothing to choose from. */
const BUILDERS: Partial<Record<TicketAction, Builder>> = {
  return: (_, { units }) => [
    ...select(F.return.kind, labelled(texts.forms.returnKinds), { required: true }),
    textInput(F.return.reason, { placeholder: P.return_reason }),
    ...select(F.return.unit, people(units), { placeholder: P.return_unit }),
  ],
  hand_over: (_, { colleagues, units }) => {
    const targets = [
      ...select(F.hand_over.person, people(colleagues), { placeholder: P.hand_person }),
      ...select(F.hand_over.unit, people(units), { placeholder: P.hand_unit }),
    ];
    return targets.length === 0 ? [] : [...targets, textInput(F.hand_over.reason, { placeholder: P.hand_reason })];
  },
  progress: ({ stage }) =>
    stage === "awaiting_rating"
      ? [textInput(F.progress.text, { required: true, placeholder: P.call_back })]
      : [
          textInput(F.progress.text, { required: true, placeholder: P.progress_text }),
          ...select(F.progress.visible, labelled(texts.forms.visible), { required: true, initial: "yes" }),
        ],
  materials: ({ materials, materialsRequests }) => [
    textInput(F.materials.list, {
      required: true,
      placeholder: P.materials_list,
      value: materials.length === 0 ? null : materials.join("\n"),
    }),
    // What is still missing may be asked for again as it stands.
    ...(materialsRequests > 0
      ? [textInput(F.materials.reason, { required: materials.length === 0, placeholder: P.materials_reason })]
      : []),
  ],
  resolve: () => [
    textInput(F.resolve.text, { required: true, placeholder: P.resolve_text }),
    lineInput(F.resolve.benefit, { placeholder: P.resolve_benefit, max: 20 }),
  ],
  supplement: () => [textInput(F.supplement.text, { required: true, placeholder: P.supplement_text })],
  withdraw: () => [textInput(F.withdraw.reason, { placeholder: P.withdraw_reason })],
  not_solved: () => [textInput(F.not_solved.reason, { required: true, placeholder: P.not_solved_reason })],
  rate: () => [
    ...multiSelect(F.rate.reasons, labelled(texts.forms.rateReasons), { placeholder: P.rate_reasons }),
    textInput(F.rate.comment, { placeholder: P.rate_comment }),
  ],
  dispatch: (_, { categories = [], units, category, unit }) => {
    const kinds = categories.map(({ code, label }) => ({ value: code, label }));
    if (kinds.length === 0) return [];
    return [
      ...select(F.dispatch.category, kinds, { required: true, initial: category }),
      ...select(F.dispatch.unit, people(units), { placeholder: P.dispatch_unit, initial: unit }),
    ];
  },
  merge: (_, { olderTickets }) => select(F.merge.into, people(olderTickets), { required: true }),
  extend: (view, { days, complex }) => [
    ...select(F.extend.until, dayChoices(view, days), { required: true }),
    ...(complex === undefined ? [] : small(texts.forms.complex(complex, view))),
    textInput(F.extend.reason, { required: true, placeholder: P.extend_reason }),
  ],
  park: (view, { days }) => [
    ...select(F.park.until, dayChoices(view, days), { required: true }),
    textInput(F.park.reason, { required: true, placeholder: P.park_reason }),
    textInput(F.park.plan, { required: true, placeholder: P.park_plan }),
  ],
  terminate: () => [
    ...select(F.terminate.kind, labelled(texts.forms.terminateKinds), { required: true }),
    textInput(F.terminate.reason, { required: true, placeholder: P.terminate_reason }),
  ],
  assist: (_, { units }) => [
    ...select(F.assist.unit, people(units), { required: true }),
    ...select(F.assist.days, labelled(texts.forms.assistDays), { required: true, initial: "3" }),
    textInput(F.assist.text, { required: true, placeholder: P.assist_text }),
  ],
  assist_hand: (_, { colleagues }) => select(F.assist_hand.person, people(colleagues), { required: true }),
  assist_cancel: (_, { parts = [] }) => [
    ...select(F.assist_cancel.part, people(parts), { required: true, initial: parts[0]?.id }),
    textInput(F.assist_cancel.reason, { required: true, placeholder: P.assist_cancel_reason }),
  ],
  assist_done: () => [textInput(F.assist_done.text, { required: true, placeholder: P.assist_done_text })],
  deny: () => [textInput(F.deny.reason, { placeholder: P.deny_reason })],
  supervise: () => [
    ...select(F.supervise.grade, labelled(texts.forms.grades), { required: true, initial: "1" }),
    textInput(F.supervise.text, { placeholder: P.supervise_text }),
  ],
  supervise_reply: () => [textInput(F.supervise_reply.text, { required: true, placeholder: P.supervise_reply_text })],
  level_up: () => [textInput(F.level_up.reason, { required: true, placeholder: P.level_up_reason })],
  project: (_, { projects = [], noProject }) => {
    const { projectChoice, noProject: none } = texts.forms;
    const choices = projects.map(({ id, name, leader }) => ({ value: id, label: projectChoice(name, leader) }));
    return select(F.project.id, noProject === true ? [...choices, { value: NO_PROJECT, label: none }] : choices, {
      required: true,
    });
  },
  send_back: () => [textInput(F.send_back.reason, { required: true, placeholder: P.send_back_reason })],
  coerced: () => [textInput(F.coerced.text, { placeholder: P.coerced_text })],
  relapse: () => [textInput(F.relapse.reason, { required: true, placeholder: P.relapse_reason })],
  dismiss: () => [
    ...select(F.dismiss.kind, labelled(texts.forms.dismissalKinds), { required: true }),
    textInput(F.dismiss.text, { placeholder: P.dismiss_text }),
  ],
  publish_answer: (_, { publicDraft }) => [
    lineInput(F.publish_answer.question, {
      required: true,
      placeholder: P.public_question,
      max: LINE_MAX,
      value: publicDraft?.question ?? null,
    }),
    textInput(F.publish_answer.answer, {
      required: true,
      placeholder: P.public_answer,
      value: publicDraft === undefined ? null : cut(publicDraft.answer, INPUT_MAX),
    }),
    ...select(F.publish_answer.months, labelled(texts.forms.validMonths), { required: true, initial: "6" }),
  ],
  refuse: () => [
    ...select(
      F.refuse.kind,
      Object.entries(texts.forms.refuseKinds).map(([value, { label }]) => ({ value, label })),
      { required: true },
    ),
    textInput(F.refuse.reason, { placeholder: P.refuse_reason }),
    textInput(F.refuse.way, { placeholder: P.refuse_way }),
  ],
};

const DANGER: readonly TicketAction[] = ["withdraw", "merge", "refuse", "terminate"];

type FormAction = keyof typeof texts.forms.submit;
const hasForm = (action: TicketAction): action is FormAction => Object.hasOwn(texts.forms.submit, action);

/** The opened form of an action, or null when the action has none. 返回 stands outside, added by the caller. */
export function ticketForm(action: TicketAction, view: TicketView, choices: FormChoices): Element[] | null {
  const builder = BUILDERS[action];
  if (builder === undefined || !hasForm(action)) return null;
  const fields = builder(view, choices);
  if (fields.length === 0) return paragraph(texts.forms.nothingToChoose);
  const level = action === "rate" ? choices.level : undefined;
  const words = texts.buttons.confirm[action];
  return [
    ...paragraph(texts.forms.hint[action]),
    form(`form_${action}`, fields, {
      label: texts.forms.submit[action],
      action: carried(view, "submit", action, level),
      type: DANGER.includes(action) ? "danger_filled" : "primary_filled",
      confirm: words === undefined ? undefined : confirmation(words),
    }),
  ];
}
