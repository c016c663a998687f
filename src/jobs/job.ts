import type { Deps } from "../deps.ts";
import type { ReadyJob } from "../desk/commit.ts";
import type { ClaimedJob } from "../store/jobs.ts";

/**
 * How a run ended. finished = the handler ended the job inside its own transaction · done = nothing left to write but the
 * end · again = worth another try · failing = the platform is down or does not let us: tried for days · wait = try later
 * without counting it · aside = later, letting others pass · give_up = will never succeed.
 */
export type JobOutcome =
  | { readonly type: "finished" }
  /** unsent = the platform was not asked: it says nothing about whether it can be reached. */
  | { readonly type: "done"; readonly unsent?: true }
  | { readonly type: "again"; readonly error: string; readonly notBefore?: number }
  | { readonly type: "failing"; readonly error: string }
  /** Its moment has not come; nothing has failed and nobody behind it need wait. */
  | { readonly type: "aside"; readonly until: number }
  | { readonly type: "wait"; readonly until: number; readonly error: string }
  | { readonly type: "give_up"; readonly error: string };

/** Kind and handler are one value in one list, so that nothing can be queued that nobody runs. */
export interface JobDefinition {
  readonly kind: string;
  /** @param known what the maker of a job that runs at once had in hand; null = read it. */
  run(deps: Deps, job: ClaimedJob, known: ReadyJob | null): Promise<JobOutcome>;
}
