import * as z from "zod";
import type { Result } from "../../domain/result.ts";
import { fail, ok } from "../../domain/result.ts";
import { DISMISSAL_KINDS } from "../../domain/ticket/dismissal.ts";
import { REASON_MAX } from "../../desk/reports/ledger-export.ts";
import { texts } from "../../texts/index.ts";
import type { FormProblem } from "../../texts/index.ts";
import { FIELDS, INPUT_MAX, LINE_MAX, NO_PROJECT } from "./fields.ts";
import type { FieldName } from "./fields.ts";

const raw = z.string();
const text = (max = INPUT_MAX) => z.string().max(max, "too_long");
const needed = (max = INPUT_MAX) => z.string().min(1, "missing").max(max, "too_long");
const chosen = z.string().min(1, "choose").max(LINE_MAX, "choose");
const perhaps = z.string().transform((value) => (value === "" || value.length > LINE_MAX ? null : value));
const many = z.array(z.string());

/** Full-width digits and signs, as Chinese keyboards type them. */
const half = (value: string): string =>
  value.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

const phone = raw
  .transform((value) =>
    half(value)
      .replace(/[\s\-\u2013\u2014()]/g, "")
      .replace(/^\+?86(?=1\d{10}$)/, ""),
  )
  .pipe(
    z
      .string()
      .min(1, "missing")
      .regex(/^\+?\d{7,15}$/, "bad_phone"),
  );

const yuan = raw.transform((value, context) => {
  const cleaned = half(value).replace(/[,\s\u5143\u00a5]/g, "");
  if (cleaned === "") return null;
  const match = /^(\d+(?:\.\d+)?)(万?)$/.exec(cleaned);
  if (match === null) {
    context.addIssue({ code: "custom", message: "bad_amount" });
    return z.NEVER;
  }
  return Math.round(Number(match[1]) * (match[2] === "" ? 1 : 10_000) * 100) / 100;
});

/** End of a chosen working day, UTC ms as the select carried it. */
const instant = raw.pipe(z.string().regex(/^\d{12,14}$/, "choose")).transform(Number);

const MONTHS = ["3", "6", "12"] as const;
const GRADES = [1, 2, 3] as const;

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("：");
const missing = (context: z.RefinementCtx, field: FieldName, message = "missing"): typeof z.NEVER => {
  context.addIssue({ code: "custom", message, path: [field] });
  return z.NEVER;
};

const F = FIELDS;

