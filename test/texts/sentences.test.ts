import { describe, expect, test } from "vitest";
import { TICKET_ACTIONS } from "../../src/desk/views/ticket-actions.ts";
import type { Refusal } from "../../src/domain/ticket/refusal.ts";
import type { Stage } from "../../src/domain/ticket/state.ts";
import { texts } from "../../src/texts/index.ts";

const STAGES = Object.keys(texts.labels.stage) as Stage[];

/** One of every code; a code without an example here does not compile. */
const REFUSALS: { readonly [C in Refusal["code"]]: Extract<Refusal, { code: C }> } = {
  not_allowed: { code: "not_allowed" },
  already_accepted: { code: "already_accepted", byId: "C29" },
  ended: { code: "ended", stage: "closed" },
  wrong_stage: { code: "wrong_stage", stage: "offered" },
  text_missing: { code: "text_missing" },
  text_too_long: { code: "text_too_long", max: 2000 },
  materials_missing: { code: "materials_missing" },
  reason_missing: { code: "reason_missing" },
  reason_needed_for_second_request: { code: "reason_needed_for_second_request" },
  too_many_requests: { code: "too_many_requests", max: 2 },
  returned_before: { code: "returned_before" },
  return_too_late: { code: "return_too_late" },
  return_after_contact: { code: "return_after_contact" },
  same_person: { code: "same_person" },
  person_unavailable: { code: "person_unavailable" },
  stand_in_away: { code: "stand_in_away" },
  unit_without_people: { code: "unit_without_people" },
  unknown_category: { code: "unknown_category" },
  cooling_down: { code: "cooling_down", until: Date.parse("2026-11-24T14:30:00+08:00") },
  already_rated: { code: "already_rated" },
  other_requester: { code: "other_requester" },
  other_project: { code: "other_project" },
  not_older: { code: "not_older" },
  into_over: { code: "into_over" },
  bad_amount: { code: "bad_amount" },
  unknown_project: { code: "unknown_project" },
  project_decided: { code: "project_decided" },
  no_confirmer: { code: "no_confirmer" },
  no_leader: { code: "no_leader" },
  return_decided: { code: "return_decided" },
  approval_pending: { code: "approval_pending" },
  no_approval: { code: "no_approval" },
  approval_over: { code: "approval_over" },
  asked_otherwise: { code: "asked_otherwise" },
  extension_used: { code: "extension_used" },
  extension_too_late: { code: "extension_too_late" },
  extension_too_long: { code: "extension_too_long", until: Date.parse("2026-12-10T17:30:00+08:00") },
  date_not_later: { code: "date_not_later" },
  no_approver: { code: "no_approver" },
  assists_open: { code: "assists_open", unitIds: ["D05", "D03"] },
  no_such_assist: { code: "no_such_assist" },
  own_unit: { code: "own_unit" },
  no_supervision: { code: "no_supervision" },
  highest_level: { code: "highest_level" },
  own_work: { code: "own_work" },
  must_be_handled: { code: "must_be_handled" },
  asked_again: { code: "asked_again" },
  dismiss_after_contact: { code: "dismiss_after_contact" },
  not_closed: { code: "not_closed" },
  never_public: { code: "never_public" },
  names_somebody: { code: "names_somebody", words: ["苗德润", "禾穗食品"] },
};

const CONTEXT = {
  now: Date.parse("2026-11-24T09:12:00+08:00"),
  utcOffsetMinutes: 480,
  personName: () => "尤在渊",
};

const ALL: Refusal[] = [
  ...Object.values(REFUSALS),
  ...STAGES.flatMap((stage): Refusal[] => [
    { code: "ended", stage },
    { code: "wrong_stage", stage },
  ]),
];

describe("a refusal", () => {
  test.each(ALL)("$code $stage is one short sentence that says what to do next", (refusal) => {
    const said = texts.refusal(refusal, CONTEXT);
    expect(said.length).toBeGreaterThan(7);
    // A toast of more than two lines on a phone is not read.
    expect(said.length).toBeLessThanOrEqual(40);
    expect(said).toMatch(/[，]/u);
    expect(said).not.toMatch(/[。！!]/u);
    expect(said).not.toMatch(/[a-z_]{3,}|undefined|NaN/u);
  });

  test("names the colleague who has already accepted", () => {
    expect(texts.refusal({ code: "already_accepted", byId: "C29" }, CONTEXT)).toBe("尤在渊已经接收了，您不用再管");
  });

  test("says when one may urge again", () => {
    expect(texts.refusal(REFUSALS.cooling_down, CONTEXT)).toContain("今天14:30");
  });
});

test.each(TICKET_ACTIONS)("%s has a label that fits a third of a phone and a toast of one line", (action) => {
  expect(texts.buttons.action[action].length).toBeLessThanOrEqual(8);
  const toast = texts.toasts.done[action];
  expect(toast.length).toBeGreaterThan(2);
  expect(toast.length).toBeLessThanOrEqual(20);
});

test("phones are grouped, masked ones stay masked", () => {
  expect(texts.labels.phone("14000000124")).toBe("140-0000-0124");
  expect(texts.labels.maskedPhone("14000000124")).toBe("140****0124");
  expect(texts.labels.phone("140****0124")).toBe("140****0124");
  expect(texts.labels.phone("0000-8880102")).toBe("0000-8880102");
});

/** Every fixed sentence of the catalogue, with its place. */
function sentences(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
}

test.each(sentences(texts, "texts"))("%s is quiet, plain Chinese: %s", (_, sentence) => {
  expect(sentence).not.toMatch(/[!！]/u);
  expect(sentence).not.toMatch(/贵公司|业已|予以办理|高度重视|第一时间/u);
  // Half-width signs beside a Chinese character are a slip.
  expect(sentence).not.toMatch(/[\u4e00-\u9fff][,;:?]|[,;:?][\u4e00-\u9fff]/u);
});

test("under a ticket's first sentence a further one does not say its name again", () => {
  const named = { no: "QF-20261124-0007", title: "纬二路停电" };
  const clock = { now: Date.parse("2026-11-24T10:00:00+08:00"), utcOffsetMinutes: 480 };
  expect(texts.furtherLine({ code: "supervision_due", ...named }, clock)).toBe("督办还没回复，已到时限。");
  expect(texts.furtherLine({ code: "interim_due", title: named.title, no: named.no, since: clock.now }, clock)).toMatch(
    /^从今天起/,
  );
  expect(texts.furtherLine({ code: "urged", ...named, by: "苗德润" }, clock)).toContain("催办「纬二路停电」");
});
