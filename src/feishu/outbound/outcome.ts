import type { JobOutcome } from "../../jobs/job.ts";
import type { ApiFailure } from "./failures.ts";

/** What a failed call means for its job (feishu.md 3.2–3.4). */
export function outcomeOf(failure: ApiFailure, now: number): JobOutcome {
  const error = `${failure.kind} ${failure.code}`;
  switch (failure.kind) {
    case "rate_limited":
      return { type: "wait", until: now + failure.waitMs, error };
    case "card_locked":
      return { type: "wait", until: now + 1000, error };
    case "transient":
    case "token":
    case "not_permitted":
      // An outage ends, and a missing scope or a stopped app is mended by the operator; until then the message waits.
      return { type: "failing", error };
    case "recipient_gone":
    case "message_gone":
    case "content_refused":
    case "card_invalid":
    case "file_too_large":
    case "other":
      return { type: "give_up", error };
  }
}