/** What each form gives to its verb, in the verb's own terms. */
const SCHEMAS = {
  return: z
    .object({ [F.return.kind]: chosen, [F.return.reason]: text(), [F.return.unit]: perhaps })
    .transform((form, context) => {
      const kind = form[F.return.kind];
      if (!has(texts.forms.returnKinds, kind)) return missing(context, F.return.kind, "choose");
      if (kind === "other" && form[F.return.reason] === "") return missing(context, F.return.reason);
      const reason =
        kind === "other" ? form[F.return.reason] : joined(texts.forms.returnKinds[kind], form[F.return.reason]);
      return { reason, proposedUnitId: form[F.return.unit] };
    }),
  hand_over: z
    .object({ [F.hand_over.person]: perhaps, [F.hand_over.unit]: perhaps, [F.hand_over.reason]: text() })
    .transform((form, context) => {
      const personId = form[F.hand_over.person];
      // A person already says which unit; both filled in means the person.
      const unitId = personId === null ? form[F.hand_over.unit] : null;
      if (personId === null && unitId === null) return missing(context, F.hand_over.person, "choose");
      return { personId, unitId, reason: form[F.hand_over.reason] };
    }),
  progress: z
    .object({ [F.progress.text]: needed(), [F.progress.visible]: raw })
    .transform((form) => ({ text: form[F.progress.text], visible: form[F.progress.visible] !== "no" })),
  materials: z.object({ [F.materials.list]: text(), [F.materials.reason]: text() }).transform((form, context) => {
    const materials = form[F.materials.list]
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (materials.length === 0) return missing(context, F.materials.list);
    return { materials, reason: form[F.materials.reason] };
  }),
  resolve: z
    .object({ [F.resolve.text]: needed(), [F.resolve.benefit]: yuan })
    .transform((form) => ({ text: form[F.resolve.text], benefitYuan: form[F.resolve.benefit] })),
  supplement: z.object({ [F.supplement.text]: needed() }).transform((form) => ({ text: form[F.supplement.text] })),
  withdraw: z.object({ [F.withdraw.reason]: text() }).transform((form) => ({ reason: form[F.withdraw.reason] })),
  not_solved: z
    .object({ [F.not_solved.reason]: needed() })
    .transform((form) => ({ reason: form[F.not_solved.reason] })),
  rate: z.object({ [F.rate.reasons]: many, [F.rate.comment]: text() }).transform((form) => ({
    // Said to whoever works on it, this one would be told to the very person.
    forced: form[F.rate.reasons].includes("forced"),
    reasons: form[F.rate.reasons].flatMap((code) =>
      has(texts.forms.rateReasons, code) && code !== "forced" ? [texts.forms.rateReasons[code]] : [],
    ),
    comment: form[F.rate.comment],
  })),
  dispatch: z
    .object({ [F.dispatch.category]: chosen, [F.dispatch.unit]: perhaps })
    .transform((form) => ({ category: form[F.dispatch.category], unitId: form[F.dispatch.unit] })),
  merge: z.object({ [F.merge.into]: chosen }).transform((form) => ({ intoId: form[F.merge.into] })),
  refuse: z
    .object({ [F.refuse.kind]: chosen, [F.refuse.reason]: text(), [F.refuse.way]: text() })
    .transform((form, context) => {
      const kind = form[F.refuse.kind];
      if (!has(texts.forms.refuseKinds, kind)) return missing(context, F.refuse.kind, "choose");
      const { label, way } = texts.forms.refuseKinds[kind];
      if (kind === "other" && form[F.refuse.reason] === "") return missing(context, F.refuse.reason);
      const properWay = form[F.refuse.way] === "" ? way : form[F.refuse.way];
      if (properWay === "") return missing(context, F.refuse.way);
      return { reason: kind === "other" ? form[F.refuse.reason] : joined(label, form[F.refuse.reason]), properWay };
    }),
  extend: z
    .object({ [F.extend.until]: instant, [F.extend.reason]: needed() })
    .transform((form) => ({ until: form[F.extend.until], reason: form[F.extend.reason] })),
  park: z
    .object({ [F.park.until]: instant, [F.park.reason]: needed(), [F.park.plan]: needed() })
    .transform((form) => ({ until: form[F.park.until], reason: form[F.park.reason], plan: form[F.park.plan] })),
  terminate: z.object({ [F.terminate.kind]: chosen, [F.terminate.reason]: needed() }).transform((form, context) => {
    const kind = form[F.terminate.kind];
    if (!has(texts.forms.terminateKinds, kind)) return missing(context, F.terminate.kind, "choose");
    const label = kind === "other" ? "" : texts.forms.terminateKinds[kind];
    return { reason: joined(label, form[F.terminate.reason]) };
  }),
  assist: z.object({ [F.assist.unit]: chosen, [F.assist.days]: raw, [F.assist.text]: needed() }).transform((form) => ({
    unitId: form[F.assist.unit],
    workingDays: Number(form[F.assist.days]) || 3,
    text: form[F.assist.text],
  })),
  assist_hand: z
    .object({ [F.assist_hand.person]: chosen })
    .transform((form) => ({ personId: form[F.assist_hand.person] })),
  assist_cancel: z
    .object({ [F.assist_cancel.part]: chosen, [F.assist_cancel.reason]: needed() })
    .transform((form) => ({ assistId: form[F.assist_cancel.part], reason: form[F.assist_cancel.reason] })),
  assist_done: z.object({ [F.assist_done.text]: needed() }).transform((form) => ({ text: form[F.assist_done.text] })),
  deny: z.object({ [F.deny.reason]: text() }).transform((form) => ({ reason: form[F.deny.reason] })),
  supervise: z.object({ [F.supervise.grade]: raw, [F.supervise.text]: text() }).transform((form) => ({
    grade: GRADES.find((grade) => String(grade) === form[F.supervise.grade]) ?? 1,
    text: form[F.supervise.text],
  })),
  supervise_reply: z
    .object({ [F.supervise_reply.text]: needed() })
    .transform((form) => ({ text: form[F.supervise_reply.text] })),
  level_up: z.object({ [F.level_up.reason]: needed() }).transform((form) => ({ reason: form[F.level_up.reason] })),
  project: z
    .object({ [F.project.id]: chosen })
    .transform((form) => ({ projectId: form[F.project.id] === NO_PROJECT ? null : form[F.project.id] })),
  send_back: z.object({ [F.send_back.reason]: needed() }).transform((form) => ({ reason: form[F.send_back.reason] })),
  coerced: z.object({ [F.coerced.text]: text() }).transform((form) => ({ text: form[F.coerced.text] })),
  relapse: z.object({ [F.relapse.reason]: needed() }).transform((form) => ({ reason: form[F.relapse.reason] })),
  publish_answer: z
    .object({
      [F.publish_answer.question]: needed(LINE_MAX),
      [F.publish_answer.answer]: needed(),
      [F.publish_answer.months]: raw,
    })
    .transform((form) => ({
      question: form[F.publish_answer.question],
      answer: form[F.publish_answer.answer],
      months: MONTHS.find((months) => months === form[F.publish_answer.months]) ?? "6",
    })),
  dismiss: z.object({ [F.dismiss.kind]: chosen, [F.dismiss.text]: text() }).transform((form, context) => {
    const kind = DISMISSAL_KINDS.find((one) => one === form[F.dismiss.kind]);
    if (kind === undefined) return missing(context, F.dismiss.kind, "choose");
    if (kind === "answered" && form[F.dismiss.text] === "") return missing(context, F.dismiss.text);
    return { kind, text: form[F.dismiss.text] };
  }),
  leave: z.object({ [F.leave.from]: chosen, [F.leave.to]: chosen, [F.leave.delegate]: perhaps }).transform((form) => ({
    from: form[F.leave.from],
    to: form[F.leave.to],
    delegateId: form[F.leave.delegate],
  })),
  identify: z
    .object({
      [F.identify.name]: needed(LINE_MAX),
      [F.identify.enterprise]: needed(LINE_MAX),
      [F.identify.phone]: phone,
    })
    .transform((form) => ({
      name: form[F.identify.name],
      enterprise: form[F.identify.enterprise],
      phone: form[F.identify.phone],
    })),
  ledger: z.object({ [F.ledger.reason]: needed(REASON_MAX) }).transform((form) => ({ reason: form[F.ledger.reason] })),
  claim: z.object({ [F.claim.enterprise]: chosen }).transform((form) => ({ enterpriseId: form[F.claim.enterprise] })),
  register: z
    .object({
      [F.register.channel]: chosen,
      [F.register.enterprise]: perhaps,
      [F.register.enterpriseName]: text(LINE_MAX),
      [F.register.name]: text(LINE_MAX),
      [F.register.phone]: phone,
      [F.register.category]: perhaps,
      [F.register.text]: needed(),
    })
    .transform((form) => ({
      channel: form[F.register.channel] === "visit" ? ("visit" as const) : ("phone" as const),
      enterpriseId: form[F.register.enterprise],
      enterpriseName: form[F.register.enterpriseName],
      name: form[F.register.name],
      phone: form[F.register.phone],
      category: form[F.register.category],
      text: form[F.register.text],
    })),
};

