import type { Stage } from "./state.ts";

/** Why a verb was not carried out. Closed: each has exactly one sentence in the catalogue. */
export type Refusal =
  | { code: "not_allowed" }
  | { code: "already_accepted"; byId: string }
  | { code: "ended"; stage: Stage }
  | { code: "wrong_stage"; stage: Stage }
  | { code: "text_missing" }
  | { code: "text_too_long"; max: number }
  | { code: "materials_missing" }
  | { code: "reason_missing" }
  | { code: "reason_needed_for_second_request" }
  | { code: "too_many_requests"; max: number }
  | { code: "returned_before" }
  | { code: "return_too_late" }
  | { code: "return_after_contact" }
  | { code: "same_person" }
  | { code: "person_unavailable" }
  | { code: "stand_in_away" }
  | { code: "unit_without_people" }
  | { code: "unknown_category" }
  | { code: "cooling_down"; until: number }
  | { code: "already_rated" }
  | { code: "own_work" }
  | { code: "other_requester" }
  | { code: "other_project" }
  | { code: "not_older" }
  | { code: "into_over" }
  | { code: "bad_amount" }
  | { code: "return_decided" }
  | { code: "approval_pending" }
  | { code: "no_approval" }
  | { code: "asked_otherwise" }
  | { code: "approval_over" }
  | { code: "extension_used" }
  | { code: "extension_too_late" }
  | { code: "extension_too_long"; until: number }
  | { code: "date_not_later" }
  | { code: "no_approver" }
  | { code: "assists_open"; unitIds: readonly string[] }
  | { code: "no_such_assist" }
  | { code: "own_unit" }
  | { code: "no_supervision" }
  | { code: "highest_level" }
  | { code: "unknown_project" }
  | { code: "project_decided" }
  | { code: "no_confirmer" }
  | { code: "no_leader" }
  | { code: "must_be_handled" }
  | { code: "asked_again" }
  | { code: "dismiss_after_contact" }
  | { code: "not_closed" }
  | { code: "never_public" }
  | { code: "names_somebody"; words: readonly string[] };