export type FormName = keyof typeof SCHEMAS;
export type FormValues = { readonly [N in FormName]: z.output<(typeof SCHEMAS)[N]> };

export const isFormName = (name: string): name is FormName => Object.hasOwn(SCHEMAS, name);

const LIMITS: Partial<Record<FieldName, number>> = {
  identify_name: LINE_MAX,
  identify_enterprise: LINE_MAX,
  ledger_reason: REASON_MAX,
  register_enterprise_name: LINE_MAX,
  register_name: LINE_MAX,
  public_question: LINE_MAX,
};

/** Absent, "" and blanks all mean empty; anything but text (or a list, where one is asked) is none of our controls. */
function normalised(name: FormName, formValue: unknown): Record<string, string | readonly string[]> {
  const sent: Record<string, unknown> =
    typeof formValue === "object" && formValue !== null ? (formValue as Record<string, unknown>) : {};
  const form: Record<string, string | readonly string[]> = {};
  for (const field of Object.values<FieldName>(FIELDS[name])) {
    const value = Object.hasOwn(sent, field) ? sent[field] : undefined;
    if (field === FIELDS.rate.reasons)
      form[field] = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
    else form[field] = typeof value === "string" ? value.trim() : "";
  }
  return form;
}

/**
 * A sent form → what the verb takes, or everything that is wrong with it. `required` is checked by the client only, so it
 * is checked here again; unknown keys are ignored (feishu.md 2.3, 4.5).
 */
export function parseForm<N extends FormName>(
  name: N,
  formValue: unknown,
): Result<FormValues[N], readonly FormProblem[]> {
  const parsed = SCHEMAS[name].safeParse(normalised(name, formValue));
  if (parsed.success) return ok(parsed.data as FormValues[N]);
  return fail(
    parsed.error.issues.map((issue) => {
      const field = issue.path[0] as FieldName;
      const problem = issue.message as FormProblem["problem"];
      return problem === "too_long" ? { field, problem, max: LIMITS[field] ?? INPUT_MAX } : { field, problem };
    }),
  );
}
